import { describe, expect, test } from 'vitest';
import { compileExpression, dataScope, type JsonValue, parseExpression } from './index.ts';

const facts = {
  at: '2026-11-25',
  month: '2026-11',
  list: ['b', 'a', 'b'],
  rows: [
    { need: 'n1', year: 2026, amount: 0.1 },
    { need: 'n2', year: 2026, amount: 5 },
    { need: 'n1', year: 2026, amount: 0.2 },
    { need: 'n1', amount: 1 },
  ],
  nil: null,
  text: 'x',
  place: 'nm/ordos/ejin-horo/altan',
};
const params: Record<string, JsonValue> = { limit: 200_000, names: ['a'] };

/** The answer, or the code of the refusal in brackets. */
function answer(rule: JsonValue): JsonValue {
  const parsed = parseExpression(rule);
  if (!parsed.ok) return `(${parsed.issues[0]?.code})`;
  const run = compileExpression(parsed.value).run(dataScope(facts, (id) => params[id]));
  return run.ok ? run.value : `(${run.issue.code})`;
}
const v = (name: string) => ({ var: name });

describe('our operators', () => {
  test.each<[JsonValue, JsonValue]>([
    [{ sum: [0.1, 0.2] }, 0.3],
    [{ sum: [[0.1, 0.2], 0.3, []] }, 0.6],
    [{ sum: [[]] }, 0],
    [{ sum: [v('gone'), 1] }, '(missingOperand)'],
    [{ sum: [v('list')] }, '(textInArithmetic)'],
    [{ sum: [1e300, 1] }, '(notRepresentable)'],
    [{ difference: [0.3, 0.1] }, 0.2],
    [{ difference: [1, 1] }, 0],
    [{ product: [1.1, 1.1] }, 1.21],
    [{ product: [0.4, 92.5] }, 37],
    [{ product: [-0.5, 0] }, 0],
    [{ product: [1.23456789, 1.23456789, 1.23456789] }, '(notRepresentable)'],
    [{ quotient: [1, 3, 4] }, 0.3333],
    [{ quotient: [2, 3, 0] }, 1],
    [{ quotient: [-1, 8, 2] }, -0.13],
    [{ quotient: [1, v('zero'), 2] }, '(missingOperand)'],
    [{ quotient: [1, { '-': [1, 1] }, 2] }, '(divisionByZero)'],
    [{ round: [1.005, 2] }, 1.01],
    [{ round: [2.5, 0] }, 3],
    [{ round: [-2.5, 0] }, -3],
    [{ round: [1234.5, 1] }, 1234.5],
    [{ round: [1, { '+': [10, 5] }] }, '(numberOutOfRange)'],
    [{ moneySum: [[120000.5, 80000.25, 0.25]] }, 200001],
    [{ moneySum: [{ map: [v('rows'), v('amount')] }] }, 6.3],
    [{ moneySum: [[1.005]] }, '(moneyPrecision)'],
    [{ addMonths: ['2024-01-31', 1] }, '2024-02-29'],
    [{ addMonths: ['2026-11-25', -12] }, '2025-11-25'],
    [{ addMonths: [v('month'), 2] }, '2027-01'],
    [{ addMonths: [v('gone'), 2] }, '(missingOperand)'],
    [{ addMonths: [v('text'), 2] }, '(notADate)'],
    [{ addMonths: ['9999-12-01', 1] }, '(dateOutOfRange)'],
    [{ addMonths: [v('at'), 0.5] }, '(numberOutOfRange)'],
    [{ addDays: ['2024-02-28', 2] }, '2024-03-01'],
    [{ addDays: ['0001-01-01', -1] }, '(dateOutOfRange)'],
    [{ daysBetween: ['2024-02-28', '2024-03-01'] }, 2],
    [{ daysBetween: [v('at'), '2026-11-24'] }, -1],
    [{ yearOf: v('at') }, 2026],
    [{ yearOf: v('month') }, 2026],
    [{ monthOf: v('at') }, '2026-11'],
    [{ absent: [['a', 'c', 'b', 'd'], v('list')] }, ['c', 'd']],
    [{ absent: [['a'], v('gone')] }, ['a']],
    [{ sameSet: [v('list'), ['a', 'b']] }, true],
    [{ sameSet: [v('list'), ['a', 'c']] }, false],
    [{ sameSet: [v('list'), ['a', 'b', 'c']] }, false],
    [{ distinct: v('list') }, ['b', 'a']],
    [{ distinct: [[1, '1', true, null, 1]] }, [1, '1', true, null]],
    [{ distinct: v('rows') }, '(notComparable)'],
    [{ count: v('rows') }, 4],
    [{ count: v('nil') }, 0],
    [{ count: v('text') }, '(notAList)'],
    [{ sumBy: [v('rows'), ['need', 'year'], 'amount'] }, [0.3, 5, 1]],
    [{ sumBy: [v('rows'), [], 'amount'] }, [6.3]],
    [{ sumBy: [v('list'), ['need'], 'amount'] }, '(notAnObject)'],
    [{ sumBy: [v('rows'), ['need'], 'gone'] }, '(missingOperand)'],
    [{ within: [v('place'), 'nm/ordos'] }, true],
    [{ within: [v('place'), v('place')] }, true],
    [{ within: ['nm/ordos-east', 'nm/ordos'] }, false],
    [{ within: ['nm', 'nm/ordos'] }, false],
    [{ within: [v('gone'), 'nm'] }, '(missingOperand)'],
    [{ isPresent: 'at' }, true],
    [{ isPresent: 'nil' }, false],
    [{ isPresent: 'nil.x' }, false],
    [{ isPresent: 'rows.0.need' }, true],
    [{ isPresent: 'rows.3.year' }, false],
    [{ filter: [v('rows'), { isPresent: 'year' }] }, facts.rows.slice(0, 3)],
    [{ param: 'limit' }, 200_000],
    [{ param: 'gone' }, '(missingParam)'],
    [{ filter: [v('list'), { in: [v(''), { param: 'names' }] }] }, ['a']],
    [
      { object: { a: v('at'), b: v('gone'), c: { object: { d: [v('text')] } }, 姓名: '其其格' } },
      { a: '2026-11-25', c: { d: ['x'] }, 姓名: '其其格' },
    ],
    [{ object: {} }, {}],
  ])('%j is %j', (rule, expected) => {
    expect(answer(rule)).toEqual(expected);
  });
});

