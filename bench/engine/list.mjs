import { loadModule, lowerRules } from './modules.mjs';
import { door, loadPeers } from './peers.mjs';
import { peerEntries } from './rule.mjs';
import { LIST_RULE, LIST_TYPES, listByHand, listRecords } from './rule-work.mjs';

const MODULE = 'cebao module';
const CLOSURES = 'cebao closures on slots';

export async function* works() {
  const peers = await loadPeers();
  const records = listRecords(256);
  const [typed] = (await loadModule(await lowerRules([LIST_RULE], LIST_TYPES))).rules;
  const [untyped] = (await loadModule(await lowerRules([LIST_RULE]))).rules;
  const { compileSlots, dataScope, fillSlots } = await door('engine');
  const [{ ir }] = await lowerRules([LIST_RULE], LIST_TYPES);
  const closures = compileSlots(ir);
  const filled = records.map((record) => fillSlots(ir.slots, dataScope(record)));
  yield {
    name: 'some, filter, map and reduce over 50 items',
    records,
    entries: [
      { name: 'hand-written', kind: 'hand', run: listByHand },
      { name: MODULE, kind: 'own', run: typed, note: 'types declared, facts validated before' },
      { name: 'cebao module, types unknown', kind: 'own', run: untyped, note: 'every value looked at' },
      { name: CLOSURES, kind: 'own', run: (_, i) => closures.run(filled[i]), note: 'slots ready, as in a form' },
      ...peerEntries(peers, LIST_RULE, { cel: false }),
    ],
    targets: [
      { of: MODULE, against: 'hand-written', most: 3 },
      { of: MODULE, against: 'fastest peer', least: 3 },
      { of: CLOSURES, against: 'json-logic-js', least: 20 },
    ],
  };
}
