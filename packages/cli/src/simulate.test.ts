import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { cebao, ROOT } from './testing/cebao.ts';

const REGION = 'nm/ordos/ejin-horo';
const ROUTE = 'ejinhoro.procurement.threshold/route';
const LOWER = JSON.stringify({ [REGION]: { tenderThreshold: 150_000 } });

const question = (id: number, facts: object) =>
  JSON.stringify({ id, region: REGION, at: '2025-06-30', decision: ROUTE, facts });
const amounts = Array.from({ length: 3000 }, (_, index) => 100_000 + index * 50);
const lines = amounts.map((projectAmount, index) => question(index, { projectAmount })).join('\n');

let scratch: string;
beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  scratch = mkdtempSync(join(tmpdir(), 'cebao-simulate-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('cebao simulate', () => {
  it('counts what a changed param changes, with the first such question, whatever the number of threads', async () => {
    const between = amounts.filter((amount) => amount > 150_000 && amount <= 200_000).length;
    for (const threads of ['1', '3']) {
      const { code, out } = await cebao(['simulate', '--override', LOWER, '--threads', threads, '--json'], {
        input: lines,
      });
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({
        asked: 3000,
        same: 3000 - between,
        refused: 0,
        changes: [
          {
            decision: ROUTE,
            count: between,
            witness: amounts.findIndex((amount) => amount > 150_000),
            before: { status: 'decided', value: { route: 'selfProcurement' } },
            after: { status: 'decided', value: { route: 'publicTender' } },
          },
        ],
      });
    }
  });

  it('compares two folders of rules, and speaks Chinese', async () => {
    const to = join(scratch, 'to');
    cpSync(join(ROOT, 'rules'), to, { recursive: true, filter: (path) => !path.includes('node_modules') });
    const file = join(to, 'nm-ordos-ejin-horo/decisions/threshold-route.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace('"invalid": "amountNotPositive"', '"value": { "object": { "route": "selfProcurement" } }'),
    );
    const input = [question(1, { projectAmount: 0 }), question(2, { projectAmount: 1 }), question(3, {})].join('\n');
    const { code, out } = await cebao(['simulate', '--to', to], { input });
    expect(code).toBe(0);
    expect(out).toContain('1 件：不符合规定，理由 amountNotPositive → 有判定，{"route":"selfProcurement"}（例：1）');
    expect(out).toContain('共 3 件：2 件结果不变，1 件改变，0 件没有回答。');
  });

  it('tells the lines that cannot be answered, and goes on', async () => {
    const input = ['{', question(2, { amount: 1 }), question(3, { projectAmount: 5 })].join('\n');
    const { code, out, err } = await cebao(['simulate', '--override', LOWER], { input });
    expect(code).toBe(1);
    expect(err.split('\n').filter((line) => line.includes('没有回答'))).toHaveLength(2);
    expect(out).toContain('共 3 件：1 件结果不变，0 件改变，2 件没有回答。');
  });

  it('refuses to run without another side, and an override that is none', async () => {
    expect((await cebao(['simulate'], { input: lines })).code).toBe(2);
    expect((await cebao(['simulate', '--override', '[]'], { input: lines })).code).toBe(1);
    expect((await cebao(['simulate', '--override', LOWER, '--threads', '0'], { input: lines })).code).toBe(2);
    const unknown = await cebao(['simulate', '--override', '{"nm/ordos/ejin-horo":{"noSuchParam":1}}'], {
      input: lines,
    });
    expect(unknown.code).toBe(1);
  });
});
