import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { PackSource } from './load.ts';
import { parseJsonText } from './strict-json.ts';

const MAX_FILE_BYTES = 2_000_000;
/** Folders of a pack that are not policy: npm's own and the demo instance's profile. */
const NOT_POLICY = new Set(['node_modules', 'demo']);

/** Where npm puts published packs. */
const INSTALLED = join('node_modules', '@cebao-rules');

/**
 * Reads every pack below a rules folder: each folder that holds a `pack.json` is one pack. Packs that these extend and
 * that are not among them are taken from where npm installed them, beside the rules folder or in it.
 * All problems of all files come back at once; nothing is validated here but the JSON itself.
 *
 * @example
 * const sources = loadRules('rules'); // { ok: true, value: [{ folder: 'nm', files: […] }, …] }
 *
 * @param options.needing ids of packs that are needed too; with it the rules folder may be empty or not there yet.
 */
export function loadRules(dir: string, options: { needing?: readonly string[] } = {}): Result<PackSource[]> {
  const folders = foldersIn(dir);
  if (!folders && !options.needing)
    return { ok: false, issues: [{ code: 'rulesFolderMissing', path: '', params: { folder: dir } }] };
  const issues: Issue[] = [];
  const sources: PackSource[] = [];
  const read = (root: string, folder: string) => {
    const source = readFolder(root, folder, issues);
    if (source) sources.push(source);
    return source;
  };
  for (const folder of folders ?? []) read(join(dir, folder), folder);
  const known = new Set(sources.map(idOf));
  // The list grows while it is walked: an installed pack has parents of its own.
  const wanted = [...(options.needing ?? []), ...sources.flatMap(parentOf)];
  for (const id of wanted) {
    if (known.has(id)) continue;
    known.add(id);
    const root = findInstalledPack(dir, id);
    const source = root === undefined ? undefined : read(root, basename(root));
    if (source) wanted.push(...parentOf(source));
  }
  if (sources.length === 0 && issues.length === 0 && !options.needing) {
    issues.push({ code: 'rulesFolderEmpty', path: '', params: { folder: dir } });
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: sources };
}

/** The folder of a pack that npm installed in a rules folder or beside it, by the pack's id. */
export function findInstalledPack(dir: string, id: string): string | undefined {
  for (const place of [join(dir, INSTALLED), join(dirname(resolve(dir)), INSTALLED)]) {
    for (const folder of foldersIn(place) ?? []) {
      const root = join(place, folder);
      const source = existsSync(join(root, 'pack.json')) ? readFolder(root, folder, [], ['pack.json']) : undefined;
      if (source && idOf(source) === id) return root;
    }
  }
  return undefined;
}

function foldersIn(dir: string): string[] | undefined {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && entry.name !== 'node_modules')
      .map((entry) => entry.name)
      .sort();
  } catch {
    return undefined;
  }
}

/** One pack, or nothing when the folder holds none. */
function readFolder(root: string, folder: string, issues: Issue[], only?: readonly string[]): PackSource | undefined {
  if (!existsSync(join(root, 'pack.json'))) return undefined;
  const files: { path: string; json: JsonValue }[] = [];
  for (const path of only ?? jsonFilesBelow(root).filter((found) => found !== 'package.json')) {
    const full = join(root, path);
    if (statSync(full).size > MAX_FILE_BYTES) {
      issues.push({ code: 'fileTooLarge', path: `${folder}/${path}`, params: { limit: MAX_FILE_BYTES } });
      continue;
    }
    const read = parseJsonText(readFileSync(full, 'utf8'));
    if (read.ok) files.push({ path, json: read.value });
    else issues.push(...read.issues.map((issue) => ({ ...issue, path: `${folder}/${path}#${issue.path}` })));
  }
  return { folder, files };
}

function manifestOf(source: PackSource): Record<string, JsonValue> {
  const json = source.files.find(({ path }) => path === 'pack.json')?.json;
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? json : {};
}

function idOf(source: PackSource): string {
  const { id } = manifestOf(source);
  return typeof id === 'string' ? id : source.folder;
}

function parentOf(source: PackSource): string[] {
  const { extends: parent } = manifestOf(source);
  return typeof parent === 'string' ? [parent] : [];
}

function jsonFilesBelow(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const full = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!NOT_POLICY.has(entry.name)) visit(full);
      } else if (entry.isFile() && entry.name.endsWith('.json')) {
        found.push(relative(root, full).split(sep).join('/'));
      }
    }
  };
  visit(root);
  return found.sort();
}
