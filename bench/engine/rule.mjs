import { loadModule, lowerRules } from './modules.mjs';
import { celOf } from './other-rules.mjs';
import { door, loadPeers } from './peers.mjs';
import { MIDDLE_RULE, MIDDLE_TYPES, middleByHand, middleRecords } from './rule-work.mjs';

const MODULE = 'cebao module';
const CLOSURES = 'cebao closures on slots';

export async function* works() {
  const peers = await loadPeers();
  const records = middleRecords(1024);
  const [typed] = await Promise.all([lowerRules([MIDDLE_RULE], MIDDLE_TYPES)]);
  const untyped = await lowerRules([MIDDLE_RULE]);
  const [module, looking] = [await loadModule(typed), await loadModule(untyped)];
  const [rule] = module.rules;
  const [looks] = looking.rules;
  yield {
    name: 'middle rule of 22 operations, one record',
    records,
    entries: [
      { name: 'hand-written', kind: 'hand', run: middleByHand },
      { name: MODULE, kind: 'own', run: rule, note: 'types declared, facts validated before' },
      { name: 'cebao module, types unknown', kind: 'own', run: looks, note: 'every value looked at' },
      { name: 'cebao module, with its fuel', kind: 'own', run: (r) => module.run(0, r), read: ({ value }) => value },
      ...(await closureEntries(records)),
      ...peerEntries(peers, MIDDLE_RULE),
    ],
    targets: [
      { of: MODULE, against: 'hand-written', most: 1.3 },
      { of: MODULE, against: 'json-logic-js', least: 150 },
      { of: MODULE, against: 'fastest peer', least: 7 },
      { of: CLOSURES, against: 'json-logic-js', least: 20 },
    ],
  };
}

async function closureEntries(records) {
  const { compileExpression, dataScope, parseExpression } = await door('engine');
  const { compileStep } = await door('engine', 'closures/compile-step.js');
  const { RunState } = await door('engine', 'run-state.js');
  const { fillSlots } = await door('engine', 'ir/slots.js');
  const [{ ir }] = await lowerRules([MIDDLE_RULE], MIDDLE_TYPES);
  const step = compileStep(ir.root, { table: ir.slots, lazy: false, keep: false });
  const filled = records.map((record) => fillSlots(ir.slots, dataScope(record)));
  const run = new RunState(100_000);
  const program = compileExpression(parseExpression(MIDDLE_RULE).value);
  return [
    { name: CLOSURES, kind: 'own', run: (_, i) => step(filled[i], run), note: 'slots ready, as in a form' },
    {
      name: 'cebao closures, reading the record',
      kind: 'own',
      run: (r) => program.run(dataScope(r)),
      read: ({ value }) => value,
    },
  ];
}

/** The peers on one rule. */
export function peerEntries({ jsonLogic, LogicEngine, cel, zen }, rule, options = {}) {
  const running = new LogicEngine();
  const building = new LogicEngine();
  const built = building.build(rule);
  const entries = [
    { name: 'json-logic-js', kind: 'peer', run: (r) => jsonLogic.apply(rule, r) },
    { name: 'json-logic-engine build', kind: 'peer', run: (r) => built(r), note: 'code made from text' },
    { name: 'json-logic-engine run', kind: 'peer', run: (r) => running.run(rule, r) },
  ];
  if (options.cel !== false) {
    const parsed = cel.parse(celOf(rule));
    entries.push({ name: '@marcbachmann/cel-js', kind: 'peer', run: (r) => parsed(r) });
  }
  if (zen?.evaluateExpressionSync && options.zen !== undefined)
    entries.push({
      name: 'zen 2 expression',
      kind: 'peer',
      share: 64,
      run: (r) => zen.evaluateExpressionSync(options.zen, r),
    });
  return entries;
}
