import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compileExpression, dataScope, type JsonValue, LIMITS, parseExpression } from '../index.ts';
import { createSlotTable, emitModule, type FactTypes, linkModule, lowerExpression } from './index.ts';
import { isInherited } from './inherited-names.ts';

const folder = mkdtempSync(join(tmpdir(), 'cebao-emit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const require = createRequire(import.meta.url);

function emit(rules: readonly JsonValue[], types: FactTypes = {}) {
  const table = createSlotTable();
  return emitModule(
    rules.map((json, index) => {
      const parsed = parseExpression(json);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      return { id: String(index), ir: lowerExpression(parsed.value, types, table) };
    }),
  );
}

function load(rules: readonly JsonValue[], types: FactTypes = {}) {
  const { text, sha256, layout } = emit(rules, types);
  const file = join(folder, `${sha256}.mjs`);
  writeFileSync(file, text);
  return linkModule(require(file).default, layout);
}

function closures(json: JsonValue, data: JsonValue) {
  const parsed = parseExpression(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return compileExpression(parsed.value).run(dataScope(data));
}

describe('the text of a module', () => {
  test('is the same for the same rules', () => {
    const rules: JsonValue[] = [{ '>=': [{ var: '年龄' }, 60] }, { in: [{ var: '旗县' }, ['达拉特旗', '伊金霍洛旗']] }];
    expect(emit(rules)).toEqual(emit(rules));
    expect(emit(rules).sha256).not.toBe(emit([...rules].reverse()).sha256);
  });

  test('is never what a name or a text of a rule says', () => {
    const hostile = [
      '"]; globalThis.broken = 1; f["',
      "'); globalThis.broken = 1; ('",
      ['`$', '{(globalThis.broken = 1)}`'].join(''),
      '\\"; globalThis.broken = 1; //',
      'a\u2028globalThis.broken = 1;\u2029',
      '*/ globalThis.broken = 1; /*',
      '\ud800',
    ];
    const rules = hostile.flatMap((text): JsonValue[] => [
      { var: text },
      { '==': [{ var: text }, text] },
      { in: [{ var: 'n' }, [text, 'b']] },
      { object: { [text]: { var: 'n' } } },
      { missing: [text] },
      { if: [{ '>': [{ var: 'n' }, 1] }, text, [text]] },
    ]);
    const data = { n: 2, ...Object.fromEntries(hostile.map((text) => [text, text])) };
    const module = load(rules);
    for (const [index, rule] of rules.entries()) {
      const expected = closures(rule, data);
      if (expected.ok) expect(module.run(index, data)).toEqual({ value: expected.value, fuel: expected.fuel });
    }
    expect(globalThis).not.toHaveProperty('broken');
  });

  test('shows nothing of what JavaScript gives every object or list', () => {
    for (const { prototype } of [Object, Array])
      for (const name of Object.getOwnPropertyNames(prototype)) expect(isInherited(name)).toBe(true);
    const names = [
      'toString',
      'valueOf',
      'hasOwnProperty',
      'o.valueOf',
      'list.map',
      'list.at',
      'list.length',
      'list.0',
    ];
    const rules = names.map((name) => ({ var: name }));
    const module = load(rules);
    const data = { list: [1, 2], o: {} };
    expect(rules.map((_, index) => module.run(index, data)?.value)).toEqual([null, null, null, null, null, null, 2, 1]);
  });
});

test('a minus zero that is written stays one; one that arithmetic makes does not', () => {
  const rules: JsonValue[] = [
    { reduce: [[], { '+': [{ var: 'accumulator' }, { var: 'current' }] }, -0] },
    { '*': [{ var: 'n' }, -1] },
    { and: [{ '==': [{ var: 'n' }, 0] }] },
  ];
  const module = load(rules, { vars: { n: { kind: 'number', nullable: false } } });
  const out: (JsonValue | undefined)[] = [];
  expect(module.all({ n: 0 }, {}, out)).toBe(0);
  expect(out).toEqual([-0, 0, true]);
  expect(rules.map((_, index) => module.run(index, { n: 0 })?.value)).toEqual([-0, 0, true]);
});

describe('what a module answers is bounded', () => {
  const long = Array.from({ length: 9_000 }, (_, index) => index);
  const nested: JsonValue = {
    map: [{ var: 'a' }, { reduce: [{ param: 'a' }, { '+': [{ var: 'current' }, { var: 'accumulator' }] }, 0] }],
  };

  test('a loop that could not be paid for is handed over before its first turn', () => {
    const module = load([nested, { some: [{ var: 'a' }, { '>': [{ var: '' }, -1] }] }]);
    const start = performance.now();
    expect(module.run(0, { a: long }, { a: long })).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(50);
    // It stops at the first item, and pays for one turn.
    expect(module.run(1, { a: long })).toEqual({ value: true, fuel: 5 });
  });

  test('a smaller budget than the usual one holds too', () => {
    const module = load([{ map: [{ var: 'a' }, { '+': [{ var: '' }, 1] }] }]);
    const needed = module.run(0, { a: [1, 2, 3] })?.fuel ?? 0;
    expect(needed).toBeGreaterThan(9);
    expect(module.run(0, { a: [1, 2, 3] }, {}, needed)?.value).toEqual([2, 3, 4]);
    expect(module.run(0, { a: [1, 2, 3] }, {}, needed - 1)).toBeUndefined();
  });

  test('the longest and the deepest rules are written so that V8 can read them', () => {
    const chain: JsonValue[] = [];
    for (let i = 0; i < 900; i += 1) chain.push({ '==': [{ var: 'n' }, i] }, i);
    let deep: JsonValue = { '>': [{ var: 'n' }, 1] };
    for (let i = 0; i < LIMITS.depth / 2 - 4; i += 1)
      deep = { if: [{ and: [deep, { '<': [{ var: 'n' }, 9_999] }] }, true, false] };
    const data = { n: 890 };
    for (const types of [{}, { vars: { n: { kind: 'number', nullable: false } } }] as FactTypes[]) {
      const module = load([{ if: chain }, deep], types);
      for (const [index, rule] of ([{ if: chain }, deep] as JsonValue[]).entries()) {
        const expected = closures(rule, data);
        expect(module.run(index, data)).toEqual(expected.ok && { value: expected.value, fuel: expected.fuel });
      }
    }
  });
});
