import type { JsonValue } from '@cebao/engine';
import { createEvaluator, type DataElement } from '@cebao/pack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledReport, compileReport, type ReportBasis, serves } from './compile-report.ts';
import { matchField } from './match-fields.ts';
import { periodOf, periodsUpTo, readPeriod } from './period.ts';
import { applyAnswerEvent, noAnswers } from './place-answers.ts';
import { fieldsOfJson, fieldsOfSheet } from './read-fields.ts';
import { decideAnswer } from './report-command.ts';
import type { ReportTemplate } from './report-template.ts';
import { type SourceLine, takeFromLines } from './take-from-lines.ts';

const evaluate = createEvaluator();
const TODAY = '2026-11-25';
const PLACE = 'r/c/b/t/v';
const quarter = periodOf('quarter', TODAY);
const seed = Number(process.env['CEBAO_SEED'] ?? 20261125);

describe('periods', () => {
  test.each([
    ['year', '2026', '2026-01-01', '2026-12-31'],
    ['quarter', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['month', '2026-11', '2026-11-01', '2026-11-30'],
  ] as const)('%s', (kind, id, from, until) => {
    expect(periodOf(kind, TODAY)).toEqual({ kind, id, from, until });
    expect(readPeriod(kind, id)).toEqual(periodOf(kind, TODAY));
  });

  test('February, the turn of the year, and ids of other kinds', () => {
    expect(periodOf('month', '2028-02-01').until).toBe('2028-02-29');
    expect(periodsUpTo('month', '2026-01-05', 3).map(({ id }) => id)).toEqual(['2026-01', '2025-12', '2025-11']);
    expect(periodsUpTo('quarter', '2026-01-05', 2).map(({ id }) => id)).toEqual(['2026-Q1', '2025-Q4']);
    expect(periodsUpTo('once', TODAY, 3)).toHaveLength(1);
    for (const [kind, id] of [
      ['year', '2026-Q1'],
      ['quarter', '2026-Q5'],
      ['month', '2026-13'],
      ['once', '2026'],
    ] as const)
      expect(readPeriod(kind, id)).toBeUndefined();
  });

  test('a state is true for its stretch and never before it was seen', () => {
    const given = { period: '2026-Q4', on: '2026-11-25' };
    expect(serves('period', given, { period: '2026-Q4', on: '2026-12-31' })).toBe(true);
    expect(serves('period', given, { period: '2026', on: '2026-12-31' })).toBe(false);
    expect(serves('quarter', given, { period: '2026', on: '2026-12-31' })).toBe(true);
    expect(serves('quarter', given, { period: '2027-Q1', on: '2027-01-02' })).toBe(false);
    expect(serves('year', given, { period: '2027-Q1', on: '2027-01-02' })).toBe(false);
    expect(serves('always', given, { period: '2030', on: '2030-01-02' })).toBe(true);
    expect(serves('always', given, { period: '2026-Q3', on: '2026-09-30' })).toBe(false);
  });
});

const lineOn = (on: string, cells: SourceLine['cells'] = {}, more: Partial<SourceLine> = {}): SourceLine => ({
  register: 'book',
  place: PLACE,
  key: `${on}${JSON.stringify(cells)}`,
  on,
  cells,
  ...more,
});

describe('what is taken from a register', () => {
  const lines = [
    lineOn('2025-12-31', { amount: 1, who: 'a' }),
    lineOn('2026-03-01', { amount: 0.1, who: 'a' }),
    lineOn('2026-10-01', { amount: 0.2, who: 'b' }),
    lineOn('2026-12-31', { amount: 1000, who: 'c' }),
    lineOn('2026-10-02', { amount: null, who: null }),
  ];
  const take = (held: object) => {
    const taken = takeFromLines({ register: 'book', ...held } as never, lines, quarter, TODAY, evaluate);
    return taken.ok ? taken.value.value : taken.issues;
  };
  test('lines of the period, of the year so far, of all days up to the day; never of days to come', () => {
    expect(take({ take: 'count', over: 'period' })).toBe(2);
    expect(take({ take: 'count', over: 'year' })).toBe(3);
    expect(take({ take: 'count' })).toBe(4);
  });
  test('sums are exact decimals; nothing is zero, not absent', () => {
    expect(take({ take: 'sum', column: 'amount', over: 'year' })).toBe(0.3);
    expect(take({ take: 'sum', column: 'amount', where: { '==': [{ var: 'who' }, 'z'] } })).toBe(0);
    expect(take({ take: 'distinct', column: 'who' })).toBe(2);
  });
  test('the newest value that is there; absent when there is none', () => {
    expect(take({ take: 'latest', column: 'who' })).toBe('b');
    expect(take({ take: 'latest', column: 'nothing' })).toBeUndefined();
  });
  test('what people keep counts while it holds', () => {
    const kept = [
      lineOn('2020-01-01', {}, { record: 'k', until: '2026-10-31' }),
      lineOn('2020-01-02', {}, { record: 'l' }),
    ];
    const count = (day: string) => {
      const taken = takeFromLines({ register: 'book', take: 'count' }, kept, quarter, day, evaluate);
      return taken.ok && taken.value.value;
    };
    expect([count('2026-10-31'), count('2026-11-01')]).toEqual([2, 1]);
  });
});

// A random dictionary of elements (asked for, held, or worked out from others) and random reports over it.
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const element = (id: string, more: Partial<DataElement>): DataElement => ({
  id,
  title: id,
  type: 'integer',
  keeps: 'period',
  ...more,
});
const arbitraryBasis = fc
  .record({
    kinds: fc.array(fc.constantFrom('ask', 'held', 'worked', 'empty'), { minLength: 8, maxLength: 8 }),
    keeps: fc.array(fc.constantFrom('period', 'quarter', 'year', 'always'), { minLength: 8, maxLength: 8 }),
    parts: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 8, maxLength: 8 }),
    reports: fc.array(
      fc.record({
        elements: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 }),
        period: fc.constantFrom('month', 'quarter', 'year'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    answered: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
  })
  .map(({ kinds, keeps, parts, reports, answered }): ReportBasis => {
    const elements = new Map(
      NAMES.map((name, index) => {
        const kind = kinds[index];
        // Worked out of earlier names only, so that nothing rests on itself.
        const [left, right] = (parts[index] as [number, number]).map(
          (part) => NAMES[part % Math.max(1, index)] as string,
        );
        const more: Partial<DataElement> =
          kind === 'held'
            ? { from: { register: 'book', take: 'count' } }
            : kind === 'empty'
              ? { from: { register: 'book', take: 'latest', column: 'nothing' } }
              : kind === 'worked' && index > 0
                ? { value: { sum: [{ var: left as string }, { var: right as string }] } }
                : {};
        return [name, element(name, { keeps: keeps[index] as DataElement['keeps'], ...more })] as const;
      }),
    );
    const templates = reports.map(
      ({ elements: asked, period }, index): ReportTemplate => ({
        id: `r${index}`,
        title: `r${index}`,
        requestedBy: `d${index}`,
        period,
        level: 'village-community',
        answeredBy: ['committee'],
        elements: asked.map((name) => ({ element: name })),
      }),
    );
    const answers = answered.reduce(
      (before, name) =>
        applyAnswerEvent(before, {
          type: 'answered',
          id: name,
          schema: 1,
          place: PLACE,
          at: `${TODAY}T09:00:00+08:00`,
          actor: { person: 'p', role: 'clerk', body: 'committee' },
          sealed: null,
          report: 'r0',
          reportTitle: 'r0',
          requestedBy: 'd0',
          period: quarter.id,
          on: TODAY,
          values: { [name]: 7 },
          reasons: {},
        }),
      noAnswers(PLACE),
    );
    return { elements, templates, lines: [lineOn('2026-10-05')], answers, evaluate, today: TODAY };
  });

const compileAll = (basis: ReportBasis): CompiledReport[] =>
  basis.templates.map((template) => {
    const compiled = compileReport(basis, template, periodOf(template.period, TODAY));
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
    return compiled.value;
  });

const fieldsOf = ({ form }: CompiledReport) => Object.keys(form.schema['properties'] as object);

/** Nothing that has a value is asked for, and every line without one is waited for by somebody. */
function onlyTheDelta(basis: ReportBasis, compiled: readonly CompiledReport[]): boolean {
  return compiled.every((one) => {
    const asked = fieldsOf(one);
    const held = one.lines.filter(({ value }) => value !== undefined).map(({ element: name }) => name);
    const waited = one.lines.flatMap(({ waitsFor = [] }) => waitsFor);
    const earlier = basis.templates.slice(0, basis.templates.indexOf(one.report));
    return (
      asked.every((name) => !held.includes(name) && waited.includes(name)) &&
      waited.every(
        (name) =>
          asked.includes(name) ||
          compiled.some(
            (other) =>
              earlier.includes(other.report) && other.lines.some(({ waitsFor = [] }) => waitsFor.includes(name)),
          ),
      )
    );
  });
}

/** One fact of one period is asked for by one report. */
function askedOnce(compiled: readonly CompiledReport[]): boolean {
  const seen = new Set<string>();
  return compiled.every((one) =>
    fieldsOf(one).every((name) => {
      const fact = `${name} ${one.period.id}`;
      const first = !seen.has(fact);
      seen.add(fact);
      return first;
    }),
  );
}

describe('a report is compiled', () => {
  test(`only the delta is asked for, and each fact once (1000 dictionaries, seed ${seed})`, () => {
    fc.assert(
      fc.property(arbitraryBasis, (basis) => {
        const compiled = compileAll(basis);
        expect(onlyTheDelta(basis, compiled)).toBe(true);
        expect(askedOnce(compiled)).toBe(true);
      }),
      { seed, numRuns: 1000 },
    );
  });

  test('a build that forgets other reports, or asks for what is held, is noticed', () => {
    const caught = (broken: (basis: ReportBasis) => CompiledReport[]) =>
      fc.check(
        fc.property(arbitraryBasis, (basis) => {
          const compiled = broken(basis);
          return onlyTheDelta(basis, compiled) && askedOnce(compiled);
        }),
        { seed, numRuns: 1000 },
      ).failed;
    expect(
      caught((basis) => basis.templates.flatMap((template) => compileAll({ ...basis, templates: [template] }))),
    ).toBe(true);
    expect(caught((basis) => compileAll(basis).map((one) => ({ ...one, form: formOfAll(one) })))).toBe(true);
  });

  test(`what the forms ask for is enough: filled in, every report is complete (500 dictionaries, seed ${seed})`, () => {
    fc.assert(
      fc.property(arbitraryBasis, (basis) => {
        let { answers } = basis;
        for (const template of basis.templates) {
          const period = periodOf(template.period, TODAY);
          const compiled = compileReport({ ...basis, answers }, template, period);
          if (!compiled.ok) throw new Error('not compiled');
          const values = Object.fromEntries(fieldsOf(compiled.value).map((name): [string, JsonValue] => [name, 3]));
          const reasons = Object.fromEntries(Object.keys(values).map((name) => [name, 'because']));
          const decided = decideAnswer(
            OFFICES,
            { ...basis, answers },
            template,
            period,
            { values, reasons, file: true },
            CONTEXT,
          );
          expect(decided.ok ? [] : decided.issues).toEqual([]);
          if (decided.ok) answers = decided.value.reduce(applyAnswerEvent, answers);
        }
        expect(answers.filings).toHaveLength(basis.templates.length);
      }),
      { seed, numRuns: 500 },
    );
  });
});

function formOfAll(one: CompiledReport): CompiledReport['form'] {
  const properties = Object.fromEntries(one.lines.map(({ element: name }) => [name, { type: 'integer' }]));
  return { ...one.form, schema: { type: 'object', properties } };
}

const OFFICES = {
  revision: 'r',
  roles: [{ id: 'clerk', title: 'clerk', actsFor: 'committee', level: 'village-community' as const }],
  bodies: [{ id: 'committee', title: 'committee' }],
};
let made = 0;
const CONTEXT = {
  now: `${TODAY}T09:00:00+08:00`,
  actor: { id: 'p', name: 'p', assignments: [{ role: 'clerk', place: PLACE }] },
  newId: () => `e${made++}`,
};

describe('fields of a sheet', () => {
  const elements = [
    element('households', { title: '户数', synonyms: ['总户数'] }),
    element('volunteers', { title: '登记志愿者人数' }),
  ];
  test.each([
    ['总户数（户）', 'households', 'same'],
    ['1. 户 数', 'households', 'same'],
    ['志愿者登记人数', 'volunteers', 'alike'],
    ['天气', undefined, undefined],
  ])('%s', (field, found, how) => {
    const [best] = matchField(field, elements);
    expect([best?.element, best?.how]).toEqual([found, how]);
  });
  test('are those of the fullest of the first rows, with the title above', () => {
    expect(fieldsOfSheet([['表'], ['', null], ['甲', '乙', '甲', 3], ['x']])).toEqual({
      ok: true,
      value: { title: '表', fields: ['甲', '乙'] },
    });
    expect(fieldsOfSheet([]).ok).toBe(false);
    expect(fieldsOfJson({ fields: ['a', ' '] })).toEqual({ ok: true, value: { fields: ['a'] } });
    expect(fieldsOfJson(Array.from({ length: 201 }, (_, n) => `f${n}`)).ok).toBe(false);
  });
});
