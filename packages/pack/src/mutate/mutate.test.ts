import type { JsonValue } from '@cebao/engine';
import { describe, expect, it } from 'vitest';
import { coverExamples, proposeExamples } from '../cover/index.ts';
import { runExamples } from '../examples.ts';
import type { Pack } from '../pack.ts';
import { createRulebook } from '../rulebook.ts';
import { validatePacks } from '../validate.ts';
import { findWitness, provenEqual } from './differ.ts';
import { moved, shifted, stepOf } from './granularity.ts';
import { killedShare, makeMutants, runMutants } from './index.ts';
import { applyEdits, type Mutant } from './mutant.ts';
import { mutatedPacks, rulesFrom } from './mutated-rules.ts';

const example = (id: string, facts: object, expect: object) => ({
  id,
  title: id,
  decision: 'up.fee/amount',
  region: 'up',
  at: '2025-06-30',
  facts,
  expect,
});

const RULES = [
  {
    id: 'free',
    when: { '<=': [{ var: 'sum' }, { param: 'limit' }] },
    then: { value: { object: { fee: false } } },
  },
  {
    id: 'due',
    when: { '>': [{ var: 'sum' }, { param: 'limit' }] },
    then: { value: { object: { fee: true } } },
  },
];
const TABLE = {
  hit: 'first',
  inputs: [{ fact: 'sum' }],
  outputs: ['fee'],
  rows: [
    { id: 'free', when: [{ '<=': { param: 'limit' } }], then: [false] },
    { id: 'due', when: [{ '>': { param: 'limit' }, '<=': 1000 }], then: [true] },
    { id: 'asked', when: ['-'], then: { undefined: 'askedAbove' } },
  ],
};

