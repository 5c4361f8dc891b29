import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, dataScope, type JsonValue, parseExpression } from './index.ts';
import { evaluateByReference } from './reference.ts';

// Generated rules over generated facts: our answer is json-logic-js's answer, or a refusal.
const seed = Number(process.env['SEED'] ?? Date.now() & 0x7fffffff);
const numRuns = Number(process.env['RUNS'] ?? 40_000);
console.log(`reference: SEED=${seed} RUNS=${numRuns}`);

const names = [
  '甲',
  '乙',
  'ᠨᠡᠷᠡ',
  'n',
  'm',
  't',
  'd',
  'list',
  'rows',
  'rows.0.n',
  'o.n',
  'o.gone',
  'list.1',
  'gone',
  'nil',
];
const scalar = fc.oneof(
  fc.integer({ min: -5, max: 20 }),
  fc.constantFrom(0.1, 0.25, 1e3, -0, 2.5),
  fc.constantFrom('', '0', 'a', 'abc', '苏木', '10', '2026-11-25', '2026-12-01', '2026-11', '2024-02-30'),
  fc.boolean(),
  fc.constant(null),
);
const numbers = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: -5, max: 20 }) }, { weight: 1, arbitrary: scalar });
const facts = fc.record(
  {
    甲: scalar,
    乙: fc.array(scalar, { maxLength: 4 }),
    ᠨᠡᠷᠡ: fc.constantFrom('Төгөлдөр', ''),
    n: numbers,
    m: numbers,
    t: fc.constantFrom('abc', 'a', ''),
    d: fc.constantFrom('2026-11-25', '2026-12-01', '2026-11'),
    list: fc.array(numbers, { maxLength: 5 }),
    rows: fc.array(fc.record({ n: numbers, t: fc.constantFrom('a', 'b') }), { maxLength: 4 }),
    o: fc.oneof(fc.record({ n: numbers }), scalar),
    nil: fc.constant(null),
  },
  { requiredKeys: ['n', 'list', 'nil'] },
);
const { rule } = fc.letrec<{
  rule: JsonValue;
  operand: JsonValue;
  number: JsonValue;
  list: JsonValue;
  body: JsonValue;
}>((tie) => {
  const one = (name: string, ...args: fc.Arbitrary<JsonValue>[]) =>
    fc.tuple(...args).map((values) => ({ [name]: values }) as JsonValue);
  const many = (name: string, arg: fc.Arbitrary<JsonValue>, minLength = 1) =>
    fc.array(arg, { minLength, maxLength: 3 }).map((values) => ({ [name]: values }) as JsonValue);
  const read: fc.Arbitrary<JsonValue> = fc.oneof(
    fc.constantFrom(...names).map((name) => ({ var: name })),
    fc.tuple(fc.constantFrom(...names), scalar).map(([name, otherwise]) => ({ var: [name, otherwise] })),
  );
  const number = tie('number');
  const operand = tie('operand');
  const list = tie('list');
  const body = tie('body');
  return {
    number: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.integer({ min: -5, max: 20 }),
      fc.constantFrom<JsonValue>(
        { var: 'n' },
        { var: 'm' },
        { var: ['gone', 3] },
        { var: 'list.0' },
        { var: '' },
        { var: 'current' },
        { var: 'accumulator' },
      ),
      many('+', number),
      many('*', number),
      many('max', number),
      many('min', number),
      one('-', number, number),
      one('-', number),
      one('/', number, number),
      one('%', number, number),
      one('reduce', list, number, number),
    ),
    list: fc.oneof(
      { maxDepth: 4 },
      fc.array(scalar, { maxLength: 4 }) as fc.Arbitrary<JsonValue>,
      fc.constantFrom<JsonValue>({ var: 'list' }, { var: 'rows' }, { var: '乙' }, { var: 'gone' }),
      fc.array(operand, { maxLength: 3 }) as fc.Arbitrary<JsonValue>,
      many('merge', operand, 0),
      one('filter', list, body),
      one('map', list, body),
      fc.subarray(names).map((some) => ({ missing: some }) as JsonValue),
      fc
        .tuple(fc.integer({ min: 0, max: 4 }), fc.subarray(names))
        .map(([need, some]) => ({ missing_some: [need, some] }) as JsonValue),
    ),
    body: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<JsonValue>({ var: '' }, { var: 'n' }, { var: 't' }, true),
      one('>', fc.constantFrom<JsonValue>({ var: '' }, { var: 'n' }), number),
      operand,
    ),
    operand: fc.oneof({ maxDepth: 4 }, scalar as fc.Arbitrary<JsonValue>, read, number, list, tie('rule')),
    rule: fc.oneof(
      { maxDepth: 5 },
      read,
      ...['==', '!=', '===', '!=='].map((name) => one(name, operand, operand)),
      ...['>', '>=', '<', '<='].map((name) => one(name, number, number)),
      ...['<', '<='].map((name) => one(name, number, number, number)),
      ...['>', '<='].map((name) => one(name, operand, operand)),
      many('and', operand),
      many('or', operand),
      many('if', operand, 0),
      fc.array(operand, { minLength: 3, maxLength: 6 }).map((values) => ({ if: values }) as JsonValue),
      one('!', operand),
      one('!!', operand),
      one('in', operand, list),
      one('in', operand, operand),
      many('cat', operand, 0),
      one('substr', operand, number),
      one(
        'substr',
        fc.constantFrom<JsonValue>('abcdef', { var: 't' }, '伊金霍洛'),
        fc.integer({ min: -8, max: 8 }),
        fc.integer({ min: -8, max: 8 }),
      ),
      ...['all', 'some', 'none'].map((name) => one(name, list, body)),
      one('reduce', list, operand, operand),
      number,
      list,
    ),
  };
});

describe('json-logic-js is the truth for the standard operators', () => {
  test('our answer is its answer, or a refusal', () => {
    const tally = { answered: 0, refusedAtParse: 0, refusedAtRun: 0 };
    fc.assert(
      fc.property(rule, facts, (json, data) => {
        const parsed = parseExpression(json);
        if (!parsed.ok) {
          tally.refusedAtParse += 1;
          return;
        }
        const run = compileExpression(parsed.value).run(dataScope(data as JsonValue));
        if (!run.ok) {
          tally.refusedAtRun += 1;
          return;
        }
        const reference = evaluateByReference(parsed.value, data as JsonValue);
        tally.answered += 1;
        expect(JSON.stringify(run.value)).toBe(JSON.stringify(reference.ok ? reference.value : reference.issues));
      }),
      { seed, numRuns },
    );
    console.log('reference:', tally);
    expect(tally.answered).toBeGreaterThan(numRuns / 4);
    expect(tally.refusedAtRun).toBeGreaterThan(0);
    expect(tally.refusedAtParse).toBeGreaterThan(0);
  });

  test('it is not asked about operators it does not have', () => {
    const parsed = parseExpression({ and: [{ param: 'a' }, { object: { b: { sum: [1] } } }] });
    expect(parsed.ok && evaluateByReference(parsed.value, {})).toMatchObject({
      ok: false,
      issues: [{ code: 'notStandard', path: '/and/0' }, { path: '/and/1' }, { path: '/and/1/object/b' }],
    });
  });
});
