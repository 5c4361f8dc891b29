import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { cebao, ROOT } from './testing/cebao.ts';

let scratch: string;
beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  scratch = mkdtempSync(join(tmpdir(), 'cebao-figures-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Listed {
  readonly figures: readonly {
    readonly id: string;
    readonly value?: number;
    readonly qualifier?: string;
    readonly stands?: string;
    readonly source: string;
    readonly paragraph: string;
    readonly quote: string;
    readonly dated: string;
    readonly on: string;
    readonly place: string;
  }[];
  readonly notes: readonly { readonly id: string; readonly figures: readonly string[] }[];
}

const listed = async (...args: string[]): Promise<Listed> => {
  const { code, out, err } = await cebao(['figures', '--json', ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Listed;
};

describe('cebao figures', () => {
  it('lists all 144 statistics, each once, with date, source, place in the text and a sentence of at most 40', async () => {
    const { figures, notes } = await listed();
    expect(figures).toHaveLength(144);
    expect(new Set(figures.map(({ id }) => id)).size).toBe(144);
    for (const { quote, paragraph, source, dated, on } of figures) {
      expect([...quote].length).toBeLessThanOrEqual(40);
      expect([quote, paragraph, source, dated].every((text) => text !== '')).toBe(true);
      expect(on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    const count = <K extends 'qualifier' | 'source'>(key: K, value: string) =>
      figures.filter((one) => one[key] === value).length;
    expect(['000', '001', '002', '003', '004-B', '004-C', '004-D', '004-E'].map((id) => count('source', id))).toEqual([
      38, 19, 25, 24, 2, 2, 9, 25,
    ]);
    expect(count('qualifier', 'almost')).toBe(3);
    expect(figures.filter(({ stands }) => stands === 'target').length).toBe(3);
    const known = new Set(figures.map(({ id }) => id));
    expect(notes.flatMap((note) => note.figures).filter((id) => !known.has(id))).toEqual([]);
    expect(notes.length).toBeGreaterThanOrEqual(18);
  });

  it('lists those of one place and below', async () => {
    const { figures } = await listed('--region', 'nm/ordos/ejin-horo');
    expect(new Set(figures.map(({ place }) => place))).toEqual(
      new Set(['nm/ordos/ejin-horo', 'nm/ordos/ejin-horo/_/tonggelang']),
    );
    const said = await cebao(['figures', '--region', 'nm/ordos/ejin-horo']);
    expect(said.out).toContain('专业服务和文体活动：超过 4.2万场次');
    expect(said.out).toContain('口径说明：场次与人次');
    expect((await cebao(['figures', '--region', 'nowhere'])).code).toBe(1);
  });

  it('refuses a figure without a source, one with too long a sentence, and a rule that measures by one', async () => {
    const folder = join(scratch, 'bent');
    cpSync(join(ROOT, 'rules'), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
    const file = join(folder, 'nm-ordos-ejin-horo/figures/000.json');
    const whole = readFileSync(file, 'utf8');
    const bend = (from: string, to: string) => writeFileSync(file, whole.replace(from, to));
    bend('"source": "000"', '"source": "999"');
    expect((await cebao(['validate', '--rules', folder])).err).toContain('figures/000.json#/source');
    bend('辖7个镇', `辖7个镇${'，'.repeat(40)}`);
    expect((await cebao(['validate', '--rules', folder])).err).toContain('figures/000.json#/figures/1/quote');
    writeFileSync(file, whole);
    const rule = join(folder, 'nm-bayannur-urad-front/figures/004-d.json');
    writeFileSync(rule, readFileSync(rule, 'utf8').replace('"stands": "inventory"', '"stands": "observation"'));
    const { code, out } = await cebao(['lint', '--rules', folder]);
    expect(code).toBe(1);
    expect(out).toContain('figureAsThreshold');
  });
});
