import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { cebao, ROOT } from './testing/cebao.ts';

const ROUTE = 'ejinhoro.procurement.threshold/route';
const DECISION = 'nm-ordos-ejin-horo/decisions/threshold-route.json';
const PARAM = 'nm-ordos-ejin-horo/params/tenderThreshold.json';
const WHERE = ['--region', 'nm/ordos/ejin-horo', '--at', '2025-06-30'];

let scratch: string;
/** A copy of the packs, with one file rewritten. */
const rulesWith = (name: string, file: string, rewrite: (text: string) => string): string => {
  const folder = join(scratch, name);
  cpSync(join(ROOT, 'rules'), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  const text = readFileSync(join(folder, file), 'utf8');
  const changed = rewrite(text);
  if (changed === text) throw new Error(`nothing was planted in ${file}`);
  writeFileSync(join(folder, file), changed);
  return folder;
};

beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  scratch = mkdtempSync(join(tmpdir(), 'cebao-analyse-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('cebao analyse', () => {
  it('finds no fault in the packs of the repository', async () => {
    const { code, out, err } = await cebao(['analyse', '--at', '2025-06-30']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/分析了 \d+ 个规则判定、\d+ 条规则：问题 0 处/);
    // Told once, and short enough to be read: what could not be settled is a handful of lines, no page of repetition.
    const lines = out.trimEnd().split('\n');
    expect(lines.filter((line, index) => line.startsWith('  ') && lines[index - 1] === line)).toEqual([]);
    for (const line of lines) expect([...line].length, line).toBeLessThan(400);
    const wholes = lines.filter((line) => line.includes('作为整体看待'));
    for (const line of wholes) {
      const parts = line.slice(line.indexOf('：') + 1).split(/(?<=值或条件)、/);
      expect(new Set(parts).size, line).toBe(parts.length);
    }
    expect(lines.filter((line) => line.includes('未能举出实例')).length).toBeLessThan(10);
  });

  it('says where a planted gap is, and gives it to programs as data', async () => {
    const rules = rulesWith('gap', DECISION, (text) =>
      text.replace(
        '{ "<=": [{ "var": "projectAmount" }, { "param": "tenderThreshold" }] }',
        '{ "<": [{ "var": "projectAmount" }, { "param": "tenderThreshold" }] }',
      ),
    );
    const told = await cebao(['analyse', ...WHERE, '--decision', ROUTE, '--rules', rules]);
    expect(told.code).toBe(1);
    expect(told.out).toContain('没有规则适用：单个项目金额为 200 000 元（例：单个项目金额：200 000 元（20 万元））');
    const { code, out } = await cebao(['analyse', ...WHERE, '--decision', ROUTE, '--rules', rules, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      decisions: [
        {
          decision: ROUTE,
          complete: true,
          findings: [
            {
              kind: 'gap',
              severity: 'fault',
              where: [{ of: 'fact', path: 'projectAmount', ranges: [{ from: 200_000, to: 200_000 }] }],
              witness: { projectAmount: 200_000 },
            },
          ],
        },
      ],
    });
  });

  it('says when it is wrongly used, and when its steps do not suffice', async () => {
    expect((await cebao(['analyse', '--budget', 'many'])).code).toBe(2);
    const { code, err } = await cebao(['analyse', ...WHERE, '--decision', 'no/such']);
    expect(code).toBe(1);
    expect(err).toContain('不认识的规则判定“no/such”');
    const { out } = await cebao(['analyse', ...WHERE, '--decision', ROUTE, '--budget', '5']);
    expect(out).toContain('没有分析完');
  });
});

describe('cebao diff', () => {
  it('says in words between which amounts the answer changes, and that the rest is equal', async () => {
    const to = rulesWith('lower', PARAM, (text) => text.replace('"value": 200000', '"value": 150000'));
    const { code, out } = await cebao(['diff', '--to', to, ...WHERE, '--decision', ROUTE]);
    expect(code).toBe(0);
    expect(out).toMatch(
      /单个项目金额在 150 000\.01 元至 200 000\.00 元之间：.*自行采购.* → .*公开招投标.*（例：单个项目金额：180 000 元/,
    );
    const all = await cebao(['diff', '--to', to, ...WHERE, '--json']);
    const { decisions } = JSON.parse(all.out) as { decisions: { decision: string; kind: string }[] };
    expect(decisions.filter(({ kind }) => kind === 'changed').map(({ decision }) => decision)).toContain(ROUTE);
    expect(decisions.filter(({ kind }) => kind === 'equal').length).toBeGreaterThan(8);
    expect(decisions.filter(({ kind }) => kind === 'unsettled')).toEqual([]);
  });

  it('compares two days of one folder', async () => {
    const { code, out } = await cebao([
      'diff',
      '--region',
      'nm/ordos/ejin-horo',
      '--at',
      '2024-06-30',
      '--to-at',
      '2025-06-30',
    ]);
    expect(code).toBe(0);
    expect(out).toContain('原来：所收资料不能证明该日已施行；现在起有判定');
  });

  it('reads a git revision', async () => {
    const folder = rulesWith('repository/rules', PARAM, (text) => text.replace('"value": 200000', '"value": 150000'));
    const repository = join(folder, '..');
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', repository, '-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
        stdio: 'pipe',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    const file = join(folder, PARAM);
    writeFileSync(file, readFileSync(file, 'utf8').replace('"value": 150000', '"value": 180000'));
    const { code, out } = await cebao(['diff', '--from', 'HEAD', ...WHERE, '--decision', ROUTE], { cwd: repository });
    expect(code).toBe(0);
    expect(out).toMatch(/单个项目金额在 150 000\.01 元至 180 000\.00 元之间/);
    const unknown = await cebao(['diff', '--from', 'nowhere', ...WHERE], { cwd: repository });
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('既不是文件夹，也不是 git 版本') });
  });

  it('is wrongly used without a region, or with nothing to compare', async () => {
    expect((await cebao(['diff'])).code).toBe(2);
    expect(await cebao(['diff', ...WHERE])).toMatchObject({ code: 2, err: expect.stringContaining('没有可比较的') });
  });
});
