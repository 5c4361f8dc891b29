/**
 * Times several engines on the same work. Every answer is compared with the hand-written one before anything is timed;
 * an engine with one wrong answer is left out and said so. Rounds are interleaved and their order rotates, so that load
 * on the machine falls on all of them; the median of the rounds counts, and ratios rather than nanoseconds.
 *
 * @typedef {object} Entry
 * @property {string} name  As it is shown, and as targets name it.
 * @property {'hand' | 'own' | 'peer'} kind
 * @property {(record: unknown, index: number) => unknown} run  One evaluation.
 * @property {boolean} [async]  Whether `run` answers a promise.
 * @property {(answer: unknown) => unknown} [read]  The answer as the hand-written one writes it.
 * @property {number} [share]  Compare only this many of the records (slow engines).
 * @property {string} [note]
 *
 * @typedef {object} Target
 * @property {string} of  Name of one of our entries.
 * @property {string} [against]  Name of an entry, or `fastest peer`.
 * @property {number} [most]  At most so many times the time of `against`.
 * @property {number} [least]  At least so many times as fast as `against`.
 * @property {number} [nanoseconds]  Or an absolute time; for orientation only.
 *
 * @typedef {object} Work
 * @property {string} name
 * @property {readonly unknown[]} records  A power of two of them.
 * @property {readonly Entry[]} entries
 * @property {readonly Target[]} targets
 * @property {number} [per]  Evaluations of the named work in one `run` (a run over 1 000 rows: 1000).
 */

const ROUNDS = Number(process.env.CEBAO_BENCH_ROUNDS ?? 9);
/** Milliseconds of one round of one engine. */
const ROUND = Number(process.env.CEBAO_BENCH_ROUND_MS ?? 25);

/** Kept, so that nothing is optimised away. */
export let sink = 0;

/** @param {Work} work */
export async function measure(work) {
  const { records } = work;
  if ((records.length & (records.length - 1)) !== 0) throw new Error(`${work.name}: a power of two of records`);
  const hand = work.entries.find(({ kind }) => kind === 'hand');
  if (!hand) throw new Error(`${work.name}: no hand-written entry`);
  const expected = [];
  for (let i = 0; i < records.length; i += 1) expected.push(JSON.stringify(await answerOf(hand, records[i], i)));
  const left = [];
  const runners = [];
  for (const entry of work.entries) {
    const fault = await firstFault(entry, records, expected);
    if (fault === undefined) runners.push({ entry, times: [], count: 1 });
    else left.push({ name: entry.name, kind: entry.kind, fault });
  }
  for (const runner of runners) await calibrate(runner, records);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let k = 0; k < runners.length; k += 1) {
      const runner = runners[(k + round) % runners.length];
      runner.times.push(await timeOf(runner, records));
    }
  }
  const rows = runners.map(({ entry, times }) => {
    const sorted = times.map((time) => time / (work.per ?? 1)).sort((a, b) => a - b);
    return {
      name: entry.name,
      kind: entry.kind,
      median: sorted[sorted.length >> 1],
      lowest: sorted[0],
      highest: sorted.at(-1),
      ...(entry.note ? { note: entry.note } : {}),
    };
  });
  return { work: work.name, records: records.length, rows, left, targets: work.targets.map((t) => judge(t, rows)) };
}

/**
 * Figures that are no comparison: sizes, and times of something done once.
 *
 * @param {{ name: string, figures: readonly { of: string, found: number, value: number, unit: string }[] }} work
 */
export function judgeFigures({ name, figures }) {
  return {
    work: name,
    rows: [],
    left: [],
    targets: figures.map((figure) => ({ ...figure, reached: figure.found <= figure.value * 1.1 })),
  };
}

/** @param {Entry} entry */
async function answerOf(entry, record, index) {
  const raw = entry.run(record, index);
  const answer = entry.async ? await raw : raw;
  return entry.read ? entry.read(answer) : (answer ?? null);
}

async function firstFault(entry, records, expected) {
  const count = Math.min(records.length, entry.share ?? records.length);
  for (let i = 0; i < count; i += 1) {
    let answer;
    try {
      answer = JSON.stringify(await answerOf(entry, records[i], i));
    } catch (thrown) {
      return `record ${i}: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    }
    if (answer !== expected[i]) return `record ${i}: ${answer} instead of ${expected[i]}`;
  }
  return undefined;
}

async function calibrate(runner, records) {
  for (let spent = 0, count = 1; ; count *= 2) {
    runner.count = count;
    const time = (await timeOf(runner, records)) * count;
    spent += time;
    // Warm for three rounds' time, then size the rounds.
    if (time >= (ROUND * 1e6) / 4 && spent >= ROUND * 3e6) {
      runner.count = Math.max(1, Math.round((ROUND * 1e6 * count) / time));
      return;
    }
  }
}

/** Nanoseconds of one evaluation, over one round. */
async function timeOf({ entry, count }, records) {
  const mask = records.length - 1;
  const { run } = entry;
  const start = process.hrtime.bigint();
  if (entry.async) for (let i = 0; i < count; i += 1) sink += (await run(records[i & mask], i & mask)) === null ? 1 : 0;
  else sink += loop(run, records, mask, count);
  return Number(process.hrtime.bigint() - start) / count;
}

function loop(run, records, mask, count) {
  let nulls = 0;
  for (let i = 0; i < count; i += 1) if (run(records[i & mask], i & mask) === null) nulls += 1;
  return nulls;
}

function judge(target, rows) {
  const own = rows.find(({ name }) => name === target.of);
  const peers = rows.filter(({ kind }) => kind === 'peer').sort((a, b) => a.median - b.median);
  const other = target.against === 'fastest peer' ? peers[0] : rows.find(({ name }) => name === target.against);
  if (!own || (target.against !== undefined && !other)) return { ...target, reached: false, found: 'not measured' };
  if (target.nanoseconds !== undefined)
    return { ...target, found: own.median, reached: own.median <= target.nanoseconds * 1.1 };
  const slower = own.median / other.median;
  const found = target.most !== undefined ? slower : 1 / slower;
  // Within a tenth counts as reached.
  const reached = target.most !== undefined ? found <= target.most * 1.1 : found >= target.least * 0.9;
  return { ...target, ...(target.against === 'fastest peer' ? { peer: other.name } : {}), found, reached };
}
