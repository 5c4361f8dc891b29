import { door } from './peers.mjs';
import { createRandom } from './random.mjs';
import { randomTable, tableOf } from './table.mjs';

/** How long the exact analysis of a table takes, all of its gaps, overlaps and rows that can go, or how far it got. */
export async function* works() {
  const figures = [];
  for (const [count, most] of [
    [200, 100],
    [2_000, 5_000],
  ])
    figures.push(await analysed(count, most));
  yield { name: 'exact analysis of a table', figures };
}

async function analysed(count, value) {
  const { analyseDecision } = await door('pack', 'analyse/index.js');
  const times = [];
  let last;
  // The table changes as it does under a person's hands: the analysis is not the first of its kind.
  for (let seed = 0; seed < 3; seed += 1) {
    const { rows } = randomTable(createRandom(count + seed), count);
    const policy = await policyOf(rows);
    const start = performance.now();
    last = analyseDecision(policy, 'bench/table', '2026-01-01');
    times.push(performance.now() - start);
  }
  const found = times.sort((a, b) => a - b)[1];
  const part = last.complete ? 'all of it' : `not exhaustively analysed, ${last.steps} steps`;
  return { of: `${count} rows × 5 columns (${part}, ${last.findings.length} findings)`, found, value, unit: 'ms' };
}

async function policyOf(rows) {
  const { createRulebook, validatePacks } = await door('pack');
  const { hit, columns, rows: written } = tableOf(rows);
  const source = { source: 's', quote: '' };
  const text = (title) => ({ type: 'string', title, required: true });
  const number = (title) => ({ type: 'integer', title, required: true, min: 0 });
  const decision = {
    kind: 'decision',
    id: 'bench/table',
    asks: 'rule',
    title: 'table',
    question: 'which row?',
    basis: 'assumption',
    sources: [source],
    facts: {
      place: text('place'),
      level: text('level'),
      kind: text('kind'),
      age: number('age'),
      income: number('income'),
    },
    table: {
      hit,
      inputs: columns.map(({ name }) => ({ fact: name })),
      rows: written.map(({ id, when }) => ({ id, when, then: { value: id } })),
    },
  };
  const packs = validatePacks([
    {
      folder: 'bench',
      files: [
        { path: 'pack.json', json: { id: 'bench', format: 1, title: 'bench', region: 'nm' } },
        {
          path: 'sources.json',
          json: {
            sources: [
              {
                id: 's',
                kind: 'report',
                title: 's',
                evidencedFrom: { date: '2025-01-01', basis: 'assumption' },
                policy: null,
              },
            ],
          },
        },
        { path: 'decisions/table.json', json: decision },
      ],
    },
  ]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 3)));
  const policy = createRulebook(packs.value).policy('nm');
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}
