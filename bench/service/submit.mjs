// A form opened and submitted as a case through the whole service: validated, decided, chained, projected, answered with
// 201 when it is durable. The same server with one commit in a transaction, with group commit, and with a store that
// writes nothing; every commit takes a millisecond longer, as on a disk that needs one.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerCpu, load, serverProcess } from './load.mjs';
import { openOffice, serveOffice } from './office.mjs';
import { built, median, ROUNDS, rounded, store as storeParts, temporary } from './parts.mjs';

const DELAY = Number(process.env.CEBAO_BENCH_DELAY ?? 1);
const SECONDS = Number(process.env.CEBAO_BENCH_SUBMIT_SECONDS ?? 3);
const MODES = ['group', 'single', 'none'];

export async function measure() {
  const folder = temporary();
  const servers = {};
  const own = fileURLToPath(import.meta.url);
  try {
    for (const mode of MODES) servers[mode] = await serverProcess(own, [mode, join(folder, `${mode}.db`)]);
    const rates = Object.fromEntries(MODES.map((mode) => [mode, []]));
    const cpu = Object.fromEntries(MODES.map((mode) => [mode, []]));
    const p99 = Object.fromEntries(MODES.map((mode) => [mode, []]));
    for (let round = -1; round < ROUNDS; round += 1)
      for (const mode of MODES) {
        const { address, cookie, request } = servers[mode];
        const result = await load({
          address,
          path: '/api/v1/cases',
          body: JSON.stringify(request),
          connections: 64,
          seconds: SECONDS,
          headers: { cookie },
        });
        if (result.wrong > 0) throw new Error(`${mode}: ${result.wrong} of ${result.answers} refused`);
        const used = await servers[mode].cpu();
        if (round < 0) continue;
        rates[mode].push(result.perSecond);
        cpu[mode].push(used / result.answers);
        p99[mode].push(result.p99);
      }
    const together = await storeAlone(folder);
    const { flow, decisions } = servers.group;
    return [
      {
        name: 'durable submissions a second, group commit beside one commit in a transaction',
        ratio: rounded(median(rates.group.map((rate, i) => rate / rates.single[i]))),
        target: { least: 15 },
        measured: {
          flow,
          decisions,
          commitDelay_ms: DELAY,
          groupPerSecond: Math.round(median(rates.group)),
          singlePerSecond: Math.round(median(rates.single)),
          withoutStoragePerSecond: Math.round(median(rates.none)),
          groupP99_ms: rounded(median(p99.group)),
          singleP99_ms: rounded(median(p99.single)),
        },
      },
      {
        name: 'durable submission, processor time beside the same server without storage',
        ratio: rounded(median(cpu.group.map((used, i) => used / cpu.none[i]))),
        target: { most: 2.5 },
        measured: { group_us: Math.round(median(cpu.group)), withoutStorage_us: Math.round(median(cpu.none)) },
      },
      {
        name: 'the store alone: 64 writers, group commit beside one commit in a transaction',
        ratio: rounded(median(together.group.map((rate, i) => rate / together.single[i]))),
        target: { least: 15 },
        measured: {
          commitDelay_ms: DELAY,
          groupPerSecond: Math.round(median(together.group)),
          singlePerSecond: Math.round(median(together.single)),
        },
      },
    ];
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

/** What the store does with 64 writers, when nothing else is in the way. */
async function storeAlone(folder) {
  const { openStoreFile } = await storeParts();
  const open = async (name, inner) =>
    (await openStoreFile({ path: join(folder, `${name}.db`), cell: 'bench' }, { commitDelay: DELAY, ...inner })).value;
  const stores = { group: await open('alone-group', {}), single: await open('alone-single', { groupLimit: 1 }) };
  const rates = { group: [], single: [] };
  let streams = 0;
  const note = { type: 'noted', schema: 1, at: '2026-11-25T09:30:00+08:00', body: { filling: 'x'.repeat(180) } };
  for (let round = -1; round < ROUNDS; round += 1)
    for (const [name, store] of Object.entries(stores)) {
      const start = performance.now();
      const until = start + SECONDS * 500;
      let done = 0;
      await Promise.all(
        Array.from({ length: 64 }, async () => {
          while (performance.now() < until) {
            const kept = await store.commit({
              streams: [{ stream: `s${streams++}`, expectedVersion: 0, events: [note] }],
            });
            if (!kept.ok) throw new Error('not kept');
            done += 1;
          }
        }),
      );
      if (round >= 0) rates[name].push((done / (performance.now() - start)) * 1000);
    }
  for (const store of Object.values(stores)) await store.close();
  return rates;
}

/** A store that answers every commit of a case as done and keeps nothing of it. */
function withoutStorage(store) {
  return {
    ...store,
    async commit(commit) {
      if (commit.streams === undefined) return store.commit(commit);
      return {
        ok: true,
        value: { events: [], decisions: [], result: commit.idempotency?.result ?? null, replayed: false },
      };
    },
  };
}

/** Somebody, a flow and a filled form with which a case is opened and submitted. */
async function findSubmission({ address, users }, packs, store) {
  const { fillForm } = await built('packages/server/dist/demo/fill-form.js');
  const { createPrng } = await built('packages/server/dist/demo/prng.js');
  const { createPolicies } = await built('packages/server/dist/policies.js');
  const policies = createPolicies(packs, store);
  const found = [];
  for (const { person, cookie } of users) {
    const place = person.assignments[0]?.place ?? '';
    const policy = policies.newest(place);
    if (!policy.ok) continue;
    for (const flow of policy.value.flows) {
      const form = policy.value.findForm(flow.steps[0]?.form ?? '');
      if (form === undefined || found.some((one) => one.flow === flow.id)) continue;
      const filling = {
        recipes: {},
        lists: {},
        data: {},
        earlier: [],
        day: '2026-11-25',
        n: 1,
        names: {},
        parties: {},
        drawn: new Map(),
        prng: createPrng(1),
      };
      let data;
      try {
        data = fillForm(form, filling);
      } catch {
        continue;
      }
      const request = { flow: flow.id, place, data, submit: true };
      const answer = await fetch(`${address}/api/v1/cases`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie,
          'idempotency-key': `find-${person.id}-${flow.id}`.slice(0, 90),
        },
        body: JSON.stringify(request),
      });
      if (answer.status !== 201) continue;
      const { id } = await answer.json();
      const decisions = (await store.readDecisions(id)).length;
      found.push({ flow: flow.id, cookie, request, decisions });
    }
  }
  // The one that has most to decide.
  found.sort((a, b) => b.decisions - a.decisions);
  if (found[0] === undefined) throw new Error('nobody may submit anything');
  return found[0];
}

/** The server of one mode, in a process of its own. */
if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] !== undefined) {
  const [, , mode, path] = process.argv;
  const office = await openOffice(path, {
    records: 0,
    commitDelay: DELAY,
    ...(mode === 'single' ? { groupLimit: 1 } : {}),
  });
  const finding = await serveOffice(office, { people: 200 });
  const submission = await findSubmission(finding, office.packs, office.store);
  const served =
    mode === 'none' ? await serveOffice(office, { people: 1, over: withoutStorage(office.store) }) : finding;
  process.send({ address: served.address, ...submission });
  answerCpu(() => office.store.close());
}
