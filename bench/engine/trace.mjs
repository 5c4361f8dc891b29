import { lowerRules } from './modules.mjs';
import { door, loadPeers } from './peers.mjs';
import { createRandom } from './random.mjs';
import { MIDDLE_RULE, MIDDLE_TYPES, middleByHand, middleRecord } from './rule-work.mjs';

const OFF = 'cebao closures, trace off';
const ON = 'cebao closures, full trace';

/** The middle rule with the value of every node kept; written out, a trace costs what its reader asks for. */
export async function* works() {
  const random = createRandom(22);
  const records = Array.from({ length: 1024 }, () => middleRecord(random));
  const [{ ir }] = await lowerRules([MIDDLE_RULE], MIDDLE_TYPES);
  const { compileSlots } = await door('engine', 'closures/compile-slots.js');
  const { fillSlots } = await door('engine', 'ir/slots.js');
  const { dataScope } = await door('engine');
  const off = compileSlots(ir);
  const on = compileSlots(ir);
  const filled = records.map((record) => fillSlots(ir.slots, dataScope(record)));
  const { zen } = await loadPeers();
  yield {
    name: 'the middle rule with its full trace',
    records,
    entries: [
      { name: 'hand-written', kind: 'hand', run: middleByHand },
      { name: OFF, kind: 'own', run: (_, i) => off.run(filled[i]) },
      { name: ON, kind: 'own', run: (_, i) => on.runKept(filled[i]) },
      {
        name: 'cebao closures, full trace written out',
        kind: 'own',
        run: (_, i) => {
          const answer = on.runKept(filled[i]);
          return on.trace(filled[i]) === undefined ? undefined : answer;
        },
      },
      ...(zen ? await zenEntries(zen) : []),
    ],
    targets: [{ of: ON, against: OFF, most: 1.6 }],
  };
}

async function zenEntries(zen) {
  const expression = `age < 18 or resident != true ? 'none'
    : household.kind in ['poor', 'extreme', 'edge'] and household.income <= 12000 and not applicant.barred ? 'full'
    : (age >= 60 and household.income / household.size < 9000) or applicant.disability == 'first' ? 'part'
    : score.village + score.town > 120 and place in ['dalad', 'ejin'] ? 'review'
    : household.size * 8000 >= household.income - 1000 ? 'low' : 'other'`;
  const content = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
      {
        id: 'rule',
        type: 'expressionNode',
        name: 'rule',
        position: { x: 0, y: 0 },
        content: { expressions: [{ id: 'e', key: 'answer', value: expression }] },
      },
      { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rule', type: 'edge' },
      { id: 'b', sourceId: 'rule', targetId: 'out', type: 'edge' },
    ],
  };
  const decision = new zen.ZenEngine().createDecision(new zen.ZenDecisionContent(Buffer.from(JSON.stringify(content))));
  const entry = (name, options) => ({
    name,
    kind: 'peer',
    async: true,
    share: 256,
    run: (r) => decision.evaluate(r, options),
    read: ({ result }) => result.answer,
  });
  return [entry('@gorules/zen-engine 2.0.2, trace off'), entry('@gorules/zen-engine 2.0.2, trace on', { trace: true })];
}
