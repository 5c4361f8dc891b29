import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, dataScope, isTruthy, type JsonValue, parseExpression } from '../index.ts';
import {
  Budget,
  constant,
  type Diagram,
  type Domain,
  evaluate,
  type Facts,
  findOverlaps,
  findRedundant,
  isImpossible,
  Meaning,
  NO_VARIABLE,
  nextDown,
  positionOf,
  type Row,
  readRows,
  regionsOf,
  roundPosition,
  Space,
  type Variable,
  valueAt,
  witnessesOf,
} from './index.ts';

import { atLeast } from './line.ts';
import { compareRatios, ratioOf } from './ratio.ts';

// Every answer of the diagrams is held against going through all facts of a small world with the engine itself.
const seed = Number(process.env['SEED'] ?? 20_261_125);
console.log(`analysis: SEED=${seed}`);
const options = { seed, numRuns: 100 };

const FACTS: Record<string, Domain> = {
  count: { type: 'integer', min: 0, max: 3 },
  amount: { type: 'money', min: 0, max: 0.02 },
  urgent: { type: 'boolean', optional: 'absent' },
  level: { type: 'text', values: ['low', 'middle', 'high'] },
  day: { type: 'date', optional: 'absent' },
  held: { type: 'list', optional: 'absent', items: { type: 'text', values: ['a', 'b'] } },
};
const DAYS = ['2025-12-31', '2026-02-28', '2026-03-01'];

const WORLD: Facts[] = [];
for (const count of [0, 1, 2, 3])
  for (const amount of [0, 0.01, 0.02])
    for (const urgent of [undefined, false, true])
      for (const level of ['low', 'middle', 'high'])
        for (const day of [undefined, ...DAYS])
          for (const held of [undefined, [], ['b', 'b'], ['a', 'b']])
            WORLD.push({
              count,
              amount,
              level,
              ...(urgent === undefined ? {} : { urgent }),
              ...(day === undefined ? {} : { day }),
              ...(held === undefined ? {} : { held }),
            });

const number = fc.oneof(
  fc.constant<JsonValue>({ var: 'count' }),
  fc.constant<JsonValue>({ var: 'amount' }),
  fc.integer({ min: -1, max: 6 }),
  fc.constantFrom<JsonValue>(0.01, 0.02, 0.025, 2.5),
  fc.record({
    sum: fc.tuple(fc.constantFrom<JsonValue>({ var: 'count' }, { var: 'amount' }), fc.integer({ min: -2, max: 2 })),
  }),
  fc.record({ difference: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.constant({ var: 'count' })) }),
  fc.record({ product: fc.tuple(fc.constantFrom(2, -3, 0.5), fc.constantFrom({ var: 'count' }, { var: 'amount' })) }),
  fc.record({ sum: fc.constant([{ var: 'count' }, { var: 'amount' }]) }),
  fc.record({ min: fc.tuple(fc.constant({ var: 'count' }), fc.integer({ min: 0, max: 4 })) }),
  fc.record({ round: fc.constant([{ var: 'amount' }, 1]) }),
  fc.record({ count: fc.constant([{ var: 'held' }]) }),
  fc.record({ count: fc.constant([{ distinct: [{ var: 'held' }] }]) }),
) as fc.Arbitrary<JsonValue>;

const day = fc.oneof(
  fc.constant<JsonValue>({ var: 'day' }),
  fc.constantFrom<JsonValue>(...DAYS),
  fc.record({ addMonths: fc.tuple(fc.constant({ var: 'day' }), fc.constantFrom(1, -1)) }),
  fc.record({ addDays: fc.tuple(fc.constant({ var: 'day' }), fc.constantFrom(1, -1)) }),
) as fc.Arbitrary<JsonValue>;

