import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type JsonValue, LIMITS } from '@cebao/engine';
import { describe, expect, it, test } from 'vitest';
import { analyseDecision } from './analyse/index.ts';
import { loadRules } from './files.ts';
import {
  auditTrail,
  createRulebook,
  explain,
  lintPacks,
  type PackSource,
  questionTank,
  runExamples,
  validatePacks,
  whatWouldChange,
  wordsForIssue,
} from './index.ts';
import { writePolicyModule } from './simulate/index.ts';

// A pack is not trusted: whatever stands in it, validation and everything behind it answer, and soon.
const seed = Number(process.env['SEED'] ?? 20_261_125);
const runs = Math.max(200, Number(process.env['RUNS'] ?? 20_000) / 50);
console.log(`hostile packs: SEED=${seed} RUNS=${runs}`);

/** Long enough for a machine that others use too; what is meant is that nothing grows without bound. */
const SOON_MS = 30_000;
const AT = '2026-01-01';

const SOURCES = {
  sources: [
    {
      id: 's',
      kind: 'report',
      title: '报道',
      evidencedFrom: { date: '2025-01-01', basis: 'seed' },
      policy: null,
    },
  ],
} as JsonValue;

/** One pack of one decision about a number `n`. */
function packOf(parts: Record<string, unknown>, more: PackSource['files'] = []): PackSource[] {
  const decision = {
    kind: 'decision',
    id: 'd/x',
    asks: 'rule',
    title: '问题',
    question: '怎样？',
    basis: 'seed',
    sources: [{ source: 's', quote: '原文' }],
    facts: { n: { type: 'number', title: '数', required: true } },
    ...parts,
  } as JsonValue;
  return [
    {
      folder: 'p',
      files: [
        { path: 'pack.json', json: { id: 'p', format: 1, title: '甲', region: 'p' } },
        { path: 'sources.json', json: SOURCES },
        { path: 'decisions/x.json', json: decision },
        ...more,
      ],
    },
  ];
}

const thirty = Array.from({ length: 30 }, (_, i) => i);
/** 27 000 turns: as much as one run may take, and a little less. */
const heavy = (i: number): JsonValue => ({
  '<': [{ count: { map: [thirty, { map: [thirty, { map: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], i] }] }] } }, 0],
});
/** Named values, each reading the next one as `make` says. */
const chain = (length: number, make: (next: JsonValue) => JsonValue, last: JsonValue) =>
  Object.fromEntries(Array.from({ length }, (_, i) => [`v${i}`, i === length - 1 ? last : make({ var: `v${i + 1}` })]));
const rules = (when: JsonValue) => [
  { id: 'r', when, then: { value: 1 } },
  { id: 'z', then: { value: 2 } },
];
const nested = (depth: number, wrap: (inner: JsonValue) => JsonValue): JsonValue => {
  let made: JsonValue = { var: 'n' };
  for (let i = 0; i < depth; i += 1) made = wrap(made);
  return made;
};

/** Decisions of one region that are asked. */
const MOST_DECISIONS = 12;

