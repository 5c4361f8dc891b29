import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { packJsonSchemas } from './json-schemas.ts';

const folder = fileURLToPath(new URL('../schemas/', import.meta.url));
const root = fileURLToPath(new URL('../../../', import.meta.url));
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

it('the published schemas are those of the format: npm run schemas -w @cebao/pack', () => {
  const published = Object.fromEntries(readdirSync(folder).map((name) => [name, readJson(join(folder, name))]));
  expect(published).toEqual(JSON.parse(JSON.stringify(packJsonSchemas())));
});

/** Every JSON file of a pack: below `rules/`, but for npm's own and the demo's. */
function packFiles(below: string): string[] {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'demo', 'held-out'].includes(entry.name) ? [] : packFiles(path);
    return entry.name.endsWith('.json') && entry.name !== 'package.json' ? [path] : [];
  });
}
const files = packFiles(join(root, 'rules'));

/** A pattern of the editor's settings, in which only `*` and `**` stand for something. */
function matches(pattern: string, file: string): boolean {
  const parts = pattern.slice(1).split('/');
  const text = parts.map((part) =>
    part === '**' ? '(?:[^/]+/)+' : `${part.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}/`,
  );
  return new RegExp(`^${text.join('')}$`).test(`${file}/`);
}

describe('an editor', () => {
  const settings = readJson(join(root, '.vscode/settings.json'))['json.schemas'] as {
    fileMatch: string[];
    url: string;
  }[];
  const byEditor = (file: string) =>
    settings.filter(({ fileMatch }) => fileMatch.some((pattern) => matches(pattern, relative(root, file))));

  it('finds one published schema for every file, the one that the file names', () => {
    const wrong = files.flatMap((file) => {
      const urls = byEditor(file).map(({ url }) => join(root, url));
      const { $schema } = readJson(file) as { $schema?: string };
      const named = $schema === undefined ? urls[0] : join(dirname(file), $schema);
      return urls.length === 1 && urls[0] === named ? [] : [`${relative(root, file)}: ${$schema} ${urls}`];
    });
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThan(400);
  });

  it('knows every kind of file there is', () => {
    expect(settings.map(({ url }) => url.split('/').at(-1)).sort()).toEqual(readdirSync(folder).sort());
  });

  it('has nothing to say against the packs, and something against a typing error', () => {
    const validators = new Map<string, Validator>();
    const check = (file: string, json: unknown): OutputUnit[] => {
      const url = byEditor(file)[0]?.url ?? '';
      const validator = validators.get(url) ?? new Validator(readJson(join(root, url)) as Schema, '2020-12');
      validators.set(url, validator);
      return validator.validate(json).errors;
    };
    expect(files.flatMap((file) => check(file, readJson(file)).map(({ error }) => `${file}: ${error}`))).toEqual([]);
    const missed = files.filter((file) => check(file, { ...readJson(file), titel: 'x' }).length === 0);
    expect(missed).toEqual([]);
  });
});
