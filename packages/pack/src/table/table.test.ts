import type { JsonValue } from '@cebao/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision, Table } from '../format.ts';
import { createRulebook, explain, type PackSource, type Rulebook, rulesOf, validatePacks } from '../index.ts';

const SOURCE = { source: 's1', quote: 'x' };
const facts: Decision['facts'] = {
  frontline: { type: 'boolean', title: '从事一线服务', required: true },
  level: { type: 'string', title: '证书级别', enum: ['senior', 'assistant', 'none'] },
  age: { type: 'integer', title: '年龄' },
  amount: { type: 'number', unit: 'yuan', title: '金额' },
  on: { type: 'date', title: '日期' },
};

function packOf(table: JsonValue, rest: Record<string, JsonValue> = {}): PackSource[] {
  const decision = {
    kind: 'decision',
    id: 'demo/table',
    asks: 'rule',
    title: '津贴',
    question: '多少？',
    basis: 'seed',
    from: '2020-01-01',
    sources: [SOURCE],
    facts: facts as JsonValue,
    ...rest,
    ...(table === null ? {} : { table }),
  };
  const files: [string, JsonValue][] = [
    ['pack.json', { id: 'nm', format: 1, title: '区', region: 'nm' }],
    [
      'sources.json',
      {
        sources: [
          {
            id: 's1',
            kind: 'report',
            title: '报道',
            evidencedFrom: { date: '2020-01-01', basis: 'seed' },
            policy: null,
          },
        ],
      },
    ],
    [
      'params/limit.json',
      {
        kind: 'param',
        id: 'limit',
        title: '分界',
        unit: 'yuan',
        merge: 'override',
        values: [
          { value: 100, basis: 'seed', from: '2020-01-01', until: '2025-12-31' },
          { value: 50, basis: 'seed', from: '2026-01-01' },
        ],
      },
    ],
    ['decisions/table.json', decision as unknown as JsonValue],
    ['messages/zh-CN.json', { reasons: { notFrontline: '不在一线' } }],
  ];
  return [{ folder: 'nm', files: files.map(([path, json]) => ({ path, json })) }];
}

function rulebookOf(table: JsonValue, rest?: Record<string, JsonValue>): Rulebook {
  const packs = validatePacks(packOf(table, rest));
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
  return createRulebook(packs.value);
}

const ALLOWANCE = {
  hit: 'first',
  inputs: [{ fact: 'frontline' }, { fact: 'level' }, { fact: 'amount' }],
  outputs: ['eligible', 'amount'],
  rows: [
    { id: 'notFrontline', when: [false, '-', '-'], then: [false, 0], reason: 'notFrontline' },
    { id: 'old', when: ['-', 'senior', '-'], then: [true, 700], until: '2025-12-31' },
    { id: 'senior', when: ['-', 'senior', { '<=': { param: 'limit' } }], then: [true, 800], sources: [SOURCE] },
    { id: 'elsewhere', when: ['-', '-', '-'], then: [true, 1], region: 'nm/ordos' },
    { id: 'none', when: ['-', [null, 'none'], '-'], then: { undefined: 'contentNotStated' } },
    { id: 'other', when: ['-', '-', '-'], then: { value: 'other' } },
  ],
};

const ask = (rulebook: Rulebook, asked: Record<string, JsonValue>, at = '2026-06-01', region = 'nm') => {
  const answered = rulebook.decide({ region, at, decision: 'demo/table', facts: asked });
  if (!answered.ok) throw new Error(JSON.stringify(answered.issues));
  return answered.value;
};