/** Everything that a pack can be asked for, the decisions of `file` first. Returns what came of it; whatever throws, throws. */
function askEverything(
  sources: readonly PackSource[],
  file: JsonValue = null,
): {
  readonly refused: readonly string[];
  readonly answered: number;
} {
  const packs = validatePacks(sources);
  if (!packs.ok) {
    for (const issue of packs.issues) expect(wordsForIssue(issue)).not.toMatch(/\{\w+\}|[：是]undefined/);
    return { refused: packs.issues.map(({ code }) => code), answered: 0 };
  }
  const rulebook = createRulebook(packs.value);
  let answered = 0;
  for (const region of new Set(packs.value.map(({ manifest }) => manifest.region))) {
    const made = rulebook.policy(region);
    if (!made.ok) continue;
    const policy = made.value;
    const spoilt = JSON.stringify(file);
    const [first, others] = [true, false].map((isFirst) =>
      policy.decisions.filter(({ id }) => spoilt.includes(JSON.stringify(id)) === isFirst),
    ) as [typeof policy.decisions, typeof policy.decisions];
    for (const { id } of [...first, ...others].slice(0, MOST_DECISIONS)) {
      for (const facts of [{}, { n: 5 }, { n: 'x' }, ...factsFor(rulebook.examples, id)]) {
        const question = { at: AT, decision: id, facts };
        const answer = policy.decide(question);
        if (!answer.ok) continue;
        answered += 1;
        explain(policy, question, answer.value);
        whatWouldChange(policy, question, answer.value);
        auditTrail(policy, question, answer.value);
      }
      analyseDecision(policy, id, AT, { budget: 200_000 });
    }
    writePolicyModule(policy);
  }
  lintPacks(packs.value);
  runExamples(rulebook);
  return { refused: [], answered };
}

function factsFor(examples: readonly { decision: string; facts: Record<string, JsonValue> }[], id: string) {
  return examples.filter(({ decision }) => decision === id).flatMap(({ facts }, at) => (at < 2 ? [facts] : []));
}

/** What came of it, and that it came soon. */
function soon(sources: readonly PackSource[]) {
  const begun = performance.now();
  const found = askEverything(sources);
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
  return found;
}

