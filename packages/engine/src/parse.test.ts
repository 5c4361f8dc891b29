import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { engineMessages, type JsonValue, LIMITS, OPERATORS, parseExpression } from './index.ts';

const codesOf = (rule: unknown) => {
  const parsed = parseExpression(rule);
  return parsed.ok ? [] : parsed.issues.map(({ code, path }) => `${code} ${path}`);
};

describe('reading a rule', () => {
  test('finds every problem at once, each at its place', () => {
    const rule = {
      and: [
        { '>': [{ var: 'a' }, '1元'] },
        { daysBetwen: ['2026-01-01', { var: 'b' }] },
        { '+': [1, 'x', null] },
        { '==': [1, 1, 2] },
        { a: 1, b: 2 },
      ],
    };
    expect(codesOf(rule)).toEqual([
      'notOrderable /and/0/>/1',
      'unknownOperator /and/1/daysBetwen',
      'textInArithmetic /and/2/+/1',
      'missingOperand /and/2/+/2',
      'wrongArity /and/3/==',
      'notOneKey /and/4',
    ]);
  });

  test('puts the place of the rule in front, and escapes pointers', () => {
    const parsed = parseExpression({ object: { 'a/b~c': { '/': [1, 0] } } }, { path: '/rules/3/when' });
    expect(parsed).toEqual({
      ok: false,
      issues: [{ code: 'divisionByZero', path: '/rules/3/when/object/a~1b~0c/~1/1', params: {} }],
    });
  });

  test.each([
    ['daysBetwen', 'daysBetween'],
    ['missing_sme', 'missing_some'],
    ['Sum', 'sum'],
    ['=', '=='],
    ['addmonth', 'addMonths'],
    ['isPresnet', 'isPresent'],
    ['?:', 'if'],
    ['&&', 'and'],
    ['length', 'count'],
    ['completely', null],
  ])('asks whether %s was meant to be %s', (name, suggestion) => {
    const parsed = parseExpression({ [name]: [] });
    expect(parsed).toMatchObject({ ok: false, issues: [{ code: 'unknownOperator', params: { name, suggestion } }] });
  });

  test('knows what a rule reads: written names outside of loops, params everywhere', () => {
    const rule = {
      and: [
        { '>': [{ var: '家庭.人口' }, { param: 'limit' }] },
        { some: [{ var: 'projects' }, { '>': [{ var: 'amount' }, { param: 'threshold' }] }] },
        { missing: ['姓名', 'b'] },
        { missing_some: [1, ['c', 'd']] },
        { isPresent: 'ᠨᠡᠷᠡ' },
        {
          reduce: [
            { var: 'list' },
            { '+': [{ var: 'current' }, { var: 'accumulator' }] },
            { var: ['start', { var: 'other' }] },
          ],
        },
        { filter: [[1], { map: [{ var: 'inner' }, { var: '' }] }] },
      ],
    };
    const parsed = parseExpression(rule);
    expect(parsed.ok && parsed.value.reads).toEqual({
      vars: ['家庭.人口', 'projects', '姓名', 'b', 'c', 'd', 'ᠨᠡᠷᠡ', 'list', 'other', 'start'],
      params: ['limit', 'threshold'],
    });
  });

  test('is bounded in depth and in nodes', () => {
    const nest = (depth: number): JsonValue => (depth === 0 ? true : { '!': nest(depth - 1) });
    expect(codesOf(nest(LIMITS.depth - 1))).toEqual([]);
    expect(codesOf(nest(LIMITS.depth))).toHaveLength(1);
    expect(codesOf(nest(LIMITS.depth))[0]).toMatch(/^tooDeep /);
    let lists: unknown[] = [];
    for (let i = 0; i < 100_000; i++) lists = [lists];
    expect(codesOf(lists)[0]).toMatch(/^tooDeep /);
    const round: unknown[] = [];
    round.push(round);
    expect(codesOf(round)[0]).toMatch(/^tooDeep /);
    expect(codesOf({ '+': new Array(LIMITS.nodes - 1).fill(1) })).toEqual([]);
    expect(codesOf({ '+': new Array(LIMITS.nodes).fill(1) })).toHaveLength(1);
    expect(codesOf({ '+': new Array(1_000_000).fill('x') })[0]).toMatch(/^tooManyNodes /);
    expect(codesOf({ cat: 'x'.repeat(LIMITS.text + 1) })).toEqual(['textTooLong /cat']);
  });

  test.each([
    ['a value that JSON does not have', undefined, ['notJson ']],
    ['a number that JSON does not have', { '!': Number.NaN }, ['notJson /!']],
    ['a function', () => 1, ['notJson ']],
    ['a date object', new Date(0), ['notOneKey ']],
    ['a computed name', { var: { cat: ['a', 'b'] } }, ['dynamicName /var']],
    ['an empty name', { isPresent: '' }, ['notAName /isPresent']],
    ['a computed param', { param: { var: 'x' } }, ['dynamicName /param']],
    ['an object that is none', { object: [1] }, ['notAnObject /object']],
    ['money against text', { moneySum: [[1, 'x']] }, ['textInArithmetic /moneySum/0']],
    ['a day that the calendar does not have', { addMonths: ['2024-02-30', 1] }, ['invalidDate /addMonths/0']],
    ['text that is no day', { daysBetween: ['yesterday', { var: '$at' }] }, ['notADate /daysBetween/0']],
    ['a day against a month', { '<': ['2024-02', '2024-03-01'] }, ['mixedOrder /</1']],
    ['places that no number has', { round: [{ var: 'x' }, 1.5] }, ['numberOutOfRange /round/1']],
    ['a value where a list belongs', { count: ['abc'] }, ['notAList /count/0']],
    ['equality across kinds', { '==': ['1', 1] }, ['looseEquality /==/1']],
  ])('refuses %s', (_what, rule, codes) => {
    expect(codesOf(rule)).toEqual(codes);
  });
});

describe('the operators', () => {
  test.each(OPERATORS.map((operator) => [operator.name, operator] as const))(
    '%s has a line, and its example is sound',
    (name, operator) => {
      expect(operator.doc).toMatch(/^[A-Z].*[.;)]$|\.$/);
      expect(codesOf(operator.example)).toEqual([]);
      expect(JSON.stringify(operator.example)).toContain(JSON.stringify(name));
    },
  );
});

describe('the words of issues', () => {
  const sources = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (entry.isDirectory()) return entry.name === 'messages' ? [] : sources(join(folder, entry.name));
      return entry.name.endsWith('.test.ts') ? [] : [readFileSync(join(folder, entry.name), 'utf8')];
    });
  const code = sources(fileURLToPath(new URL('.', import.meta.url))).join('\n');

  test('every code has words', () => {
    const used = [
      ...code.matchAll(/(?:refuse|report|#report|#fail|Refusal)\('(\w+)'/g),
      ...code.matchAll(/code: '(\w+)'/g),
    ].map((match) => match[1] ?? '');
    const inside = new Set(['traceFull']);
    expect(used.length).toBeGreaterThan(60);
    expect(used.filter((each) => !inside.has(each) && !Object.hasOwn(engineMessages, each))).toEqual([]);
  });

  test('no words without a code', () => {
    expect(Object.keys(engineMessages).filter((each) => !code.includes(`'${each}'`))).toEqual([]);
  });
});
