import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { cebao, ROOT } from './testing/cebao.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cebao-new-'));
beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A folder of somebody else's, with the packs of region and city as npm installs them, and nothing else. */
function emptyProject(name: string): string {
  const folder = join(scratch, name);
  mkdirSync(join(folder, 'node_modules', '@cebao-rules'), { recursive: true });
  for (const pack of ['nm', 'nm-ordos'])
    cpSync(join(ROOT, 'rules', pack), join(folder, 'node_modules', '@cebao-rules', pack), { recursive: true });
  return folder;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const variant = ['--region', 'nm/ordos/dalad', '--extends', 'nm-ordos', '--title', '鄂尔多斯市达拉特旗'];
const number = ['--param', 'allowanceIntermediate', '--value', '600', '--from', '2027-01-01'];
const ask = (at: string) => [
  'decide',
  '--json',
  '--region',
  'nm/ordos/dalad',
  '--at',
  at,
  '--decision',
  'ordos.wushe.allowance/monthly-amount',
  '--facts',
  JSON.stringify({ frontline: true, certificateLevel: 'intermediate', month: at.slice(0, 7) }),
];

describe('cebao new', () => {
  it('makes a banner that changes one number in three files and ten lines, outside the repository', async () => {
    const cwd = emptyProject('variant');
    expect(await cebao(['new', ...variant, ...number], { cwd })).toMatchObject({ code: 0, err: '' });
    const folder = join(cwd, 'rules', 'nm-ordos-dalad');
    const files = filesBelow(folder);
    const lines = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n'));
    expect(files).toEqual(['CHANGELOG.md', 'pack.json', 'params/allowanceIntermediate.json']);
    expect(lines.length).toBeLessThanOrEqual(10);
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(120);

    expect(await cebao(['validate'], { cwd })).toMatchObject({ code: 0, out: expect.stringContaining('3 个规则包') });
    const amountAt = async (at: string) =>
      (JSON.parse((await cebao(ask(at), { cwd })).out) as { value: { amount: number } }).value.amount;
    expect(await amountAt('2026-12-31')).toBe(500);
    expect(await amountAt('2027-01-01')).toBe(600);
  });

  it('makes the whole frame of a layer, its package pinned to the parent, and it validates', async () => {
    const cwd = emptyProject('frame');
    const { code, out } = await cebao(['new', ...variant, '--json'], { cwd });
    expect(code).toBe(0);
    const made = JSON.parse(out) as { folder: string; files: { path: string }[] };
    expect(made.files.map(({ path }) => path).sort()).toEqual([
      'CHANGELOG.md',
      'examples/nm-ordos-dalad.json',
      'pack.json',
      'package.json',
      'sources.json',
    ]);
    expect(JSON.parse(readFileSync(join(made.folder, 'package.json'), 'utf8'))).toMatchObject({
      name: '@cebao-rules/nm-ordos-dalad',
      dependencies: { '@cebao-rules/nm-ordos': '0.1.0' },
    });
    expect((await cebao(['validate'], { cwd })).code).toBe(0);
  });

  it('finds the parent above the region by itself', async () => {
    const cwd = emptyProject('parent');
    expect((await cebao(['new', ...variant], { cwd })).code).toBe(0);
    const below = ['new', '--region', 'nm/ordos/dalad/shulinzhao', '--title', '树林召镇'];
    expect((await cebao(below, { cwd })).code).toBe(0);
    const manifest = readFileSync(join(cwd, 'rules', 'nm-ordos-dalad-shulinzhao', 'pack.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ extends: 'nm-ordos-dalad', region: 'nm/ordos/dalad/shulinzhao' });
    expect((await cebao(['validate'], { cwd })).code).toBe(0);
  });

  it('writes nothing that would not be valid', async () => {
    const cwd = emptyProject('refused');
    const refused = async (args: readonly string[]) => {
      const { code, out } = await cebao(['new', ...args, '--json'], { cwd });
      return { code, issues: (JSON.parse(out) as { issues: { code: string }[] }).issues.map((issue) => issue.code) };
    };
    const changed = (param: string, value: string) => [
      ...variant,
      '--param',
      param,
      '--value',
      value,
      '--from',
      '2027-01-01',
    ];
    expect(await refused(changed('allowanceSenio', '900'))).toEqual({ code: 1, issues: ['unknownParam'] });
    expect(await refused(changed('allowanceSenior', '"many"'))).toEqual({ code: 1, issues: ['wrongType'] });
    expect(await refused([...variant.slice(0, 2), '--extends', 'nm-ordo', '--title', 'x'])).toEqual({
      code: 1,
      issues: ['unknownParent'],
    });
    expect(await refused(['--region', 'nm/alxa/left', '--extends', 'nm-ordos', '--title', 'x'])).toEqual({
      code: 1,
      issues: ['parentNotAbove'],
    });
    expect(existsSync(join(cwd, 'rules'))).toBe(false);

    const param = join(cwd, 'node_modules', '@cebao-rules', 'nm-ordos', 'params', 'allowanceSenior.json');
    writeFileSync(param, readFileSync(param, 'utf8').replace('"override"', '"floor"'));
    expect(await refused(changed('allowanceSenior', '700'))).toEqual({ code: 1, issues: ['mergeViolation'] });
    expect((await cebao(['new', ...changed('allowanceSenior', '900')], { cwd })).code).toBe(0);
    expect(await refused(changed('allowanceSenior', '950'))).toEqual({ code: 1, issues: ['layerExists'] });
  });

  it('says what is lacking', async () => {
    const { code, err } = await cebao(['new', '--title', '某旗', '--param', 'limit']);
    expect(code).toBe(2);
    for (const option of ['--region', '--value', '--from']) expect(err).toContain(`缺少选项“${option}”`);
  });
});
