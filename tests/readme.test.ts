import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../scripts/bootstrap/build.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const block = (file: string, language: string) =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(read(file))?.[1] ?? '';
const node = (...args: string[]) =>
  execFileSync(process.execPath, ['--disallow-code-generation-from-strings', ...args], { cwd: ROOT, encoding: 'utf8' });

/** Inside the repository, so that its packages are found by name. */
const EXAMPLE = join(ROOT, 'node_modules', '.cache', 'cebao', `readme-${process.pid}.mjs`);

beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the packages could not be built');
});
afterAll(() => rmSync(EXAMPLE, { force: true }));

describe.each(['README.md', 'README.en.md'])('%s', (file) => {
  it('embeds a decision in at most ten lines that run', () => {
    const example = block(file, 'js');
    expect(example.trim().split('\n').length).toBeLessThanOrEqual(10);
    mkdirSync(dirname(EXAMPLE), { recursive: true });
    writeFileSync(EXAMPLE, example);
    const said = node(EXAMPLE);
    expect(said).toContain("route: 'publicTender'");
    expect(said).toContain('资料来源：公开报道，非政策文件');
  });

  it('shows what the command really says', () => {
    const [question = '', ...shown] = block(file, 'console')
      .replace(/\\\n\s*/g, '')
      .trimEnd()
      .split('\n');
    const args = [...question.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    expect(args.slice(0, 3)).toEqual(['$', 'npx', 'cebao']);
    const said = node('packages/cli/bin/cebao.js', ...args.slice(3));
    expect(shown.length).toBeGreaterThanOrEqual(3);
    for (const line of shown) for (const part of line.split('…')) expect(said).toContain(part);
  });

  it('reaches the answer within the first screen', () => {
    const lines = read(file).split('\n');
    expect(lines.findIndex((line) => line.startsWith('规则判定（参考）'))).toBeLessThan(24);
  });
});

describe('documents', () => {
  it.each(['README.md', 'README.en.md', 'CONTRIBUTING.md', 'SECURITY.md', 'packages/README.md', 'rules/README.md'])(
    '%s links only to what is there',
    (file) => {
      const targets = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '');
      for (const target of targets) expect(existsSync(join(ROOT, dirname(file), target)), target).toBe(true);
    },
  );

  it('name every room, and every script', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const script of Object.values(scripts)) {
      const file = /scripts\/\S+\.mjs/.exec(script)?.[0];
      if (file !== undefined) expect(existsSync(join(ROOT, file)), file).toBe(true);
    }
    for (const room of ['engine', 'pack', 'casework', 'store', 'server', 'react', 'cli'])
      expect(read('packages/README.md')).toContain(`\n## ${room}\n`);
  });
});
