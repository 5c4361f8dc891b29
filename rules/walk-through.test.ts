import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cebao } from '../packages/cli/src/testing/cebao.ts';
import { ensureBuilt } from '../scripts/bootstrap/build.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const readme = readFileSync(join(here, 'README.md'), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'cebao-walk-'));
const rules = join(scratch, 'rules');

beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  cpSync(here, rules, { recursive: true, filter: (path) => !path.includes('node_modules') });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The blocks of one kind under a heading, as the README has them. */
function blocks(heading: string, kind: 'sh' | 'json'): string[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return [...section.matchAll(new RegExp(`^( *)\`\`\`${kind}\\n([\\s\\S]*?)^ *\`\`\``, 'gm'))].map(
    ([, , text = '']) => text,
  );
}

/** Runs a command of the README in the copy. */
function run(line: string) {
  const words = line
    .trim()
    .replace(/ +#.*$/, '')
    .split(' ');
  expect(words.slice(0, 2)).toEqual(['npx', 'cebao']);
  return cebao(words.slice(2), { cwd: scratch });
}

const edit = (file: string, change: (json: Record<string, unknown[]>) => void) => {
  const path = join(rules, file);
  const json = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown[]>;
  change(json);
  writeFileSync(path, JSON.stringify(json));
};

const isSound = async () => {
  expect(await cebao(['validate'], { cwd: scratch })).toMatchObject({ code: 0, err: '' });
  expect(await cebao(['examples'], { cwd: scratch })).toMatchObject({ code: 0, err: '' });
};

describe('the exercises of the README, as written', () => {
  it('change a number from a day on, with its document and two examples', async () => {
    const [value = '', source = '', added = ''] = blocks('练习一', 'json');
    const quoted = value.replace('（文件原句，不超过 40 个字）', '单个项目资金超过15万元的公开招投标');
    const [, next] = (JSON.parse(`{${quoted}}`) as { values: object[] }).values;
    edit('nm-ordos-ejin-horo/params/tenderThreshold.json', ({ values }) => values?.push(next));
    edit('nm-ordos-ejin-horo/sources.json', ({ sources }) => sources?.push(JSON.parse(source)));
    edit('nm-ordos-ejin-horo/examples/procurement-route.json', ({ examples }) =>
      examples?.push(...(JSON.parse(`[${added}]`) as object[])),
    );
    await isSound();
  });

  it('add a banner that changes one number, with two examples', async () => {
    const [line = ''] = blocks('练习二', 'sh');
    const made = await run(line);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(Number(/共 (\d+) 个文件/.exec(made.out)?.[1])).toBeLessThanOrEqual(3);
    expect(Number(/、(\d+) 行/.exec(made.out)?.[1])).toBeLessThanOrEqual(10);
    const [examples = ''] = blocks('练习二', 'json');
    const file = join(rules, 'nm-ordos-dalad', 'examples', 'allowance.json');
    mkdirSync(dirname(file));
    writeFileSync(file, examples);
    await isSound();
  });

  it('add a banner with rules of its own', async () => {
    const [line = ''] = blocks('练习三', 'sh');
    expect(await run(line)).toMatchObject({ code: 0, err: '' });
    await isSound();
  });

  it('ask whether the examples are enough', async () => {
    const lines = blocks('例子够不够', 'sh').flatMap((block) => block.trim().split('\n'));
    expect(lines).toHaveLength(3);
    for (const line of lines)
      expect((await run(`${line.replace(/ +#.*$/, '')} --decision ordos.wushe.allowance/monthly-amount`)).code).toBe(0);
  });
});