const { condition } = fc.letrec<{ condition: JsonValue; leaf: JsonValue }>((tie) => ({
  leaf: fc.oneof(
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!=', '===', '!=='), number, number)
      .map(([name, a, b]): JsonValue => ({ [name]: [a, b] })),
    fc
      .tuple(fc.constantFrom('<', '<=', '>', '>='), day, day)
      .map(([name, a, b]): JsonValue => ({ and: [{ isPresent: 'day' }, { [name]: [a, b] }] })),
    fc.constantFrom<JsonValue>(
      { var: 'urgent' },
      { isPresent: 'urgent' },
      { isPresent: 'day' },
      { '==': [{ var: 'urgent' }, true] },
      { '===': [{ var: 'urgent' }, null] },
      { '!!': [{ var: 'held' }] },
      { in: ['a', { var: 'held' }] },
      { some: [{ var: 'held' }, { '==': [{ var: '' }, 'b'] }] },
      { all: [{ var: 'held' }, { '==': [{ var: '' }, 'b'] }] },
      { sameSet: [{ var: 'held' }, ['a', 'b']] },
      { '!!': [{ absent: [['a', 'b'], { var: 'held' }] }] },
      { in: [{ var: 'count' }, [1, 3]] },
      { '!!': [{ missing: ['urgent', 'day'] }] },
      true,
    ),
    fc
      .subarray(['low', 'middle', 'high', 'other'], { minLength: 1 })
      .map((values): JsonValue => ({ in: [{ var: 'level' }, values] })),
    fc
      .tuple(fc.constantFrom('==', '!='), fc.constantFrom('low', 'high', 'other'))
      .map(([name, value]): JsonValue => ({ [name]: [{ var: 'level' }, value] })),
  ) as fc.Arbitrary<JsonValue>,
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): JsonValue => ({ and: all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): JsonValue => ({ or: all })),
    tie('condition').map((inner): JsonValue => ({ '!': [inner] })),
    fc.tuple(tie('condition'), tie('condition'), tie('condition')).map((three): JsonValue => ({ if: three })),
  ),
}));

const rules = fc.array(fc.tuple(condition, fc.constantFrom('x', 'y', 'z')), { minLength: 1, maxLength: 5 });
type Rules = readonly (readonly [JsonValue, string])[];

const NONE = { param: () => undefined, name: () => undefined };

function meaningOf(): Meaning {
  return new Meaning(new Space(FACTS), new Budget(5_000_000));
}

