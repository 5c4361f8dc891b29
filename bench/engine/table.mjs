import { celOf } from './other-rules.mjs';
import { door, loadPeers } from './peers.mjs';
import { createRandom } from './random.mjs';

const OWN = 'cebao table index';
const BY_HAND = 'hand-written, indexed by hand';
/** How many times the time of code indexed by hand, at most. */
const MOST = { 20: 2.6, 200: 2.3, 2000: 1.6 };
const LEVELS = ['none', 'assistant', 'intermediate', 'senior'];
const KINDS = ['old', 'child', 'disabled', 'veteran', 'single', 'student'];

/**
 * A first-hit table of five columns: three texts (place, level, kind) and two ranges (age, income), one cell in seven
 * empty. The last row takes whatever is left.
 */
export function randomTable(random, count) {
  const places = Array.from({ length: Math.max(4, Math.min(100, count / 20)) }, (_, i) => `place-${i}`);
  const cell = (make) => (random.chance(0.12) ? null : make());
  const rows = Array.from({ length: count - 1 }, (_, index) => {
    const age = random.whole(0, 80);
    const income = random.whole(0, 60) * 100;
    return {
      place: cell(() => random.pick(places)),
      level: cell(() => random.pick(LEVELS)),
      kind: cell(() => random.pick(KINDS)),
      age: cell(() => [age, age + random.whole(3, 12)]),
      income: cell(() => [income, income + random.whole(1, 8) * 100]),
      answer: index,
    };
  });
  rows.push({ place: null, level: null, kind: null, age: null, income: null, answer: count - 1 });
  // Half of the records are made after a row, so that hits lie all over the table; most of the others fall to the last.
  const records = Array.from({ length: 1024 }, () => {
    const row = random.chance(0.5) ? rows[count - 1] : random.pick(rows);
    return {
      place: row.place ?? random.pick(places),
      level: row.level ?? random.pick(LEVELS),
      kind: row.kind ?? random.pick(KINDS),
      age: row.age === null ? random.whole(0, 99) : random.whole(row.age[0], row.age[1] - 1),
      income: row.income === null ? random.whole(0, 9_000) : random.whole(row.income[0], row.income[1] - 1),
    };
  });
  return { rows, records, places };
}

export async function* works() {
  await lookUpOtherTables();
  for (const count of [20, 200, 2_000]) yield await tableWork(count);
  yield await foldedWork(2_000);
}

/** As with rules: an index that has seen one table only would look quicker than it is. */
async function lookUpOtherTables() {
  const { indexTable, parseTable } = await door('engine');
  for (let seed = 0; seed < 24; seed += 1) {
    const { rows, records } = randomTable(createRandom(seed), 10 + seed * 20);
    const renamed = (name) => `${name}${seed}`;
    const source = tableOf(rows);
    const parsed = parseTable({ ...source, columns: source.columns.map(({ name }) => ({ name: renamed(name) })) });
    const index = indexTable(parsed.value);
    for (const record of records)
      index.firstIn(Object.fromEntries(Object.entries(record).map(([name, value]) => [renamed(name), value])));
  }
}

/** The same table when the place is known: its rows and its column drop out before any question comes. */
async function foldedWork(count) {
  const { rows, records, places } = randomTable(createRandom(count), count);
  const [place] = places;
  const left = rows.filter((row) => row.place === null || row.place === place);
  const asked = records.map((record) => ({ ...record, place }));
  const { foldTable, indexTable, parseTable } = await door('engine');
  const parsed = parseTable(tableOf(rows));
  const folded = foldTable(parsed.value, { values: new Map([['place', place]]) });
  const index = indexTable(folded.value);
  const { jsonLogic } = await loadPeers();
  const byHandWhole = byHandIndexed(rows);
  const wholeTable = indexTable(parsed.value);
  const whole = chainOf(rows);
  const chain = chainOf(left);
  const WHOLE_BY_HAND = 'hand-written, whole table';
  const OWN_FOLDED = 'cebao table index, folded';
  return {
    name: `the table of ${count} rows folded for one place: ${left.length} rows × 4 columns, first hit`,
    records: asked,
    entries: [
      { name: BY_HAND, kind: 'hand', run: byHandIndexed(left) },
      { name: WHOLE_BY_HAND, kind: 'other', run: byHandWhole },
      { name: OWN_FOLDED, kind: 'own', run: (r) => index.rows[index.firstIn(r)].position },
      { name: 'cebao table index, whole', kind: 'own', run: (r) => wholeTable.rows[wholeTable.firstIn(r)].position },
      { name: 'json-logic-js', kind: 'peer', share: 128, run: (r) => jsonLogic.apply(whole, r) },
      { name: 'json-logic-js, folded by hand', kind: 'peer', share: 128, run: (r) => jsonLogic.apply(chain, r) },
    ],
    targets: [
      // Of a quiet machine, on which the whole table of 2 000 rows indexed by hand takes about 150 ns.
      { of: OWN_FOLDED, nanoseconds: 100 },
      { of: OWN_FOLDED, against: 'json-logic-js', least: 3_500 },
    ],
  };
}