/** One layer with one rule: up to the limit free, above it a fee, and nothing for a name that is not there. */
function pack(examples: readonly object[], rest: object = { rules: RULES }): Pack[] {
  const files: { path: string; json: JsonValue }[] = [
    { path: 'pack.json', json: { id: 'up', format: 1, title: '上旗', region: 'up' } },
    {
      path: 'sources.json',
      json: {
        sources: [
          {
            id: 's',
            kind: 'report',
            title: '办法',
            evidencedFrom: { date: '2025-01-01', basis: 'seed' },
            policy: null,
          },
        ],
      },
    },
    {
      path: 'params/limit.json',
      json: {
        kind: 'param',
        id: 'limit',
        title: '免费限额',
        unit: 'yuan',
        merge: 'override',
        values: [{ value: 100, basis: 'seed', sources: [{ source: 's', quote: '不超过一百元' }] }],
      },
    },
    {
      path: 'decisions/fee.json',
      json: {
        kind: 'decision',
        id: 'up.fee/amount',
        asks: 'rule',
        title: '收费',
        question: '收不收费？',
        basis: 'seed',
        sources: [{ source: 's', quote: '不超过一百元' }],
        facts: { sum: { type: 'number', title: '金额', unit: 'yuan', required: true } },
        ...(rest as Record<string, JsonValue>),
      },
    },
    { path: 'examples/fee.json', json: { examples: examples as JsonValue } },
  ];
  const packs = validatePacks([{ folder: 'up', files }]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  return packs.value;
}

const far = [
  example('far-below', { sum: 10 }, { status: 'decided', value: { fee: false } }),
  example('far-above', { sum: 900 }, { status: 'decided', value: { fee: true } }),
];
const near = [
  example('at', { sum: 100 }, { status: 'decided', value: { fee: false } }),
  example('above', { sum: 100.01 }, { status: 'decided', value: { fee: true } }),
  ...far,
];
const idOf = (packs: readonly Pack[], part: string): Mutant => {
  const found = makeMutants(packs).find(({ id }) => id.includes(part));
  if (!found) throw new Error(`no mutant ${part}`);
  return found;
};

describe('units of a step', () => {
  it('is a fen for money, 0.01 for points, one for what is counted, a day or a month for dates', () => {
    expect(stepOf({ unit: 'yuan' }, 200000)).toBe(0.01);
    expect(stepOf({ unit: 'yuan/month' }, 400)).toBe(0.01);
    expect(stepOf({ unit: 'point' }, 80)).toBe(0.01);
    expect(stepOf({ unit: 'person' }, 5)).toBe(1);
    expect(stepOf(undefined, 0.25)).toBe(0.01);
    expect(moved(200000, 0.01)).toBe(200000.01);
    expect(moved(0.1, 0.2)).toBe(0.3);
    expect(shifted('2025-01-01', -1)).toBe('2024-12-31');
    expect(shifted('2024-12', 1)).toBe('2025-01');
    expect(shifted('soon', 1)).toBeUndefined();
  });
});

describe('mutants', () => {
  it('are the same in every run, each another item, none the item itself', () => {
    const packs = pack(far);
    const made = makeMutants(packs);
    expect(makeMutants(packs)).toEqual(made);
    expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
    for (const mutant of made) {
      const original = packs[0]?.decisions.find(({ id }) => id === mutant.item);
      if (original) expect(applyEdits(original, mutant.edits)).not.toEqual(original);
    }
  });

  it('leave the original as it was', () => {
    const packs = pack(far);
    const before = JSON.stringify(packs);
    for (const mutant of makeMutants(packs)) mutatedPacks(packs, mutant);
    expect(JSON.stringify(packs)).toBe(before);
  });

  it('plant the faults that are planted by hand: bound, comparison, order, merge mode, day of evidence', () => {
    const ids = makeMutants(pack(far)).map(({ id }) => id);
    for (const part of [
      'up/params/limit.json#/values/0/value boundUp',
      'up/params/limit.json#/merge mergeChanged floor',
      'up/decisions/fee.json#/rules/0/when comparisonFlipped',
      'up/decisions/fee.json#/rules/0/when conditionNegated',
      'up/decisions/fee.json#/rules/0 ruleDropped',
      'up/decisions/fee.json#/rules/0 rulesSwapped',
      'up/decisions/fee.json#/facts/sum/required switched',
      'up/sources.json#/sources/0/evidencedFrom/date dateLater',
    ])
      expect(ids).toContain(part);
  });
});

describe('runMutants', () => {
  it('lets a flipped comparison through when no example stands at the boundary, and says so in Chinese', () => {
    const report = runMutants(pack(far));
    const survivor = report.survivors.find(({ mutant }) => mutant.id.endsWith('rules/0/when comparisonFlipped'));
    expect(survivor).toMatchObject({
      sentence: '规则判定“收费”，规则 free：“金额 不超过 免费限额”改成“金额 不满 免费限额”',
      decisions: ['up.fee/amount'],
      mutant: { file: 'up/decisions/fee.json', pointer: '/rules/0/when' },
    });
    expect(report.killed + report.survived + report.equal).toBe(report.mutants);
  });

  it('kills it with the boundary and its neighbour', () => {
    const report = runMutants(pack(near));
    expect(report.survivors.map(({ mutant }) => mutant.operator)).not.toContain('comparisonFlipped');
    expect(killedShare(report)).toBeGreaterThan(killedShare(runMutants(pack(far))));
  });

  it('does not hold against the examples what answers alike', () => {
    const packs = pack(near);
    const swapped = idOf(packs, 'rules/0 rulesSwapped');
    expect(provenEqual(packs, swapped, ['up.fee/amount'])).toBe(true);
    expect(runMutants(packs).equals).toContain(swapped.id);
    expect(provenEqual(packs, idOf(packs, 'rules/0/when comparisonFlipped'), ['up.fee/amount'])).toBe(false);
  });

  it('takes a part by seed, the same part each time', () => {
    const packs = pack(far);
    const run = (seed: number) => runMutants(packs, { limit: 5, seed }).survivors.map(({ mutant }) => mutant.id);
    expect(runMutants(packs, { limit: 5, seed: 3 })).toMatchObject({ mutants: 5, seed: 3 });
    expect(run(3)).toEqual(run(3));
  });

  it('lets no example judge that nobody has confirmed', () => {
    const proposed = near.map((one) => ({ ...one, proposed: true }));
    expect(runMutants(pack(proposed)).killed).toBe(0);
  });
});

describe('findWitness', () => {
  it('finds the boundary itself, which tells the two apart', () => {
    const packs = pack(far);
    const mutant = idOf(packs, 'rules/0/when comparisonFlipped');
    const asked = findWitness(packs, mutant, 'up.fee/amount');
    expect(asked?.facts).toEqual({ sum: 100 });
    if (!asked) return;
    expect(rulesFrom(packs).decide(asked)).not.toEqual(rulesFrom(mutatedPacks(packs, mutant)).decide(asked));
  });
});

describe('coverExamples', () => {
  const untouched = (examples: readonly object[]) =>
    coverExamples(pack(examples))
      .flatMap(({ lines }) => lines)
      .filter((line) => line.examples.length === 0)
      .map(({ kind, id }) => `${kind} ${id}`);

  it('names what no example touches: a rule, the boundary and its neighbours, absence, layers, days', () => {
    expect(untouched(far.slice(0, 1))).toEqual([
      'rule due',
      'status missingFacts',
      'status invalid',
      'status undefined',
      'reason notEvidenced',
      'absence sum',
      'boundary /rules/0/when below',
      'boundary /rules/0/when at',
      'boundary /rules/0/when above',
      'boundary /rules/1/when below',
      'boundary /rules/1/when at',
      'boundary /rules/1/when above',
      'layer below',
      'date 2024-12-31',
      'date 2025-01-01',
    ]);
  });

  it('counts an example only when it passes', () => {
    const wrong = example('at', { sum: 100 }, { status: 'decided', value: { fee: true } });
    expect(untouched([wrong])).toContain('boundary /rules/0/when at');
    expect(untouched(near)).not.toContain('boundary /rules/0/when at');
  });
});

describe('proposeExamples', () => {
  const proposals = proposeExamples(pack(far));

  it('proposes the boundary with the engine’s answer, marked, titled from its facts', () => {
    expect(
      proposals.map(({ example: { facts, expect: answer, proposed, title } }) => ({ facts, answer, proposed, title })),
    ).toContainEqual({
      facts: { sum: 100 },
      answer: { status: 'decided', value: { fee: false }, layer: 'region' },
      proposed: true,
      title: expect.stringMatching(/^金额 100 元：/),
    });
  });

  it('pass, and once confirmed leave nothing untouched and only what answers alike', () => {
    const confirmed = proposals.map(({ example: { proposed: _mark, ...rest } }) => rest);
    const packs = pack([...far, ...confirmed]);
    expect(runExamples(createRulebook(packs)).filter(({ passed }) => !passed)).toEqual([]);
    expect(runMutants(packs).survivors.map(({ mutant }) => mutant.id)).toEqual([]);
    const open = coverExamples(packs).flatMap(({ lines }) => lines.filter((line) => line.examples.length === 0));
    expect(open).toEqual([]);
  });
});

describe('a decision that is a table', () => {
  const table = { table: TABLE };

  it('is mutated row by row and cell by cell, and its rows are covered like rules', () => {
    const packs = pack(far, table);
    const ids = makeMutants(packs).map(({ id }) => id);
    for (const part of [
      '#/table/rows/0 ruleDropped',
      '#/table/rows/0 rulesSwapped',
      '#/table/rows/1/when/0 cellOpened',
      '#/table/rows/1/when/0 comparisonFlipped',
      '#/table/rows/1/when/0/<= boundUp',
      '#/table/rows/1/then/0 truthFlipped',
    ])
      expect(ids).toContain(`up/decisions/fee.json${part}`);
    const lines = coverExamples(packs).flatMap((one) => one.lines);
    const touched = (id: string) => lines.find((line) => line.kind === 'rule' && line.id === id)?.examples;
    expect([touched('free'), touched('due'), touched('asked')]).toEqual([['far-below'], ['far-above'], []]);
  });

  it('has the examples proposed that it lacks', () => {
    const confirmed = proposeExamples(pack(far, table)).map(({ example: { proposed: _mark, ...rest } }) => rest);
    expect(confirmed.map(({ facts }) => facts.sum)).toEqual(expect.arrayContaining([100, 100.01, 1000, 1000.01]));
    const report = runMutants(pack([...far, ...confirmed], table));
    expect(report.survivors.map(({ mutant }) => mutant.id)).toEqual([]);
    expect(report.killed).toBeGreaterThan(20);
  });
});