function truthOf(meaning: Meaning, json: JsonValue): Diagram {
  const parsed = parseExpression(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return meaning.truth(evaluate(meaning, parsed.value.node, NONE));
}

function rowsOf(meaning: Meaning, list: Rules): Row[] {
  return [
    ...list.map(([when, then]) => ({ when: truthOf(meaning, when), then: meaning.leaf(constant(then)) })),
    { when: meaning.yes, then: meaning.leaf(constant('none')) },
  ];
}

/** What the engine itself answers: the first rule that hits. */
function compiled(list: Rules): (facts: Facts) => { hit: number; answer: string } {
  const programs = list.map(([when]) => {
    const parsed = parseExpression(when);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    return compileExpression(parsed.value);
  });
  return (facts) => {
    const scope = dataScope(facts as JsonValue);
    for (const [index, program] of programs.entries()) {
      const run = program.run(scope);
      if (!run.ok) return { hit: index, answer: `!${run.issue.code}` };
      if (isTruthy(run.value)) return { hit: index, answer: list[index]?.[1] ?? '' };
    }
    return { hit: list.length, answer: 'none' };
  };
}

/** The leaf that a diagram has for some facts. */
function leafAt(meaning: Meaning, diagram: Diagram, facts: Facts): string {
  let now = diagram;
  while (meaning.diagrams.variableOf(now) !== NO_VARIABLE) {
    const variable = meaning.space.variables[meaning.diagrams.variableOf(now)] as Variable;
    const position = positionAt(meaning, variable, facts);
    const run = meaning.diagrams.endsOf(now).findIndex((end) => position < end);
    now = meaning.diagrams.kidsOf(now)[run] as Diagram;
  }
  const leaf = meaning.diagrams.payload(now);
  return leaf?.kind === 'constant' ? String(leaf.value) : leaf?.kind === 'refused' ? `!${leaf.code}` : '?';
}

function positionAt({ concrete }: Meaning, variable: Variable, facts: Facts): number {
  const { subject, line, values } = variable;
  const value = (json: JsonValue): JsonValue => {
    const made = concrete.run(json, facts);
    if (made.kind === 'refused') throw new Error(made.code);
    return made.value;
  };
  switch (subject.of) {
    case 'member':
      return ((facts[subject.path] ?? []) as JsonValue[]).includes(subject.value) ? 1 : 0;
    case 'count':
      return facts[subject.path] === undefined ? -Infinity : (facts[subject.path] as JsonValue[]).length;
    case 'truth':
      return isTruthy(value(subject.json)) ? 1 : 0;
    case 'relation': {
      const [a, b] = [value(subject.left) as number, value(subject.right) as number];
      return a < b ? 0 : a > b ? 2 : 1;
    }
    case 'presence':
      return facts[subject.path] === undefined ? 0 : 1;
    case 'term': {
      if (variable.linear) {
        const parts = [...variable.linear.factors].map(
          ([path, { over, under }]) => ((facts[path] as number) * Number(over)) / Number(under),
        );
        return Math.round(parts.reduce((sum, part) => sum + part, 0) * 1e6) / 1e6;
      }
      const made = value(subject.json);
      return line === 'choice' ? values.indexOf(made) : (positionOf(line, made) ?? Number.NaN);
    }
    case 'fact': {
      const own = facts[subject.path];
      if (own === undefined) return -Infinity;
      return line === 'choice' ? values.indexOf(own) : (positionOf(line, own) ?? Number.NaN);
    }
  }
}

describe('diagrams against going through all facts', () => {
  test('every fact leads to the answer that the engine gives', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const meaning = meaningOf();
        const { answer, complete } = readRows(meaning, rowsOf(meaning, list));
        expect(complete).toBe(true);
        const decide = compiled(list);
        for (const facts of WORLD) {
          const wanted = decide(facts).answer;
          if (leafAt(meaning, answer as Diagram, facts) !== wanted)
            throw new Error(`${JSON.stringify(facts)}: ${leafAt(meaning, answer as Diagram, facts)}, not ${wanted}`);
        }
      }),
      options,
    );
  });

  test('a rule that is not reached never hits, and one that is redundant changes nothing', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const meaning = meaningOf();
        const rows = rowsOf(meaning, list);
        const { reached } = readRows(meaning, rows);
        const decide = compiled(list);
        const hits = new Set(WORLD.map((facts) => decide(facts).hit));
        for (const hit of hits) expect(reached).toContain(hit);
        const redundant = findRedundant(meaning, rows, new Set(reached));
        for (const index of redundant) {
          if (index === list.length) continue;
          const without = compiled(list.filter((_, each) => each !== index));
          for (const facts of WORLD) expect(without(facts).answer).toBe(decide(facts).answer);
        }
        // The other way round too, where nothing was taken as a whole and the world has all that differs.
        if (meaning.wholes.size > 0 || JSON.stringify(list).includes('"day"')) return;
        const isPossible = (index: number) => {
          const label = rows.map(({ when }, each) => ({ when, then: meaning.leaf(constant(each)) }));
          const { answer } = readRows(meaning, label);
          const found = regionsOf(
            meaning,
            answer as Diagram,
            (leaf) => leaf.kind === 'constant' && leaf.value === index,
            200,
          );
          return found.regions.some(({ bounds }) => !isImpossible(meaning, bounds));
        };
        for (const index of reached)
          if (!JSON.stringify(list).includes('held')) expect(hits.has(index) || !isPossible(index)).toBe(true);
      }),
      options,
    );
  });

  test('two lists of rules have one diagram only if they answer alike, and differ where it is said', () => {
    fc.assert(
      fc.property(rules, rules, fc.boolean(), (one, two, isNear) => {
        const other = isNear ? [...one.slice(0, -1), two[0] as Rules[number]] : two;
        const meaning = meaningOf();
        const a = readRows(meaning, rowsOf(meaning, one)).answer as Diagram;
        const b = readRows(meaning, rowsOf(meaning, other)).answer as Diagram;
        const [before, after] = [compiled(one), compiled(other)];
        const differs = WORLD.find((facts) => before(facts).answer !== after(facts).answer);
        if (a === b) expect(differs).toBeUndefined();
        else if (meaning.wholes.size === 0 && !/"(day|held)"/.test(JSON.stringify([one, other])))
          expect(differs).toBeDefined();
      }),
      options,
    );
  });

  test('overlaps are those that going through all facts finds', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const meaning = meaningOf();
        const whens = list.map(([when]) => truthOf(meaning, when));
        const pairs = new Set(findOverlaps(meaning, whens, 100).map(([a, b]) => `${a},${b}`));
        const single = list.map((rule) => compiled([rule]));
        for (let i = 0; i < list.length; i++)
          for (let j = i + 1; j < list.length; j++)
            if (WORLD.some((facts) => single[i]?.(facts).hit === 0 && single[j]?.(facts).hit === 0))
              expect(pairs).toContain(`${i},${j}`);
      }),
      options,
    );
  });

  test('witnesses lie in their region', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const meaning = meaningOf();
        const { answer } = readRows(meaning, rowsOf(meaning, list));
        const decide = compiled(list);
        const { regions } = regionsOf(meaning, answer as Diagram, () => true, 12);
        for (const { bounds, leaf } of regions) {
          if (isImpossible(meaning, bounds)) continue;
          const wanted = leaf.kind === 'constant' ? leaf.value : leaf.kind === 'refused' ? `!${leaf.code}` : '?';
          const isCut = bounds.every(({ variable }) => variable.subject.of === 'fact');
          for (const facts of witnessesOf(meaning, bounds, { tries: 12 })) {
            // At the very end of the calendar the engine refuses to go on; no rule is about that.
            if (isCut && decide(facts).answer !== '!dateOutOfRange')
              expect(`${JSON.stringify(facts)} ${decide(facts).answer}`).toBe(`${JSON.stringify(facts)} ${wanted}`);
          }
        }
      }),
      { ...options, numRuns: 60 },
    );
  });
});

