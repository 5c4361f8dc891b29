import { describe, expect, test } from 'vitest';
import {
  compileExpression,
  compileSlots,
  dataScope,
  fold,
  type JsonValue,
  LIMITS,
  lowerExpression,
  parseExpression,
  type RunResult,
  worstCase,
} from './index.ts';

const run = (rule: JsonValue, data: JsonValue = {}): RunResult => {
  const parsed = parseExpression(rule);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return compileExpression(parsed.value).run(dataScope(data));
};
const codeOf = (result: RunResult) => (result.ok ? 'answered' : result.issue.code);

const thirty = Array.from({ length: 30 }, (_, i) => i);
const nested = (depth: number): JsonValue => (depth === 0 ? { var: '' } : { map: [thirty, nested(depth - 1)] });
const doubling = (step: JsonValue, start: JsonValue, turns = 40): JsonValue => ({
  reduce: [Array.from({ length: turns }, (_, i) => i), step, start],
});
const accumulator = { var: 'accumulator' };
const longText = 'a'.repeat(LIMITS.text);

describe('a hostile rule ends soon and small', () => {
  test.each<[string, JsonValue, JsonValue, string]>([
    ['loops in loops, 30 to the fifth', nested(5), {}, 'fuelExhausted'],
    ['text that doubles', doubling({ cat: [accumulator, accumulator] }, 'aa'), {}, 'textTooLong'],
    ['a list that doubles', doubling({ merge: [accumulator, accumulator] }, [1, 2]), {}, 'listTooLong'],
    ['shared lists that are endless when written out', doubling([accumulator, accumulator], 1), {}, 'fuelExhausted'],
    [
      'shared objects that are endless when written out',
      doubling({ object: { a: accumulator, b: accumulator } }, 1),
      {},
      'fuelExhausted',
    ],
    [
      'an answer as deep as a well',
      { reduce: [{ var: 'many' }, [accumulator], 1] },
      { many: new Array(5_000).fill(0) },
      'answerTooDeep',
    ],
    [
      'the same long text many times',
      { map: [{ var: 'many' }, longText] },
      { many: new Array(9_000).fill(0) },
      'fuelExhausted',
    ],
    [
      'long texts searched again and again',
      { map: [{ var: 'many' }, { in: ['b', longText] }] },
      { many: new Array(9_000).fill(0) },
      'fuelExhausted',
    ],
    [
      'a bad pattern for searching',
      { map: [{ var: 'many' }, { in: [`b${'a'.repeat(30_000)}`, longText] }] },
      { many: new Array(900).fill(0) },
      'fuelExhausted',
    ],
    [
      'lists searched again and again',
      { map: [{ var: 'many' }, { in: [-1, { param: 'none' }] }] },
      { many: [1] },
      'missingParam',
    ],
    [
      'sets built again and again',
      { map: [{ var: 'rows' }, { count: { distinct: { var: '' } } }] },
      { rows: new Array(3_000).fill(thirty.concat(thirty)) },
      'fuelExhausted',
    ],
    [
      'sums over huge numbers again and again',
      { map: [{ var: 'rows' }, { sum: [{ var: '' }] }] },
      { rows: new Array(9_000).fill([1e300, 1e299]) },
      'fuelExhausted',
    ],
    [
      'sums over huge and tiny numbers',
      { map: [{ var: 'rows' }, { sum: [{ var: '' }] }] },
      { rows: new Array(9_000).fill([1e300, 1e-300]) },
      'notRepresentable',
    ],
    ['products that grow', { product: new Array(4_000).fill(1.234567890123456e300) }, {}, 'notRepresentable'],
    [
      'a text of names split again and again',
      { map: [{ var: 'many' }, { missing: ['x.'.repeat(30_000)] }] },
      { many: new Array(9_000).fill(0) },
      'fuelExhausted',
    ],
    ['a long list from facts', { map: [{ var: 'many' }, 1] }, { many: new Array(200_000).fill(0) }, 'fuelExhausted'],
  ])('%s', (_what, rule, data, code) => {
    run(rule, data); // warm
    const before = performance.now();
    expect(codeOf(run(rule, data))).toBe(code);
    // Tens of milliseconds on a quiet machine (npm run bench -- engine); here others may be at work.
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  test('fuel is the same every time, traced or not, and less is refused', () => {
    const rule = { map: [thirty, { '+': [{ var: '' }, 1] }] };
    const parsed = parseExpression(rule);
    if (!parsed.ok) throw new Error();
    const program = compileExpression(parsed.value);
    const first = program.run(dataScope({}));
    if (!first.ok) throw new Error();
    const traced = program.run(dataScope({}), { trace: true });
    expect(traced.ok && traced.fuel).toBe(first.fuel);
    expect(program.run(dataScope({}), { fuel: first.fuel }).ok).toBe(true);
    expect(codeOf(program.run(dataScope({}), { fuel: first.fuel - 1 }))).toBe('fuelExhausted');
  });

  test.each<[string, (inner: JsonValue) => JsonValue]>([
    ['reduces in reduces', (inner) => ({ reduce: [{ map: [thirty, 1] }, inner, 0] })],
    ['reduces over reduces', (inner) => ({ reduce: [{ map: [{ filter: [inner, true] }, 1] }, 1, 0] })],
    ['a list that is compared', (inner) => ({ '==': [[1], inner] })],
    ['calls in calls', (inner) => ({ cat: [inner, 'a'] })],
    ['defaults of defaults', (inner) => ({ var: ['gone', inner] })],
    ['conditions in conditions', (inner) => ({ if: [{ and: [inner, { '!': inner }] }, 1, 2] })],
  ])('deep rules are soon ready: %s', (_what, wrap) => {
    let rule: JsonValue = { var: 'gone' };
    for (let next = wrap(rule); parseExpression(next).ok; next = wrap(rule)) rule = next;
    const before = performance.now();
    const parsed = parseExpression(rule);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const ir = lowerExpression(parsed.value);
    worstCase(ir);
    compileSlots(fold(ir, { vars: { gone: 1 } }));
    compileExpression(parsed.value).run(dataScope({}), { trace: true }).trace;
    // Exponential work would take for ever; the machine may be busy.
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test('a trace is bounded as well', () => {
    const rule = doubling([accumulator, accumulator], 1, 60);
    const parsed = parseExpression({ if: [rule, 1, 2] });
    if (!parsed.ok) throw new Error();
    const result = compileExpression(parsed.value).run(dataScope({}), { trace: true });
    expect(result).toMatchObject({ ok: true, value: 1 });
    expect(JSON.stringify(result.trace).length).toBeLessThan(1_000_000);
  });
});

describe('the machinery of JavaScript stays out of reach', () => {
  test.each([
    { var: 'constructor' },
    { var: 'constructor.constructor' },
    { var: '__proto__' },
    { var: ['a.__proto__.b', 1] },
    { var: 'prototype' },
    { missing: ['constructor'] },
    { missing: [['a', '__proto__.x']] },
    { missing_some: [1, ['prototype']] },
    { isPresent: 'a.constructor' },
    { param: 'constructor' },
    { object: { constructor: 1 } },
    JSON.parse('{"object":{"__proto__":1}}'),
    JSON.parse('{"__proto__":[1]}'),
    { constructor: [1] },
    { prototype: [1] },
    { 'cat.constructor': [1] },
  ])('%j', (rule) => {
    expect(parseExpression(rule)).toMatchObject({ ok: false, issues: [{ code: 'reservedName' }] });
  });

  test.each(['toString', 'valueOf', 'hasOwnProperty', 'log', 'method', 'apply', '__defineGetter__', 'cat.length'])(
    '%s is no operator',
    (name) => {
      expect(parseExpression({ [name]: [1] })).toMatchObject({ ok: false, issues: [{ code: 'unknownOperator' }] });
    },
  );

  test.each(['toString', 'a.toString', 'list.map', 'list.0.valueOf', 'text.at', 'hasOwnProperty'])(
    '%s is not there',
    (name) => {
      const data = { a: {}, list: [{}], text: 'abc' };
      expect(run({ var: [name, 'nothing'] }, data)).toMatchObject({ ok: true, value: 'nothing' });
      expect(run({ isPresent: name }, data)).toMatchObject({ value: false });
      expect(run({ missing: [name] }, data)).toMatchObject({ value: [name] });
    },
  );

  test('names that a rule works out are judged when they are known', () => {
    expect(codeOf(run({ missing: { merge: [{ cat: ['con', 'structor'] }] } }))).toBe('reservedName');
    expect(codeOf(run({ sumBy: [{ var: 'l' }, [{ cat: ['__proto', '__'] }], 'x'] }, { l: [{}] }))).toBe('reservedName');
  });

  test('facts with own __proto__ do not get out', () => {
    expect(codeOf(run({ var: 'a' }, JSON.parse('{"a":{"__proto__":{"admin":true}}}')))).toBe('reservedName');
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  test('an answer is never a piece of the facts or of the rule', () => {
    const data = { list: [{ amount: 1 }] };
    const parsed = parseExpression({ or: [{ var: 'list' }, [1]] });
    if (!parsed.ok) throw new Error();
    const program = compileExpression(parsed.value);
    const result = program.run(dataScope(data));
    if (!result.ok) throw new Error();
    (result.value as { amount: number }[])[0] = { amount: 99 };
    expect(data).toEqual({ list: [{ amount: 1 }] });
    expect(program.run(dataScope({}))).toMatchObject({ value: [1] });
  });
});