async function tableWork(count) {
  const table = randomTable(createRandom(count), count);
  const { rows, records } = table;
  const peers = await loadPeers();
  const { indexTable, parseTable } = await door('engine');
  const parsed = parseTable(tableOf(rows));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const index = indexTable(parsed.value);
  const chainEntry = count <= 20 ? [await ownChain(rows)] : [];
  const entries = [
    ...chainEntry,
    { name: OWN, kind: 'own', run: (r) => index.rows[index.firstIn(r)].position },
    { name: BY_HAND, kind: 'hand', run: byHandIndexed(rows) },
    { name: 'hand-written, row by row', kind: 'other', run: byHandLinear(rows) },
    ...(await peerEntries(peers, rows, count)),
  ];
  return {
    name: `decision table of ${count} rows × 5 columns, first hit`,
    records,
    entries,
    targets: [
      { of: OWN, against: BY_HAND, most: MOST[count] },
      ...(count === 2_000 ? [{ of: OWN, against: 'fastest peer', least: 90 }] : []),
    ],
  };
}

/** The table found inside an `if` of the rule, over slots that are filled from the record. */
async function ownChain(rows) {
  const { compileSlots } = await door('engine', 'closures/compile-slots.js');
  const { parseExpression } = await door('engine');
  const { lowerExpression } = await door('engine', 'ir/lower.js');
  const parsed = parseExpression(chainOf(rows));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const program = compileSlots(lowerExpression(parsed.value));
  const paths = program.ir.slots.sources.map(({ path }) => path);
  const slots = new Array(paths.length).fill(null);
  return {
    name: 'cebao, table found inside an if',
    kind: 'own',
    run: (r) => {
      for (let i = 0; i < paths.length; i += 1) slots[i] = r[paths[i]];
      return program.run(slots);
    },
  };
}

function byHandLinear(rows) {
  return (r) => {
    for (const row of rows) {
      if (
        (row.place === null || row.place === r.place) &&
        (row.level === null || row.level === r.level) &&
        (row.kind === null || row.kind === r.kind) &&
        (row.age === null || (r.age >= row.age[0] && r.age < row.age[1])) &&
        (row.income === null || (r.income >= row.income[0] && r.income < row.income[1]))
      )
        return row.answer;
    }
    return null;
  };
}

/** What a programmer would write by hand for speed: rows by place, level and kind, the ranges looked at in turn. */
function byHandIndexed(rows) {
  const byPlace = new Map();
  const places = new Set(rows.map(({ place }) => place).filter((place) => place !== null));
  const bucketsOf = (place) => {
    const byLevel = new Map();
    for (const level of LEVELS) {
      const byKind = new Map();
      for (const kind of KINDS) {
        const left = rows.filter(
          (row) =>
            (row.place === null || row.place === place) &&
            (row.level === null || row.level === level) &&
            (row.kind === null || row.kind === kind),
        );
        byKind.set(
          kind,
          left.map((row) => ({
            age0: row.age?.[0] ?? Number.NEGATIVE_INFINITY,
            age1: row.age?.[1] ?? Number.POSITIVE_INFINITY,
            income0: row.income?.[0] ?? Number.NEGATIVE_INFINITY,
            income1: row.income?.[1] ?? Number.POSITIVE_INFINITY,
            answer: row.answer,
          })),
        );
      }
      byLevel.set(level, byKind);
    }
    return byLevel;
  };
  for (const place of places) byPlace.set(place, bucketsOf(place));
  const elsewhere = bucketsOf(undefined);
  return (r) => {
    const bucket = (byPlace.get(r.place) ?? elsewhere).get(r.level).get(r.kind);
    for (let i = 0; i < bucket.length; i += 1) {
      const row = bucket[i];
      if (r.age >= row.age0 && r.age < row.age1 && r.income >= row.income0 && r.income < row.income1) return row.answer;
    }
    return null;
  };
}

/** The table as it is written in a pack. */
export function tableOf(rows) {
  const range = (pair) => (pair === null ? '-' : { '>=': pair[0], '<': pair[1] });
  return {
    hit: 'first',
    columns: ['place', 'level', 'kind', 'age', 'income'].map((name) => ({ name })),
    rows: rows.map(({ place, level, kind, age, income, answer }) => ({
      id: `r${answer}`,
      when: [place ?? '-', level ?? '-', kind ?? '-', range(age), range(income)],
    })),
  };
}