describe('what is written differently and means the same', () => {
  const same = (a: JsonValue, b: JsonValue) => {
    const meaning = meaningOf();
    return truthOf(meaning, a) === truthOf(meaning, b);
  };
  test.each<[JsonValue, JsonValue]>([
    [{ '!': [{ '>': [{ var: 'count' }, 1] }] }, { '<': [{ var: 'count' }, 2] }],
    [{ '>': [{ var: 'amount' }, 0.01] }, { '>=': [{ var: 'amount' }, 0.02] }],
    [{ and: [{ '>=': [{ var: 'count' }, 2] }, { '<=': [{ var: 'count' }, 2] }] }, { '==': [{ var: 'count' }, 2] }],
    [{ '<=': [1, { var: 'count' }, 3] }, { in: [{ var: 'count' }, [3, 2, 1]] }],
    [{ '!=': [{ var: 'level' }, 'low'] }, { in: [{ var: 'level' }, ['high', 'middle']] }],
    [{ '>': [{ difference: [{ var: 'count' }, 1] }, 1] }, { '>': [{ var: 'count' }, 2] }],
    [{ '<=': [{ product: [-2, { var: 'count' }] }, -4] }, { '>=': [{ var: 'count' }, 2] }],
    [
      { '>': [{ sum: [{ var: 'count' }, { var: 'amount' }] }, 2] },
      { '<': [2, { sum: [{ var: 'amount' }, { var: 'count' }] }] },
    ],
    [{ '>=': [{ sum: [{ var: 'count' }, { var: 'amount' }] }, { var: 'count' }] }, { '>=': [{ var: 'amount' }, 0] }],
    [
      { and: [{ isPresent: 'day' }, { '>': ['2026-02-28', { addMonths: [{ var: 'day' }, 2] }] }] },
      { and: [{ isPresent: 'day' }, { '<': [{ var: 'day' }, '2025-12-28'] }] },
    ],
    [
      { and: [{ isPresent: 'held' }, { none: [{ var: 'held' }, { '==': [{ var: '' }, 'a'] }] }] },
      { and: [{ isPresent: 'held' }, { '!': [{ in: ['a', { var: 'held' }] }] }] },
    ],
  ])('%j is %j', (a, b) => expect(same(a, b)).toBe(true));

  test.each<[JsonValue, JsonValue]>([
    [{ '>': [{ var: 'count' }, 2] }, { '>=': [{ var: 'count' }, 2] }],
    [{ isPresent: 'urgent' }, { var: 'urgent' }],
  ])('%j is not %j', (a, b) => expect(same(a, b)).toBe(false));
});

