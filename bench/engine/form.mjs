import { lowerRules } from './modules.mjs';
import { randomRecord, randomRule } from './other-rules.mjs';
import { door, loadPeers } from './peers.mjs';
import { createRandom } from './random.mjs';

const RULES = 150;
const SET = 'cebao rule set, one field changed';

/**
 * A form of 30 fields with 150 rules on it, of which each reads a few: one field changes, as with a keystroke, and the
 * rules that depend on it are answered again. The others have to answer all rules.
 */
export async function* works() {
  const random = createRandom(150);
  const { jsonLogic, LogicEngine } = await loadPeers();
  const { compileSlots, createRuleSet } = await door('engine');
  const names = Object.keys(randomRecord(random));
  const groups = [0, 1, 2];
  const rules = Array.from({ length: RULES }, (_, i) => renamed(randomRule(random, 2), names, i % groups.length));
  const initial = Object.fromEntries(
    groups.flatMap((group) => Object.entries(randomRecord(random)).map(([name, value]) => [`${name}${group}`, value])),
  );
  // Each change puts another value in one field.
  const changes = Array.from({ length: 1024 }, () => {
    const name = random.pick(names);
    return { name: `${name}${random.pick(groups)}`, value: randomRecord(random)[name] };
  });
  const lowered = await lowerRules(rules);
  const set = createRuleSet(lowered.map(({ ir }) => ({ ir })));
  set.setAll(initial);
  const programs = lowered.map(({ ir }) => compileSlots(ir));
  const slots = programs[0].ir.slots.sources.map((source) => initial[source.path]);
  const slotOf = new Map(programs[0].ir.slots.sources.map((source, slot) => [source.path, slot]));
  const engine = new LogicEngine();
  const built = rules.map((rule) => engine.build(rule));
  const record = { jsonLogic: { ...initial }, built: { ...initial } };
  const count = (answers) => answers.reduce((sum, answer) => sum + (answer ? 1 : 0), 0);
  // The first change goes into the record as it was in the beginning, so that all see the same changes.
  const all =
    (key, answer) =>
    ({ name, value }, turn) => {
      if (turn === 0) Object.assign(record[key], initial);
      record[key][name] = value;
      return rules.map((rule, i) => answer(rule, record[key], i));
    };
  yield {
    name: `${RULES} rules in a form, one field changes`,
    records: changes,
    entries: [
      {
        // Nobody writes 150 rules by hand for this: the reference of the standard operators is what answers must equal.
        name: 'json-logic-js, all rules',
        kind: 'hand',
        run: all('jsonLogic', (rule, facts) => jsonLogic.apply(rule, facts)),
        read: count,
      },
      {
        name: SET,
        kind: 'own',
        run: ({ name, value }, turn) => {
          if (turn === 0) set.setAll(initial);
          set.set(name, value);
          return set.answers;
        },
        read: count,
      },
      {
        name: 'cebao closures on slots, all rules',
        kind: 'own',
        run: ({ name, value }, turn) => {
          if (turn === 0) for (const [field, slot] of slotOf) slots[slot] = initial[field];
          const slot = slotOf.get(name);
          if (slot !== undefined) slots[slot] = value;
          return programs.map((program) => program.run(slots));
        },
        read: count,
      },
      {
        name: 'json-logic-engine build, all rules',
        kind: 'peer',
        run: all('built', (_, facts, i) => built[i](facts)),
        read: count,
        note: 'code made from text',
      },
    ],
    targets: [
      { of: SET, nanoseconds: 10_000 },
      { of: SET, against: 'json-logic-js, all rules', least: 20 },
    ],
  };
}

/** A rule that reads the fields of one group. */
function renamed(rule, names, group) {
  return JSON.parse(
    JSON.stringify(rule, (key, value) => (key === 'var' && names.includes(value) ? `${value}${group}` : value)),
  );
}
