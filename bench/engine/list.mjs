import { loadModule, lowerRules } from './modules.mjs';
import { loadPeers } from './peers.mjs';
import { peerEntries } from './rule.mjs';
import { LIST_RULE, LIST_TYPES, listByHand, listRecords } from './rule-work.mjs';

const MODULE = 'cebao module';

export async function* works() {
  const peers = await loadPeers();
  const records = listRecords(256);
  const [typed] = (await loadModule(await lowerRules([LIST_RULE], LIST_TYPES))).rules;
  const [untyped] = (await loadModule(await lowerRules([LIST_RULE]))).rules;
  yield {
    name: 'some, filter, map and reduce over 50 items',
    records,
    entries: [
      { name: 'hand-written', kind: 'hand', run: listByHand },
      { name: MODULE, kind: 'own', run: typed, note: 'types declared, facts validated before' },
      { name: 'cebao module, types unknown', kind: 'own', run: untyped, note: 'every value looked at' },
      ...peerEntries(peers, LIST_RULE, { cel: false }),
    ],
    targets: [
      { of: MODULE, against: 'hand-written', most: 3 },
      { of: MODULE, against: 'fastest peer', least: 3 },
    ],
  };
}