describe('a hostile pack is refused with issues', () => {
  it.each<[string, readonly PackSource[], string]>([
    [
      'named values in a circle',
      packOf({ let: { a: { '+': [{ var: 'b' }, 1] }, b: { '+': [{ var: 'a' }, 1] } }, rules: rules({ var: 'a' }) }),
      'circularLet',
    ],
    ['a named value that is itself', packOf({ let: { a: { var: 'a' } }, rules: rules({ var: 'a' }) }), 'circularLet'],
    [
      'named values that double sixty times',
      packOf({ let: chain(60, (v) => ({ '+': [v, v] }), { var: 'n' }), rules: rules({ var: 'v0' }) }),
      'letTooDeep',
    ],
    [
      'named values that double thirty times',
      packOf({ let: chain(30, (v) => ({ '+': [v, v] }), { var: 'n' }), rules: rules({ '>': [{ var: 'v0' }, 1] }) }),
      'tooManyNodes',
    ],
    [
      'conditions that double thirty times',
      packOf({
        let: chain(30, (v) => ({ and: [v, { '!': v }] }), { '>': [{ var: 'n' }, 1] }),
        rules: rules({ var: 'v0' }),
      }),
      'tooManyNodes',
    ],
    [
      'thousands of named values',
      packOf({ let: chain(3_000, (v) => ({ '+': [v, 1] }), { var: 'n' }), rules: rules({ var: 'v0' }) }),
      'tooBig',
    ],
    [
      'thousands of rules',
      packOf({ rules: Array.from({ length: 2_000 }, (_, i) => ({ id: `r${i}`, then: { value: i } })) }),
      'tooBig',
    ],
    [
      'a table of all that is allowed at once',
      packOf({
        table: {
          hit: 'collect',
          inputs: [{ fact: 'n' }],
          rows: Array.from({ length: 9_999 }, (_, i) => ({ id: `r${i}`, when: ['-'], then: { value: heavy(i) } })),
        },
      }),
      'tooManyNodes',
    ],
    ['a rule as deep as a well', packOf({ rules: rules(nested(5_000, (v) => ({ '!': [v] }))) }), 'tooDeep'],
    [
      'facts as deep as a well',
      packOf({
        facts: { n: nested(5_000, (v) => ({ type: 'object', title: 'x', properties: { a: v } })) },
        rules: rules(true),
      }),
      'tooDeep',
    ],
    [
      'a form as deep as a well',
      packOf({ rules: rules(true) }, [
        {
          path: 'forms/f.json',
          json: {
            kind: 'form',
            id: 'f',
            title: '表',
            schema: nested(5_000, (v) => ({ type: 'object', properties: { a: v } })),
          },
        },
      ]),
      'tooDeep',
    ],
    [
      'data elements that rest on one another a million ways',
      packOf({ rules: rules(true) }, [
        {
          path: 'elements/e.json',
          json: {
            kind: 'elements',
            id: 'e',
            title: '数据元',
            basis: 'seed',
            elements: Array.from({ length: 60 }, (_, i) => ({
              id: `e${i}`,
              title: '项',
              type: 'number',
              ...(i > 1 ? { value: { '+': [{ var: `e${i - 1}` }, { var: `e${i - 2}` }] } } : {}),
            })),
          },
        },
      ]),
      'letTooDeep',
    ],
    [
      'files that are called what JavaScript calls its own',
      packOf({ rules: rules(true) }, [
        { path: 'constructor/x.json', json: {} },
        { path: 'toString', json: {} },
        { path: '__proto__/x.json', json: {} },
        { path: 'hasOwnProperty/x.json', json: [] },
      ]),
      'unexpectedFile',
    ],
    [
      'files that are not what they should be',
      [
        {
          folder: 'q',
          files: [
            { path: 'pack.json', json: null },
            { path: 'sources.json', json: 'x' },
            { path: 'messages/zh-CN.json', json: 7 },
            { path: 'decisions/x.json', json: [] },
          ],
        },
      ],
      'wrongType',
    ],
  ])('%s', (_what, sources, code) => {
    expect(soon(sources).refused).toContain(code);
  });

  it.each<[string, readonly PackSource[]]>([
    [
      'named values that double as often as may be',
      packOf({ let: chain(10, (v) => ({ '+': [v, v] }), { var: 'n' }), rules: rules({ '>': [{ var: 'v0' }, 1] }) }),
    ],
    [
      'conditions that double as often as may be',
      packOf({
        let: chain(9, (v) => ({ and: [v, { '!': v }] }), { '>': [{ var: 'n' }, 1] }),
        rules: rules({ var: 'v0' }),
      }),
    ],
    [
      'as many rules as may be',
      packOf({
        rules: Array.from({ length: 1_000 }, (_, i) => ({
          id: `r${i}`,
          when: { '==': [{ var: 'n' }, i] },
          then: { value: i },
        })),
      }),
    ],
    [
      'a list of thousands of values',
      packOf({ rules: rules({ in: [{ var: 'n' }, Array.from({ length: 4_900 }, (_, i) => `e${i}`)] }) }),
    ],
    [
      'a table that collects thousands of rows',
      packOf({
        table: {
          hit: 'collect',
          inputs: [{ fact: 'n' }],
          rows: Array.from({ length: 3_000 }, (_, i) => ({ id: `r${i}`, when: ['-'], then: { value: i } })),
        },
      }),
    ],
  ])('what just keeps the limits is answered soon: %s', (_what, sources) => {
    expect(soon(sources).refused).toEqual([]);
  });
});

