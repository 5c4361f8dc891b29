import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { cebao, ROOT } from './testing/cebao.ts';

let scratch: string;
beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  scratch = mkdtempSync(join(tmpdir(), 'cebao-lint-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('cebao lint', () => {
  it('finds no problem in the packs of the repository, and tells the worst case', async () => {
    const { code, out, err } = await cebao(['lint', '--fuel']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('细查完毕：0 处问题');
    expect(out).toMatch(/最多步数：\S+ \d+ 步/);
  });

  it('shows the sentence that a comparison disagrees with, in words and as JSON', async () => {
    const folder = join(scratch, 'over');
    cpSync(join(ROOT, 'rules'), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
    const file = join(folder, 'nm-ordos-ejin-horo/decisions/threshold-route.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        '{ ">": [{ "var": "projectAmount" }, { "param": "tenderThreshold" }] }',
        '{ ">=": [{ "var": "projectAmount" }, { "param": "tenderThreshold" }] }',
      ),
    );
    const said = await cebao(['lint', '--rules', folder]);
    expect(said.code).toBe(1);
    expect(said.out).toContain('threshold-route.json#/rules/1/when');
    expect(said.out).toContain('单个项目资金超过20万元的上政府公共交易平台进行公开招投标');
    const { code, out } = await cebao(['lint', '--rules', folder, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      problems: 1,
      findings: expect.arrayContaining([
        expect.objectContaining({
          code: 'boundaryWording',
          severity: 'problem',
          params: expect.objectContaining({ operator: '>=', wanted: '>' }),
        }),
      ]),
    });
  });

  it('lists what validation finds when packs are not valid', async () => {
    const folder = join(scratch, 'invalid');
    cpSync(join(ROOT, 'rules'), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
    writeFileSync(join(folder, 'nm/homonyms.json'), '{ "homonyms": [{ "word": "" }] }');
    const { code, err } = await cebao(['lint', '--rules', folder]);
    expect(code).toBe(1);
    expect(err).toContain('nm/homonyms.json#');
  });
});

describe('cebao layers', () => {
  const at = ['--region', 'nm/ordos/ejin-horo', '--at', '2025-06-30'];

  it('tells a value, where it comes from, and who may change it', async () => {
    const { code, out } = await cebao(['layers', ...at, '--param', 'tenderThreshold']);
    expect(code).toBe(0);
    expect(out).toContain('200 000 元（20 万元）');
    expect(out).toContain('「20万元以下的项目实行自行采购」');
    expect(out).toContain('下级能改多少：可以改成别的');
  });

  it('answers for a decision as JSON, and suggests the nearest of what is not there', async () => {
    const { out } = await cebao(['layers', ...at, '--decision', 'ejinhoro.procurement.threshold/route', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      decisions: [{ level: 'banner-county', params: [{ id: 'tenderThreshold', value: 200000 }] }],
    });
    const wrong = await cebao(['layers', ...at, '--param', 'tenderTreshold']);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('是否想写“tenderThreshold”');
    expect((await cebao(['layers'])).code).toBe(2);
  });
});
