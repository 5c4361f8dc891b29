import { door, loadPeers } from './peers.mjs';
import { createRandom } from './random.mjs';

const FIELDS = {
  age: (random) => random.whole(0, 99),
  members: (random) => random.whole(1, 9),
  income: (random) => random.whole(0, 500_000) / 100,
  months: (random) => random.whole(0, 120),
  score: (random) => random.whole(0, 100),
  place: (random) => random.pick(['dalad', 'ejin', 'hanggin', 'uxin', 'otog', 'jungar']),
  level: (random) => random.pick(['none', 'assistant', 'intermediate', 'senior']),
  kind: (random) => random.pick(['a', 'b', 'c', 'd', 'e']),
  frontline: (random) => random.chance(0.5),
  resident: (random) => random.chance(0.5),
};
const NUMBERS = ['age', 'members', 'income', 'months', 'score'];
const TEXTS = ['place', 'level', 'kind'];
/** What the facts of the other rules are declared to be. */
const TYPES = Object.fromEntries(
  Object.keys(FIELDS).map((name) => [
    name,
    { kind: NUMBERS.includes(name) ? 'number' : TEXTS.includes(name) ? 'text' : 'boolean', nullable: false },
  ]),
);

/** A record of ten fields, never the same twice in a row. */
export function randomRecord(random) {
  return Object.fromEntries(Object.entries(FIELDS).map(([name, make]) => [name, make(random)]));
}

/** A rule over those fields that every JsonLogic engine reads alike. */
export function randomRule(random, depth = 3) {
  if (depth === 0 || random.chance(0.15)) return randomCondition(random);
  const some = () => Array.from({ length: random.whole(2, 3) }, () => randomRule(random, depth - 1));
  const shape = random.whole(0, 3);
  if (shape === 0) return { and: some() };
  if (shape === 1) return { or: some() };
  if (shape === 2) return { '!': [randomRule(random, depth - 1)] };
  return { if: [randomRule(random, depth - 1), randomRule(random, depth - 1), randomRule(random, depth - 1)] };
}

function randomCondition(random) {
  const shape = random.whole(0, 3);
  if (shape === 0) {
    const name = random.pick(TEXTS);
    return { '==': [{ var: name }, FIELDS[name](random)] };
  }
  if (shape === 1) {
    const name = random.pick(TEXTS);
    return { in: [{ var: name }, [FIELDS[name](random), FIELDS[name](random)]] };
  }
  const name = random.pick(NUMBERS);
  if (shape === 2) return { [random.pick(['<', '<=', '>', '>='])]: [{ var: name }, FIELDS[name](random)] };
  return { '>': [{ '+': [{ var: name }, { var: random.pick(NUMBERS) }] }, FIELDS[name](random)] };
}

/**
 * Runs 120 other rules through every engine first. In a process that has seen one rule only, V8 inlines a whole tree of
 * closures and an engine looks up to seven times faster than it is in a product.
 */
export async function runOtherRules() {
  const random = createRandom(120);
  const { jsonLogic, LogicEngine, cel } = await loadPeers();
  const { compileExpression, compileSlots, dataScope, fillSlots, lowerExpression, parseExpression } =
    await door('engine');
  const running = new LogicEngine();
  const building = new LogicEngine();
  const records = Array.from({ length: 32 }, () => randomRecord(random));
  for (let i = 0; i < 120; i += 1) {
    const rule = randomRule(random);
    const parsed = parseExpression(rule);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    const program = compileExpression(parsed.value);
    const slots = compileSlots(lowerExpression(parsed.value, { vars: TYPES }));
    const kept = compileSlots(slots.ir);
    const built = building.build(rule);
    const celRule = cel.parse(celOf(rule));
    for (const [j, record] of records.entries()) {
      const expected = Boolean(jsonLogic.apply(rule, record));
      const answers = {
        run: running.run(rule, record),
        build: built(record),
        cebao: valueOf(program.run(dataScope(record))),
        slots: slots.run(fillSlots(slots.ir.slots, dataScope(record))),
        kept: kept.runKept(fillSlots(slots.ir.slots, dataScope(record))),
      };
      if (j < 4) answers.cel = celRule(record);
      for (const [name, answer] of Object.entries(answers))
        if (Boolean(answer) !== expected)
          throw new Error(`${name} answers another rule wrongly: ${JSON.stringify(rule)}`);
    }
  }
}

function valueOf(result) {
  if (!result.ok) throw new Error(JSON.stringify(result.issue));
  return result.value;
}

/** The same rule in CEL. */
export function celOf(rule) {
  if (rule === null || typeof rule !== 'object')
    return typeof rule === 'number' ? celNumber(rule) : JSON.stringify(rule);
  if (Array.isArray(rule)) return `[${rule.map(celOf).join(', ')}]`;
  const [name, args] = Object.entries(rule)[0];
  if (name === 'var') return args;
  const parts = args.map(celOf);
  if (name === 'and') return `(${parts.join(' && ')})`;
  if (name === 'or') return `(${parts.join(' || ')})`;
  if (name === '!') return `!(${parts[0]})`;
  if (name === 'if') {
    let text = parts.length % 2 === 1 ? parts.at(-1) : 'null';
    for (let i = parts.length - (parts.length % 2 === 1 ? 3 : 2); i >= 0; i -= 2)
      text = `(${parts[i]} ? ${parts[i + 1]} : ${text})`;
    return text;
  }
  return `(${parts.join(` ${name} `)})`;
}

/** Numbers of JavaScript are doubles in CEL. */
function celNumber(value) {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