describe('one question has one tank of fuel', () => {
  const policyOf = (parts: Record<string, unknown>) => {
    const packs = validatePacks(packOf(parts));
    if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 3)));
    const made = createRulebook(packs.value).policy('p');
    if (!made.ok) throw new Error(JSON.stringify(made.issues));
    return made.value;
  };
  const question = { at: AT, decision: 'd/x', facts: { n: 5 } };

  it.each<[string, Record<string, unknown>]>([
    ['rules', { rules: Array.from({ length: 300 }, (_, i) => ({ id: `r${i}`, when: heavy(i), then: { value: i } })) }],
    [
      'faults',
      { asks: 'check', check: { faults: Array.from({ length: 300 }, (_, i) => ({ code: `c${i}`, when: heavy(i) })) } },
    ],
    [
      'warnings',
      {
        rules: [{ id: 'r', then: { value: 1 } }],
        warnings: Array.from({ length: 300 }, (_, i) => ({ code: `c${i}`, when: heavy(i) })),
      },
    ],
    [
      'rows',
      {
        table: {
          hit: 'collect',
          inputs: [{ fact: 'n' }],
          rows: Array.from({ length: 300 }, (_, i) => ({ id: `r${i}`, when: ['-'], then: { value: heavy(i) } })),
        },
      },
    ],
    [
      'named values',
      {
        let: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`v${i}`, heavy(i)])),
        rules: Array.from({ length: 300 }, (_, i) => ({ id: `r${i}`, when: { var: `v${i}` }, then: { value: i } })),
      },
    ],
  ])('many heavy %s are one issue', (_what, parts) => {
    const policy = policyOf(parts);
    policy.decide(question); // what compiles the first time
    const begun = performance.now();
    const answer = policy.decide(question);
    const ms = performance.now() - begun;
    expect(answer.ok ? [] : answer.issues.map(({ code, params }) => [code, params['limit']])).toEqual([
      ['fuelExhausted', LIMITS.questionFuel],
    ]);
    expect(ms).toBeLessThan(1_000);
  });

  it('tells what a question took, the same every time', () => {
    const policy = policyOf({ rules: rules({ '>': [{ var: 'n' }, 3] }) });
    const took = () => {
      const tank = questionTank();
      expect(policy.decide(question, tank).ok).toBe(true);
      return LIMITS.questionFuel - tank.left;
    };
    expect([took(), took()]).toEqual([2, 2]);
    const short = { left: 1 };
    const answer = policy.decide(question, short);
    expect(answer.ok ? [] : answer.issues.map(({ code }) => code)).toEqual(['fuelExhausted']);
  });

  it('names that a rule works out lead round in no circle', () => {
    const missing = (name: string): JsonValue => ({ missing: { merge: [{ cat: [name.slice(0, 1), name.slice(1)] }] } });
    const policy = policyOf({
      let: { first: missing('second'), second: missing('first') },
      rules: rules({ var: 'first' }),
    });
    const answer = policy.decide(question);
    expect(answer.ok ? [] : answer.issues.map(({ code }) => code)).toEqual(['circularLet']);
  });
});

const demo = JSON.parse(
  readFileSync(new URL('./explain/testing/demo-packs.json', import.meta.url), 'utf8'),
) as PackSource[];
const real = loadRules(fileURLToPath(new URL('../../../rules', import.meta.url)));
if (!real.ok) throw new Error(JSON.stringify(real.issues));

/** Values that something somewhere does not expect. */
const STRANGE: readonly JsonValue[] = [
  null,
  true,
  0,
  -1,
  1e308,
  0.1,
  '',
  'x',
  '2026-02-30',
  '/',
  '..',
  '\u202e',
  'constructor',
  '$at',
  [],
  {},
  [[]],
  { var: '' },
  { var: 'constructor' },
  { param: 'none' },
  { if: [] },
  { missing: { merge: [{ var: 'n' }] } },
  { reduce: [thirty, { merge: [{ var: 'accumulator' }, { var: 'accumulator' }] }, [1]] },
  { not: { not: '-' } },
  'a'.repeat(5_000),
  thirty,
];