describe('lines and budgets', () => {
  test('positions of days, months, money and numbers keep their order and come back', () => {
    for (const [kind, values] of [
      ['day', ['0001-01-01', '2024-02-29', '2024-03-01', '9999-12-31']],
      ['month', ['0001-01', '2024-12', '2025-01']],
      ['money', [-0.01, 0, 0.29, 0.3, 150_000.01, 90_071_992_547.99]],
      ['real', [-1e300, -0.1, 0, 5e-324, 0.1, 0.30000000000000004]],
    ] as const) {
      const positions = values.map((value) => positionOf(kind, value) as number);
      expect([...positions].sort((a, b) => a - b)).toEqual(positions);
      expect(positions.map((position) => valueAt(kind, position))).toEqual(values);
    }
  });

  test('the first number that is not below a fraction, however small, is found at once', () => {
    for (const under of [3n, 7n * 10n ** 17n, 9n * 10n ** 40n, 11n * 10n ** 300n])
      for (const over of [-1n, 1n, 2n, 10n ** 30n]) {
        const least = atLeast('real', { over, under });
        expect(compareRatios(ratioOf(least), { over, under })).toBeGreaterThanOrEqual(0);
        expect(compareRatios(ratioOf(nextDown(least)), { over, under })).toBe(-1);
      }
  });

  test('people get round values', () => {
    expect(valueAt('money', roundPosition('money', 15_000_001, 20_000_000))).toBe(180_000);
    expect(roundPosition('integer', 3, 3)).toBe(3);
    expect(roundPosition('real', 59.5, 60)).toBeGreaterThan(59.5);
    expect(roundPosition('money', 20_000_001, Number.MAX_SAFE_INTEGER) / 100).toBeGreaterThan(200_000);
  });

  test('a budget that is too small is said, and never a wrong answer', () => {
    const list: Rules = Array.from({ length: 40 }, (_, i) => [
      {
        and: [
          { '>': [{ var: 'count' }, i % 5] },
          { '<': [{ var: 'amount' }, (i % 4) / 100] },
          { '==': [{ var: 'level' }, ['low', 'high'][i % 2] as string] },
        ],
      },
      `r${i}`,
    ]);
    const meaning = new Meaning(new Space(FACTS), new Budget(1_000_000));
    const rows = rowsOf(meaning, list);
    const small = new Meaning(new Space(FACTS), new Budget(1_000_000));
    const smallRows = rowsOf(small, list);
    small.diagrams.budget.spent = small.diagrams.budget.limit - 10;
    const cut = readRows(small, smallRows);
    expect(cut).toMatchObject({ complete: false, answer: undefined });
    for (const index of cut.reached) expect(readRows(meaning, rows).reached).toContain(index);
  });
});