describe('a decision that is a table', () => {
  const rulebook = rulebookOf(ALLOWANCE);

  it('answers by the first row that holds on the day and at the place, and names it', () => {
    const senior = ask(rulebook, { frontline: true, level: 'senior', amount: 50 });
    expect(senior).toMatchObject({ status: 'decided', value: { eligible: true, amount: 800 } });
    expect(senior.trace).toEqual([
      {
        at: 'row',
        rule: 'senior',
        hit: true,
        reads: { frontline: true, level: 'senior', amount: 50, 'param:limit': 50 },
      },
    ]);
    expect(senior.params.map(({ id, value }) => [id, value])).toEqual([['limit', 50]]);
    expect(ask(rulebook, { frontline: true, level: 'senior', amount: 50.01 }).value).toBe('other');
    expect(ask(rulebook, { frontline: true, level: 'senior', amount: 99 }, '2025-12-31').value).toEqual({
      eligible: true,
      amount: 700,
    });
    expect(ask(rulebook, { frontline: true, level: 'assistant' }, '2026-06-01', 'nm/ordos/ejin-horo').value).toEqual({
      eligible: true,
      amount: 1,
    });
    const refused = ask(rulebook, { frontline: false });
    expect(refused).toMatchObject({ status: 'decided', reason: 'notFrontline', value: { eligible: false, amount: 0 } });
    expect(refused.params).toEqual([]);
    expect(ask(rulebook, { frontline: true })).toMatchObject({ status: 'undefined', reason: 'contentNotStated' });
  });

  it('collects all rows that hold, and refuses two of a table where one may hold', () => {
    const rows = [
      { id: 'a', when: [true, '-'], then: { value: 'a', warnings: ['w1'] } },
      { id: 'b', when: ['-', { not: ['none'] }], then: { value: 'b', assumptions: ['as1'] } },
    ];
    const inputs = [{ fact: 'frontline' }, { fact: 'level' }];
    const collecting = rulebookOf({ hit: 'collect', inputs, rows });
    expect(ask(collecting, { frontline: true, level: 'senior' })).toMatchObject({
      value: ['a', 'b'],
      warnings: ['w1'],
      assumptions: ['as1'],
    });
    // Nothing there is not "another level".
    expect(ask(collecting, { frontline: false }).value).toEqual([]);
    const one = rulebookOf({ hit: 'unique', inputs, rows });
    expect(ask(one, { frontline: false, level: 'senior' }).value).toBe('b');
    expect(
      one.decide({
        region: 'nm',
        at: '2026-01-01',
        decision: 'demo/table',
        facts: { frontline: true, level: 'senior' },
      }),
    ).toMatchObject({
      ok: false,
      issues: [{ code: 'tableConflict', path: 'demo/table#/table', params: { rows: ['a', 'b'] } }],
    });
  });

  it('is folded for the region that asks', () => {
    const inputs = [{ fact: '$region' }, { fact: 'frontline' }, { fact: '$at' }];
    const rows = [
      { id: 'early', when: ['-', '-', { '<': '2025-01-01' }], then: { value: 'early' } },
      { id: 'here', when: [['nm/ordos', 'nm/baotou'], true, '-'], then: { value: 'here' } },
      { id: 'else', when: [{ not: 'nm/ordos' }, '-', '-'], then: { value: 'else' } },
    ];
    const asked = rulebookOf({ hit: 'unique', inputs, rows: rows as JsonValue });
    const frontline = { frontline: true };
    expect(ask(asked, frontline, '2026-06-01', 'nm/ordos').value).toBe('here');
    expect(ask(asked, { frontline: false }, '2026-06-01', 'nm').value).toBe('else');
    expect(ask(asked, { frontline: false }, '2024-12-31', 'nm/ordos').value).toBe('early');
  });

  it('means what its rows mean as rules', () => {
    const cellOf: Record<string, fc.Arbitrary<JsonValue>> = {
      frontline: fc.constantFrom<JsonValue>('-', true, false, [true, null], { not: true }),
      level: fc.constantFrom<JsonValue>(
        '-',
        'senior',
        ['senior', 'none'],
        null,
        ['none', null],
        { not: 'none' },
        { not: null },
      ),
      age: fc.constantFrom<JsonValue>(
        '-',
        60,
        [18, 60],
        { '>=': 60 },
        { '>': 18, '<': 60 },
        { not: { '>=': 60 } },
        { not: [18, 60] },
      ),
      amount: fc.constantFrom<JsonValue>('-', { '<=': { param: 'limit' } }, { '>': { param: 'limit' } }, [
        { param: 'limit' },
        0.01,
      ]),
      on: fc.constantFrom<JsonValue>('-', { '<': '2024-03-01' }, '2024-02-29', {
        '>=': '2024-02-29',
        '<=': '2025-12-31',
      }),
    };
    const names = Object.keys(cellOf);
    const rowArb = fc.record({
      when: fc.tuple(...names.map((name) => cellOf[name] as fc.Arbitrary<JsonValue>)),
      dates: fc.constantFrom({}, {}, { from: '2026-01-01' }, { until: '2025-12-31' }, { region: 'nm/ordos' }),
    });
    const factArb = fc.record(
      {
        frontline: fc.boolean(),
        level: fc.constantFrom<JsonValue>('senior', 'assistant', 'none', null),
        age: fc.constantFrom(17, 18, 59, 60, 61),
        amount: fc.constantFrom(0.01, 49.99, 50, 50.01, 100, 100.01),
        on: fc.constantFrom('2024-02-28', '2024-02-29', '2024-03-01', '2026-01-01'),
      },
      { requiredKeys: ['frontline'] },
    );
    fc.assert(
      fc.property(
        fc.array(rowArb, { minLength: 1, maxLength: 6 }),
        fc.array(factArb, { minLength: 1, maxLength: 5 }),
        (rows, questions) => {
          const table = {
            hit: 'first',
            inputs: names.map((fact) => ({ fact })),
            rows: [
              ...rows.map(({ when, dates }, at) => ({
                id: `r${at}`,
                when: when as JsonValue,
                then: { value: at },
                ...dates,
              })),
              { id: 'rest', when: names.map(() => '-'), then: { value: 'rest' } },
            ],
          };
          const byIndex = rulebookOf(table as JsonValue);
          const decision = byIndex.packs[0]?.decisions[0] as Decision;
          const byRules = rulebookOf(null, { rules: rulesOf(decision) as unknown as JsonValue });
          for (const asked of questions)
            for (const [at, region] of [
              ['2025-12-31', 'nm'],
              ['2026-01-01', 'nm/ordos'],
            ] as const) {
              const a = ask(byIndex, asked as Record<string, JsonValue>, at, region);
              const b = ask(byRules, asked as Record<string, JsonValue>, at, region);
              expect([a.status, a.value]).toEqual([b.status, b.value]);
            }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is explained by the row that held', () => {
    const policy = rulebook.policy('nm');
    if (!policy.ok) throw new Error();
    const question = {
      at: '2026-06-01',
      decision: 'demo/table',
      facts: { frontline: true, level: 'senior', amount: 50 },
    };
    const answered = policy.value.decide(question);
    if (!answered.ok) throw new Error();
    expect(explain(policy.value, question, answered.value).reason).toContain('证书级别');
  });
});

describe('checking a table', () => {
  const codes = (table: unknown, rest?: Record<string, JsonValue>) => {
    const packs = validatePacks(packOf(table as JsonValue, rest));
    return packs.ok ? [] : packs.issues.map(({ code, path }) => `${code} ${path.split('#')[1]}`);
  };

  it('finds what is wrong, all at once', () => {
    const table: Table = {
      hit: 'collect',
      inputs: [{ fact: 'agee' }, { fact: 'level', expression: 1 }, { fact: 'amount' }],
      outputs: ['a'],
      rows: [
        { id: 'r', when: ['-', '-', 'x'], then: [1, 2], from: '2026-01-01', until: '2025-01-01' },
        { id: 'r', when: ['-', '-'], then: { undefined: 'u' }, sources: [{ source: 'nope', quote: '' }] },
        { id: 's', when: ['-', '-', { '<': { param: 'limitt' } }], then: [{ nope: 1 }] },
      ],
    };
    expect(codes(table).sort()).toEqual(
      [
        'duplicateId /table/rows/1/id',
        'tableCellKind /table/rows/0/when/2',
        'tableCollects /table/rows/1/then',
        'tableInput /table/inputs/1',
        'tableOutputs /table/rows/0/then',
        'tableRowDays /table/rows/0/until',
        'tableRowWidth /table/rows/1/when',
        'unknownFact /table/inputs/0/fact',
        'unknownOperator /table/rows/2/then/0/nope',
        'unknownReference /table/rows/1/sources/0/source',
        'unknownReference /table/rows/2/when/2',
      ].sort(),
    );
    expect(codes(ALLOWANCE)).toEqual([]);
  });
});