/** The condition of a row as JsonLogic. */
export function conditionOf(row) {
  const parts = [];
  for (const name of ['place', 'level', 'kind'])
    if (row[name] !== null) parts.push({ '==': [{ var: name }, row[name]] });
  for (const name of ['age', 'income'])
    if (row[name] !== null) parts.push({ '>=': [{ var: name }, row[name][0]] }, { '<': [{ var: name }, row[name][1]] });
  return parts.length === 0 ? true : parts.length === 1 ? parts[0] : { and: parts };
}

/** The whole table as one `if`. */
export function chainOf(rows) {
  return {
    if: rows.flatMap((row, index) => (index === rows.length - 1 ? [row.answer] : [conditionOf(row), row.answer])),
  };
}

async function peerEntries({ jsonLogic, LogicEngine, cel, jsonRules, zen }, rows, count) {
  const chain = chainOf(rows);
  const slow = count > 200 ? { share: 128 } : {};
  const entries = [
    { name: 'json-logic-js', kind: 'peer', run: (r) => jsonLogic.apply(chain, r), ...slow },
    { name: 'json-logic-engine run', kind: 'peer', ...slow, run: runOf(new LogicEngine(), chain) },
  ];
  const whole = new LogicEngine().build(chain);
  entries.push({ name: 'json-logic-engine build', kind: 'peer', run: (r) => whole(r) });
  const engine = new LogicEngine();
  const built = rows.map((row) => ({ holds: engine.build(conditionOf(row)), answer: row.answer }));
  entries.push({
    name: 'json-logic-engine build, by row',
    kind: 'peer',
    run: (r) => {
      for (const { holds, answer } of built) if (typeof holds === 'function' ? holds(r) : holds) return answer;
      return null;
    },
  });
  const conditions = rows.map((row) => ({ holds: cel.parse(celOf(conditionOf(row))), answer: row.answer }));
  entries.push({
    name: '@marcbachmann/cel-js, by row',
    kind: 'peer',
    ...slow,
    run: (r) => {
      for (const { holds, answer } of conditions) if (holds(r)) return answer;
      return null;
    },
  });
  if (zen) entries.push(await zenEntry(zen, rows));
  if (count <= 200) entries.push(jsonRulesEntry(jsonRules, rows));
  return entries;
}

function runOf(engine, chain) {
  return (r) => engine.run(chain, r);
}

async function zenEntry(zen, rows) {
  const fields = ['place', 'level', 'kind', 'age', 'income'];
  const cellOf = (value) => {
    if (value === null) return '';
    return Array.isArray(value) ? `[${value[0]}..${value[1]})` : JSON.stringify(value);
  };
  const content = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } },
      {
        id: 'table',
        type: 'decisionTableNode',
        name: 'table',
        position: { x: 0, y: 0 },
        content: {
          hitPolicy: 'first',
          inputs: fields.map((field) => ({ id: field, name: field, field })),
          outputs: [{ id: 'answer', name: 'answer', field: 'answer' }],
          rules: rows.map((row, index) => ({
            _id: `r${index}`,
            ...Object.fromEntries(fields.map((field) => [field, cellOf(row[field])])),
            answer: String(row.answer),
          })),
        },
      },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  };
  const engine = new zen.ZenEngine();
  // Compiled content: a plain object would be read anew in every evaluation.
  const decision = engine.createDecision(new zen.ZenDecisionContent(Buffer.from(JSON.stringify(content))));
  return {
    name: '@gorules/zen-engine 2.0.2',
    kind: 'peer',
    async: true,
    share: 256,
    run: (r) => decision.evaluate(r),
    read: ({ result }) => result.answer,
  };
}

function jsonRulesEntry(jsonRules, rows) {
  const { Engine } = jsonRules;
  const engine = new Engine([], { allowUndefinedFacts: true });
  rows.forEach((row, index) => {
    const all = [];
    for (const name of ['place', 'level', 'kind'])
      if (row[name] !== null) all.push({ fact: name, operator: 'equal', value: row[name] });
    for (const name of ['age', 'income'])
      if (row[name] !== null)
        all.push(
          { fact: name, operator: 'greaterThanInclusive', value: row[name][0] },
          { fact: name, operator: 'lessThan', value: row[name][1] },
        );
    engine.addRule({
      conditions: { all },
      event: { type: 'hit', params: { answer: row.answer } },
      priority: rows.length - index,
    });
  });
  return {
    name: 'json-rules-engine',
    kind: 'peer',
    async: true,
    share: 16,
    run: (r) => engine.run(r),
    read: ({ events }) => Math.min(...events.map(({ params }) => params.answer)),
    note: 'all rows judged; stopping at the first mixes up requests',
  };
}
