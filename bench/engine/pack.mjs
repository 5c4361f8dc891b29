import { loadModule, lowerRules } from './modules.mjs';
import { celOf } from './other-rules.mjs';
import { door, loadPeers } from './peers.mjs';
import { createRandom } from './random.mjs';

const COUNT = 200;
/** Milliseconds every engine runs before it is measured. */
const WARM = 3_000;
const MODULE = 'cebao module';
const PLACES = ['dalad', 'ejin', 'hanggin', 'uxin', 'otog', 'jungar'];
const LEVELS = ['none', 'assistant', 'intermediate', 'senior'];
const KINDS = ['old', 'child', 'disabled', 'veteran', 'student'];

/** Fifteen facts, and the thresholds that rules of one pack have in common. */
const NUMBERS = {
  age: [18, 35, 60, 70, 80],
  members: [1, 3, 5],
  income: [6_000, 12_000, 30_000],
  months: [6, 12, 36, 60],
  score: [60, 80, 90],
  area: [50, 90, 120],
  amount: [10_000, 50_000, 200_000],
  days: [7, 15, 30],
};
const TEXTS = { place: PLACES, level: LEVELS, kind: KINDS };
const FLAGS = ['frontline', 'resident', 'married', 'approved'];

export const PACK_TYPES = {
  ...Object.fromEntries(Object.keys(NUMBERS).map((name) => [name, 'number'])),
  ...Object.fromEntries(Object.keys(TEXTS).map((name) => [name, 'text'])),
  ...Object.fromEntries(FLAGS.map((name) => [name, 'boolean'])),
};

export function packRecords(count, seed = 15) {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({
    age: random.whole(0, 99),
    members: random.whole(1, 8),
    income: random.whole(0, 6_000_000) / 100,
    months: random.whole(0, 120),
    score: random.whole(0, 100),
    area: random.whole(20, 200),
    amount: random.whole(0, 400_000),
    days: random.whole(0, 60),
    place: random.pick(PLACES),
    level: random.pick(LEVELS),
    kind: random.pick(KINDS),
    frontline: random.chance(0.5),
    resident: random.chance(0.9),
    married: random.chance(0.6),
    approved: random.chance(0.8),
  }));
}

/** Rules of nine operators and three or four facts on average, as conditions of one pack are. */
export function packRules(count = COUNT, seed = 200) {
  const random = createRandom(seed);
  const names = Object.keys(NUMBERS);
  const condition = () => {
    const shape = random.whole(0, 9);
    if (shape < 4) {
      const name = random.pick(names);
      return { [random.pick(['<', '<=', '>', '>='])]: [{ var: name }, random.pick(NUMBERS[name])] };
    }
    if (shape < 6) {
      const name = random.pick(Object.keys(TEXTS));
      return { '==': [{ var: name }, random.pick(TEXTS[name])] };
    }
    if (shape === 6) {
      const name = random.pick(Object.keys(TEXTS));
      return { in: [{ var: name }, [random.pick(TEXTS[name]), random.pick(TEXTS[name]), random.pick(TEXTS[name])]] };
    }
    if (shape === 7) return { '>': [{ '*': [{ var: 'members' }, random.pick(NUMBERS.income)] }, { var: 'amount' }] };
    return { '==': [{ var: random.pick(FLAGS) }, random.chance(0.8)] };
  };
  const rule = () => {
    const shape = random.whole(0, 3);
    if (shape === 0) return { and: [condition(), condition(), { or: [condition(), condition()] }] };
    if (shape === 1) return { if: [condition(), 'full', { and: [condition(), condition()] }, 'part', 'none'] };
    if (shape === 2) return { or: [{ and: [condition(), condition()] }, { '!': [condition()] }, condition()] };
    return { if: [{ and: [condition(), condition(), condition()] }, random.whole(1, 9) * 100, 0] };
  };
  return Array.from({ length: count }, rule);
}

/** The module rule by rule stands where other works have hand-written code: nobody writes two hundred rules twice. */
export async function* works() {
  const rules = packRules();
  const records = packRecords(512);
  const { jsonLogic, LogicEngine, cel } = await loadPeers();
  const typed = await loadModule(await lowerRules(rules, PACK_TYPES));
  const untyped = await loadModule(await lowerRules(rules));
  const running = new LogicEngine();
  const building = new LogicEngine();
  const built = rules.map((rule) => building.build(rule));
  const parsed = rules.map((rule) => cel.parse(celOf(rule)));
  const each = (answer) => {
    const out = new Array(COUNT);
    return (record) => {
      for (let i = 0; i < COUNT; i += 1) out[i] = answer(i, record);
      return out;
    };
  };
  const all = (module) => {
    const out = new Array(COUNT).fill(null);
    return (record) => {
      if (module.all(record, undefined, out) > 0) throw new Error('handed over');
      return out;
    };
  };
  const work = {
    name: `a pack of ${COUNT} rules, all answered for one record`,
    records,
    entries: [
      { name: 'cebao module, rule by rule', kind: 'hand', run: each((i, record) => typed.rules[i](record)) },
      { name: MODULE, kind: 'own', run: all(typed), note: 'common parts computed once' },
      { name: 'cebao module, types unknown', kind: 'own', run: all(untyped), note: 'every value looked at' },
      ...(await closureEntries(rules, records, each)),
      { name: 'json-logic-js', kind: 'peer', run: each((i, record) => jsonLogic.apply(rules[i], record)) },
      { name: 'json-logic-engine build', kind: 'peer', run: each((i, record) => built[i](record)) },
      { name: 'json-logic-engine run', kind: 'peer', run: each((i, record) => running.run(rules[i], record)) },
      { name: '@marcbachmann/cel-js', kind: 'peer', run: each((i, record) => parsed[i](record)) },
    ],
    targets: [
      { of: MODULE, against: 'json-logic-js', least: 140 },
      { of: MODULE, against: 'fastest peer', least: 18 },
    ],
  };
  // Two hundred functions take their time to be optimised; measured before, the peers look ten times slower.
  for (const { run } of work.entries) {
    const end = performance.now() + WARM;
    for (let i = 0; performance.now() < end; i += 1) run(records[i & 511], i & 511);
  }
  yield work;
}

async function closureEntries(rules, records, each) {
  const { dataScope } = await door('engine');
  const { compileStep } = await door('engine', 'closures/compile-step.js');
  const { RunState } = await door('engine', 'run-state.js');
  const { fillSlots } = await door('engine', 'ir/slots.js');
  const lowered = await lowerRules(rules, PACK_TYPES);
  const table = lowered[0].ir.slots;
  const steps = lowered.map(({ ir }) => compileStep(ir.root, { table, lazy: false, keep: false }));
  const run = new RunState(Number.MAX_SAFE_INTEGER);
  const filled = new Map(records.map((record) => [record, fillSlots(table, dataScope(record))]));
  const slotsOf = records.map((record) => filled.get(record));
  return [
    {
      name: 'cebao closures on slots',
      kind: 'own',
      run: (() => {
        const answer = each((i, slots) => steps[i](slots, run));
        return (_, index) => answer(slotsOf[index]);
      })(),
      note: 'slots ready, as in a form',
    },
  ];
}
