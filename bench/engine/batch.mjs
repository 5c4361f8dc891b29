import { loadColumns, loadModule, lowerRules } from './modules.mjs';
import { celOf } from './other-rules.mjs';
import { PACK_TYPES, packRecords, packRules } from './pack.mjs';
import { door, loadPeers } from './peers.mjs';
import { MIDDLE_RULE, MIDDLE_TYPES, middleByHand, middleRecords } from './rule-work.mjs';

const BLOCK = 4_096;
const BLOCKS = 256;
const ROWS = BLOCK * BLOCKS;
const BY_HAND = 'hand-written, record by record';
const OBJECTS = 'cebao module, record by record';
const COLUMNS = 'cebao module over columns';
const OUTCOMES = ['none', 'full', 'part', 'review', 'low', 'other'];

/** A million different records through the middle rule, block after block: how many got which answer. */
export async function* works() {
  const records = middleRecords(ROWS);
  const typed = await lowerRules([MIDDLE_RULE], MIDDLE_TYPES);
  const module = await loadModule(typed);
  const [rule] = module.rules;
  const columns = await loadColumns(typed);
  const { readColumns } = await door('engine', 'columns/index.js');
  const filled = readColumns(columns.layout, records);
  const { jsonLogic, LogicEngine, cel } = await loadPeers();
  const built = new LogicEngine().build(MIDDLE_RULE);
  const running = new LogicEngine();
  const parsed = cel.parse(celOf(MIDDLE_RULE));
  // The outcomes begin with different letters.
  const counts = new Int32Array(128);
  const counted = (fill) => (block) => {
    counts.fill(0);
    fill(block * BLOCK, (block + 1) * BLOCK);
    return OUTCOMES.map((outcome) => counts[outcome.charCodeAt(0)]);
  };
  const over = (answer) =>
    counted((from, to) => {
      for (let i = from; i < to; i += 1) counts[answer(records[i]).charCodeAt(0)] += 1;
    });
  const byColumns = counted((from, to) =>
    columns.run(filled, { from, to }, ({ answers, open }) => {
      if (open > 0) throw new Error('rows were left open');
      for (let i = 0; i < to - from; i += 1) counts[answers[i].charCodeAt(0)] += 1;
    }),
  );
  yield {
    name: '1 048 576 records through the middle rule, per record',
    records: Array.from({ length: BLOCKS }, (_, block) => block),
    per: BLOCK,
    entries: [
      { name: BY_HAND, kind: 'hand', run: over(middleByHand) },
      { name: OBJECTS, kind: 'own', run: over(rule) },
      {
        name: COLUMNS,
        kind: 'own',
        run: byColumns,
        note: `columns ready; ${growth(byColumns)} more memory after all rows`,
      },
      { name: 'json-logic-js', kind: 'peer', share: 16, run: over((r) => jsonLogic.apply(MIDDLE_RULE, r)) },
      { name: 'json-logic-engine build', kind: 'peer', run: over((r) => built(r)) },
      { name: 'json-logic-engine run', kind: 'peer', share: 16, run: over((r) => running.run(MIDDLE_RULE, r)) },
      { name: '@marcbachmann/cel-js', kind: 'peer', share: 16, run: over((r) => parsed(r)) },
    ],
    targets: [
      { of: COLUMNS, against: BY_HAND, most: 1 },
      { of: COLUMNS, against: 'json-logic-js', least: 30 },
    ],
  };
  yield await packBatch(jsonLogic);
}

/** Residents through a whole pack. */
async function packBatch(jsonLogic) {
  const rules = packRules();
  const records = packRecords(BLOCK * 4);
  const lowered = await lowerRules(rules, PACK_TYPES);
  const module = await loadModule(lowered);
  const columns = await loadColumns(lowered);
  const { readColumns } = await door('engine', 'columns/index.js');
  const filled = readColumns(columns.layout, records);
  const sum = (answers) => {
    let truths = 0;
    for (const answer of answers) if (answer) truths += 1;
    return truths;
  };
  const out = new Array(rules.length).fill(null);
  const size = 256;
  const blocks = Array.from({ length: records.length / size }, (_, block) => block * size);
  return {
    name: `records through a pack of ${rules.length} rules, per record`,
    records: blocks,
    per: size,
    entries: [
      {
        name: 'cebao module, rule by rule',
        kind: 'hand',
        run: (from) => {
          let truths = 0;
          for (let i = from; i < from + size; i += 1) truths += sum(module.rules.map((rule) => rule(records[i])));
          return truths;
        },
      },
      {
        name: OBJECTS,
        kind: 'own',
        run: (from) => {
          let truths = 0;
          for (let i = from; i < from + size; i += 1) {
            module.all(records[i], undefined, out);
            truths += sum(out);
          }
          return truths;
        },
      },
      {
        name: COLUMNS,
        kind: 'own',
        run: (from) => {
          let truths = 0;
          columns.run(filled, { from, to: from + size }, ({ answers, width, from: first, to }) => {
            for (let i = 0; i < (to - first) * width; i += 1) if (answers[i]) truths += 1;
          });
          return truths;
        },
        note: 'columns ready',
      },
      {
        name: 'json-logic-js',
        kind: 'peer',
        share: 8,
        run: (from) => {
          let truths = 0;
          for (let i = from; i < from + size; i += 1)
            truths += sum(rules.map((rule) => jsonLogic.apply(rule, records[i])));
          return truths;
        },
      },
    ],
    targets: [{ of: COLUMNS, against: 'json-logic-js', least: 140 }],
  };
}

/** How much memory is held more after all rows than before. */
function growth(run) {
  run(0);
  globalThis.gc?.();
  const before = process.memoryUsage();
  for (let block = 0; block < BLOCKS; block += 1) run(block);
  const after = process.memoryUsage();
  return `${Math.max(0, (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6).toFixed(1)} MB`;
}
