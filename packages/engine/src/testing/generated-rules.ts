import fc from 'fast-check';
import type { JsonValue } from '../index.ts';
import type { FactTypes } from '../ir/ir.ts';

// Generated rules and facts, for comparing what answers them.

/** Names that rules read; most are among the facts. */
export const names = [
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
/** Facts of many kinds, right and wrong ones. */
export const facts = fc.record(
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
/** Rules of the standard operators, right and wrong ones. */
export const { rule, operand, number, list } = fc.letrec<{
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

/** What `typedFacts` are, declared. */
export const TYPES: FactTypes = {
  vars: {
    n: { kind: 'number', nullable: false },
    m: { kind: 'number', nullable: true },
    t: { kind: 'text', nullable: false },
    d: { kind: 'date', nullable: false },
    flag: { kind: 'boolean', nullable: false },
    list: { kind: 'list', nullable: false, items: { kind: 'number', nullable: false } },
    rows: {
      kind: 'list',
      nullable: true,
      items: {
        kind: 'record',
        nullable: false,
        fields: { n: { kind: 'number', nullable: false }, t: { kind: 'text', nullable: true } },
      },
    },
    o: { kind: 'record', nullable: false, fields: { n: { kind: 'number', nullable: false } } },
    nil: { kind: 'null', nullable: true },
  },
  params: { limit: { kind: 'number', nullable: false } },
};

const whole = fc.integer({ min: -5, max: 20 });

/** Facts that are as `TYPES` says. */
export const typedFacts = fc.record(
  {
    甲: scalar,
    乙: fc.array(scalar, { maxLength: 4 }),
    ᠨᠡᠷᠡ: fc.constantFrom('Төгөлдөр', ''),
    n: fc.oneof({ weight: 9, arbitrary: whole }, fc.constantFrom(1.7e308, -1.7e308, 0.1, 5e-324)),
    m: fc.option(whole),
    t: fc.constantFrom('abc', 'a', '', '2026-11-25'),
    d: fc.constantFrom('2026-11-25', '2026-12-01', '2024-02-29'),
    flag: fc.boolean(),
    list: fc.array(whole, { maxLength: 5 }),
    rows: fc.array(fc.record({ n: whole, t: fc.option(fc.constantFrom('a', 'b')) }, { requiredKeys: ['n'] }), {
      maxLength: 4,
    }),
    o: fc.record({ n: whole }),
    nil: fc.constant(null),
  },
  { requiredKeys: ['n', 't', 'd', 'flag', 'list', 'o'] },
);

/** The params that `ownRule` reads. */
export const PARAMS: Readonly<Record<string, JsonValue>> = { limit: 7, words: ['a', 'abc'] };

/** Rules that also use operators JsonLogic does not have. */
export const ownRule: fc.Arbitrary<JsonValue> = fc.letrec<{ own: JsonValue; part: JsonValue }>((tie) => {
  const own = tie('own');
  const make = (name: string, ...args: fc.Arbitrary<JsonValue>[]) =>
    fc.tuple(...args).map((values) => ({ [name]: values }) as JsonValue);
  const date = fc.constantFrom<JsonValue>({ var: 'd' }, '2026-11-25', { var: 't' }, { monthOf: [{ var: 'd' }] });
  return {
    own: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<JsonValue>({ param: 'limit' }, { param: 'words' }, { isPresent: 'm' }, { isPresent: 'o.gone' }),
      fc.constantFrom(...names).map((name) => ({ isPresent: name })),
      make('sum', list),
      make('sum', number, list),
      make('count', list),
      make('difference', number, number),
      make('product', number, number),
      make('round', number, fc.constantFrom(0, 2)),
      make('daysBetween', date, date),
      make('addDays', date, number),
      make('addMonths', date, number),
      make('yearOf', date),
      make('absent', list, list),
      make('distinct', list),
      make('sameSet', list, list),
      make('within', fc.constantFrom<JsonValue>({ var: 't' }, 'a/b'), fc.constantFrom<JsonValue>('a', { var: 't' })),
      fc.tuple(operand, own).map(([a, b]) => ({ object: { a, 乙: b } })),
      fc.tuple(operand, own).map(([a, b]) => [a, b]),
    ),
    part: fc.oneof(
      { maxDepth: 4 },
      own,
      rule,
      ...['and', 'or', 'if'].map((name) => make(name, tie('part'), tie('part'), tie('part'))),
      ...['>=', '<', '=='].map((name) => make(name, own, fc.oneof(number, date, own))),
      make('in', own, list),
      make('in', operand, fc.constant({ param: 'words' })),
      make('in', operand, fc.constantFrom<JsonValue>('abcabc', { var: 't' })),
      make('+', own, number),
      make('map', list, own),
    ),
  };
}).part;

/** Rules of `typedFacts` whose values need no look: what may be computed early and without jumps. */
export const plainRule: fc.Arbitrary<JsonValue> = fc.letrec<{ test: JsonValue; value: JsonValue; number: JsonValue }>(
  (tie) => {
    const make = (name: string, ...args: fc.Arbitrary<JsonValue>[]) =>
      fc.tuple(...args).map((values) => ({ [name]: values }) as JsonValue);
    const text = fc.constantFrom('a', 'abc', '', '苏木');
    const read = (name: string) => fc.constant<JsonValue>({ var: name });
    const test = tie('test');
    return {
      number: fc.oneof(
        { maxDepth: 3 },
        whole,
        fc.constantFrom<JsonValue>({ var: 'n' }, { var: 'o.n' }, 1e300),
        ...['+', '*', '-', 'min', 'max'].map((name) => make(name, tie('number'), tie('number'))),
        make('/', tie('number'), fc.constantFrom(2, -4)),
        make('%', tie('number'), fc.constantFrom(2, 3)),
        make('-', tie('number')),
      ),
      test: fc.oneof(
        { maxDepth: 4 },
        ...['<', '<=', '>', '>='].map((name) => make(name, tie('number'), tie('number'))),
        make('<', tie('number'), read('n'), tie('number')),
        make('<=', fc.constantFrom<JsonValue>('2026-11-25', { var: 'd' }), read('d')),
        ...['==', '!=', '===', '!=='].map((name) => make(name, read('t'), text)),
        make('==', read('flag'), fc.boolean()),
        make('!=', read('n'), tie('number')),
        make('in', read('t'), fc.array(text, { maxLength: 12 }) as fc.Arbitrary<JsonValue>),
        make('in', read('n'), fc.array(whole, { maxLength: 12 }) as fc.Arbitrary<JsonValue>),
        fc.constantFrom<JsonValue>({ var: 'flag' }, true, false),
        make('and', test, test),
        make('or', test, test, test),
        make('and', test),
        make('!', test),
        make('!!', test),
      ),
      value: fc.oneof(
        { maxDepth: 3 },
        test,
        fc.constantFrom<JsonValue>('full', 'a text that is longer than sixteen', 7, -0, null, true, [1, -0, 'x']),
        tie('number'),
        make('if', test, tie('value')),
        make('if', test, tie('value'), tie('value')),
        make('if', test, tie('value'), test, tie('value'), tie('value')),
      ),
    };
  },
).value;