describe('a trace', () => {
  test('has the value of every evaluated node, and of no other', () => {
    const parsed = parseExpression({ if: [{ '>': [v('n'), 5] }, { object: { big: true } }, { cat: 'no' }] });
    if (!parsed.ok) throw new Error();
    const result = compileExpression(parsed.value).run(dataScope({ n: 7 }), { trace: true });
    expect(result.trace).toStrictEqual({
      '': { big: true },
      '/if/0': true,
      '/if/0/>/0': 7,
      '/if/0/>/1': 5,
      '/if/1': { big: true },
      '/if/1/object/big': true,
    });
  });

  test('of a loop shows the turn that decided, and what led to a refusal', () => {
    const parsed = parseExpression({ some: [v('l'), { '>': [v(''), 5] }] });
    if (!parsed.ok) throw new Error();
    const program = compileExpression(parsed.value);
    expect(program.run(dataScope({ l: [1, 8, 9] }), { trace: true }).trace).toMatchObject({
      '': true,
      '/some/1/>/0': 8,
    });
    const refused = program.run(dataScope({ l: [1, 'x'] }), { trace: true });
    expect(refused).toMatchObject({
      ok: false,
      issue: { code: 'notOrderable', path: '/some/1' },
      trace: { '/some/1/>/0': 'x' },
    });
  });
});
