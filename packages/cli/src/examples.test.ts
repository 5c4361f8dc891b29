import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { cebao, ROOT } from './testing/cebao.ts';

const ROUTE = 'ejinhoro.procurement.threshold/route';
const scratch = mkdtempSync(join(tmpdir(), 'cebao-examples-'));
const rules = join(scratch, 'rules');
const file = join(rules, 'nm-ordos-ejin-horo', 'examples', 'procurement-route.json');

interface ExamplesFile {
  examples: { id: string; facts: { projectAmount?: number }; packOverride?: object; proposed?: boolean }[];
}

beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  cpSync(join(ROOT, 'rules'), rules, { recursive: true, filter: (path) => !path.includes('node_modules') });
  // A pack whose examples stay away from the boundary.
  const all = JSON.parse(readFileSync(file, 'utf8')) as ExamplesFile;
  const far = all.examples.filter(
    (one) => !one.packOverride && Math.abs((one.facts.projectAmount ?? 0) - 200_000) > 10_000,
  );
  writeFileSync(file, JSON.stringify({ ...all, examples: far }));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const examples = (...args: string[]) => cebao(['examples', '--rules', rules, '--decision', ROUTE, ...args]);

describe('cebao examples', () => {
  it('--coverage says what no example touches, as words and as data', async () => {
    const { code, out } = await examples('--coverage');
    expect(code).toBe(0);
    expect(out).toMatch(/未覆盖：界限“单个项目金额 超过 公开招投标分界”：恰好/);
    const { coverage } = JSON.parse((await examples('--coverage', '--json')).out) as {
      coverage: { decision: string; lines: { kind: string; pointer?: string; examples: string[] }[] }[];
    };
    expect(coverage.map(({ decision }) => decision)).toEqual([ROUTE]);
    const boundary = coverage[0]?.lines.filter(
      ({ kind, pointer }) => kind === 'boundary' && pointer === '/rules/1/when',
    );
    expect(boundary?.map((line) => line.examples)).toEqual([[], [], []]);
  });

  it('--mutate names the change that gets through, its place and the seed', async () => {
    const { code, out } = await examples('--mutate', '--seed', '7');
    expect(code).toBe(0);
    expect(out).toContain('“单个项目金额 超过 公开招投标分界”改成“单个项目金额 不低于 公开招投标分界”');
    expect(out).toContain('nm-ordos-ejin-horo/decisions/threshold-route.json#/rules/1/when');
    expect(out).toMatch(/种子 7）/);
    const drawn = await examples('--mutate', '--json', '--limit', '6', '--seed', '7');
    expect(JSON.parse(drawn.out)).toMatchObject({ mutants: 6, seed: 7 });
    expect((await examples('--mutate', '--json', '--limit', '6', '--seed', '7')).out).toBe(drawn.out);
  });

  it('--propose --write adds examples to confirm, once; confirmed they stop the change', async () => {
    expect((await examples('--propose')).out).toContain('--write');
    const written = JSON.parse((await examples('--propose', '--write', file, '--json')).out) as { added: number };
    expect(written.added).toBeGreaterThan(0);
    const after = JSON.parse(readFileSync(file, 'utf8')) as ExamplesFile;
    const proposed = after.examples.filter((one) => one.proposed);
    expect(proposed).toHaveLength(written.added);
    expect(proposed.map(({ facts }) => facts.projectAmount)).toContain(200_000);
    expect((await cebao(['examples', '--rules', rules])).out).toContain(
      `${written.added} 个是策包提出、尚未确认的实例`,
    );
    expect((await examples('--mutate')).out).toContain('不低于 公开招投标分界');

    const confirmed = after.examples.map(({ proposed: _mark, ...example }) => example);
    writeFileSync(file, JSON.stringify({ ...after, examples: confirmed }));
    expect((await cebao(['examples', '--rules', rules])).code).toBe(0);
    expect((await examples('--mutate')).out).not.toContain('不低于 公开招投标分界');
    expect(JSON.parse((await examples('--propose', '--json')).out)).toEqual({ proposals: [] });
  });

  it('refuses what does not go together or is not there', async () => {
    expect((await examples('--coverage', '--mutate')).code).toBe(2);
    expect((await cebao(['examples', '--mutate', '--decision', 'nobody/asks'])).code).toBe(2);
    expect((await examples('--mutate', '--limit', 'few')).code).toBe(2);
    const nowhere = join(scratch, 'nowhere', 'x.json');
    expect((await examples('--propose', '--write', nowhere)).code).toBe(existsSync(nowhere) ? 0 : 1);
  });
});