/** mulberry32 */
function seeded(start: number): (below: number) => number {
  let state = start >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A file with one to three places spoilt: replaced, left out, doubled, wrapped, or exchanged with another part. */
function spoil(json: JsonValue, choose: (below: number) => number): JsonValue {
  const copy = structuredClone(json);
  // Half of the time the shape is kept, so that more of them get past validation.
  const isGentle = choose(2) === 0;
  for (let left = 1 + choose(3); left > 0; left -= 1) {
    const places: [Record<string, JsonValue> | JsonValue[], string | number][] = [];
    const visit = (value: JsonValue): void => {
      if (value === null || typeof value !== 'object') return;
      for (const [key, child] of Object.entries(value)) {
        places.push([value as Record<string, JsonValue>, Array.isArray(value) ? Number(key) : key]);
        visit(child);
      }
    };
    visit(copy);
    const place = places[choose(Math.max(1, places.length))];
    if (!place) return copy;
    const [parent, key] = place as [Record<string, JsonValue>, string];
    const other = places[choose(places.length)] as typeof place;
    if (isGentle) {
      const alike = places
        .map(([from, at]) => (from as Record<string, JsonValue>)[at as string] as JsonValue)
        .filter((value) => typeof value === typeof parent[key] && Array.isArray(value) === Array.isArray(parent[key]));
      if (choose(3) > 0) parent[key] = structuredClone(alike[choose(alike.length)] as JsonValue);
      else if (Array.isArray(parent) && parent.length > 1) parent.splice(choose(parent.length), 1);
      continue;
    }
    switch (choose(7)) {
      case 0:
        if (Array.isArray(parent)) parent.splice(Number(key), 1);
        else delete parent[key];
        break;
      case 1:
        parent[key] = [parent[key] as JsonValue, structuredClone(parent[key]) as JsonValue];
        break;
      case 2:
        parent[key] = structuredClone((other[0] as Record<string, JsonValue>)[other[1] as string]) as JsonValue;
        break;
      case 3:
        parent[key] = { '!': [parent[key] as JsonValue] };
        break;
      case 4:
        if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)] as JsonValue));
        else parent[`${key}x`] = parent[key] as JsonValue;
        break;
      default:
        parent[key] = structuredClone(STRANGE[choose(STRANGE.length)] as JsonValue);
    }
  }
  return copy;
}

test('packs spoilt at random give issues or answers, and never more', () => {
  const tally = { refused: 0, valid: 0, answered: 0 };
  let slowest = 0;
  for (let i = 0; i < runs; i += 1) {
    const choose = seeded(seed + i);
    // One time in ten a real pack with those above it, else the demo packs, which are small.
    const all = choose(10) === 0 ? realPack(choose) : demo;
    const pack = choose(all.length);
    const { files } = all[pack] as PackSource;
    const file = choose(files.length);
    const spoilt = all.map((source, at) =>
      at !== pack
        ? source
        : { ...source, files: files.map((one, k) => (k === file ? { ...one, json: spoil(one.json, choose) } : one)) },
    );
    const begun = performance.now();
    try {
      const { refused, answered } = askEverything(spoilt, files[file]?.json);
      if (refused.length > 0) tally.refused += 1;
      else tally.valid += 1;
      tally.answered += answered;
    } catch (thrown) {
      console.log(`hostile packs: case ${seed + i}, ${all[pack]?.folder}/${files[file]?.path}`);
      throw thrown;
    }
    const ms = performance.now() - begun;
    slowest = Math.max(slowest, ms);
    if (ms > SOON_MS) expect.fail(`case ${seed + i} took ${ms} ms: ${all[pack]?.folder}/${files[file]?.path}`);
  }
  console.log('hostile packs:', { ...tally, slowestMs: Math.round(slowest) });
  expect(tally.refused).toBeGreaterThan(runs / 5);
  expect(tally.valid).toBeGreaterThan(runs / 10);
}, 3_600_000);

/** Some small pack of the repository, without the examples of others, and what it extends. */
function realPack(choose: (below: number) => number): readonly PackSource[] {
  const sources = real.ok ? real.value.filter(({ files }) => files.length < 40) : [];
  const manifest = (source: PackSource) =>
    source.files.find(({ path }) => path === 'pack.json')?.json as { id: string; extends?: string };
  const all = real.ok ? real.value : [];
  const chosen: PackSource[] = [];
  for (
    let next: PackSource | undefined = sources[choose(sources.length)];
    next !== undefined && chosen.length < 3;
    next = all.find((one) => manifest(one).id === manifest(next as PackSource).extends)
  )
    chosen.push(next);
  return chosen;
}
