// npm run bench -- casework: the kernel on one core. The cases are those of the demo, so every flow with a scene is there
// with real forms: their commands are judged again, their events folded again. CEBAO_BENCH_EVENTS: how many events are
// folded (1 000 000); CEBAO_BENCH_STORED: how many are written to a store in a file and their projections made anew.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './bootstrap/root.mjs';

const EVENTS = Number(process.env.CEBAO_BENCH_EVENTS ?? 1_000_000);
const STORED = Number(process.env.CEBAO_BENCH_STORED ?? 20_000);
const COMMANDS = 20_000;
const DAY = '2026-11-25';

const built = (path) => import(pathToFileURL(join(ROOT, 'packages', path)).href);

export async function benchKernel() {
  const [pack, files, casework, scene, demo, store, rebuild, policies] = await Promise.all(
    [
      'pack/dist/index.js',
      'pack/dist/files.js',
      'casework/dist/index.js',
      'server/dist/demo/make-scene.js',
      'server/dist/demo/read-demo-files.js',
      'store/dist/libsql/index.js',
      'server/dist/rebuild-projections.js',
      'server/dist/policies.js',
    ].map(built),
  );
  const rules = join(ROOT, 'rules');
  const packs = pack.validatePacks(files.loadRules(rules).value).value;
  const rulebook = pack.createRulebook(packs);
  const scenes = demo.readDemoScenes(rules);
  if (!scenes.ok) throw new Error(JSON.stringify(scenes.issues.slice(0, 3)));
  const cases = scenes.value.flatMap((one, index) => {
    const made = scene.makeScene(one, rulebook, DAY, index === 0 ? '' : `scene-${index + 1}-`);
    if (!made.ok) throw new Error(JSON.stringify(made.issues.slice(0, 3)));
    return made.value.cases;
  });
  if (cases.length === 0) throw new Error('the demo has no cases');
  return {
    flows: new Set(cases.map(({ state }) => state.flow)).size,
    ...throughput(casework, cases),
    ...folding(casework, cases),
    ...longCase(casework, cases),
    ...(await rebuilding({ store, rebuild, policies, packs, pack }, cases)),
  };
}

/** The command behind an event, by the person who gave it. */
function commandOf(event, first) {
  const { type, step, data, attachments, paper, despite, contentHash, opinion, comment, result, reason, to, text } =
    event;
  switch (type) {
    case 'opened':
      return {
        type: 'open',
        flow: event.flow,
        place: event.place,
        data: first?.data ?? event.data,
        submit: first !== undefined,
      };
    case 'submitted':
      return { type: 'submit', step, data, attachments, paper, despite };
    case 'signed':
      return { type: 'sign', step, contentHash, opinion, comment };
    case 'settled':
      return { type: 'settle', step, contentHash, result, reason };
    case 'returned':
      return { type: 'return', to, reason };
    case 'corrected':
      return { type: 'correct', step, data, reason };
    case 'withdrawn':
      return { type: 'withdraw', reason };
    default:
      return { type: 'comment', text: text ?? '' };
  }
}

function throughput({ decideCommand, applyEvent }, cases) {
  let [commands, taken, spent] = [0, 0, 0];
  for (let round = 0; commands < COMMANDS; round += 1) {
    for (const { events, policy } of cases) {
      let state;
      for (const [index, event] of events.entries()) {
        const { role, place, organisation } = event.actor;
        const assignment = { role, place, ...(organisation === undefined ? {} : { organisation }) };
        const context = {
          now: event.at,
          actor: { id: event.actor.person, name: '', assignments: [assignment] },
          newId: () => event.id,
          governedOn: events[0].governedOn,
        };
        const opening = index === 0 && events[1]?.at === event.at ? events[1] : undefined;
        const command = commandOf(event, opening);
        const start = performance.now();
        const decided = decideCommand(policy, state, command, context);
        const next = decided.ok ? decided.events.reduce(applyEvent, state) : undefined;
        // The first round warms the programs up.
        if (round > 0) {
          spent += performance.now() - start;
          commands += 1;
          if (next !== undefined) taken += 1;
        }
        state = applyEvent(state, event);
      }
    }
  }
  return { commands, taken, commandsPerSecond: Math.round(commands / (spent / 1000)) };
}

/** Events as a store gives them, as text, folded case by case. */
function folding({ applyEvent }, cases) {
  const texts = cases.map(({ events }) => events.map((event) => JSON.stringify(event)));
  let folded = 0;
  let largest = 0;
  const start = performance.now();
  while (folded < EVENTS) {
    for (const list of texts) {
      let state;
      for (const text of list) state = applyEvent(state, JSON.parse(text));
      folded += list.length;
      if (state === undefined) throw new Error('a case was not folded');
    }
    largest = Math.max(largest, process.memoryUsage().heapUsed);
  }
  const seconds = (performance.now() - start) / 1000;
  return {
    eventsFolded: folded,
    foldSeconds: Math.round(seconds * 10) / 10,
    eventsPerSecond: Math.round(folded / seconds),
    heap_MB: Math.round(largest / 2 ** 20),
  };
}

/** One case with very many events: twice as many must not take much more than twice as long. */
function longCase({ applyEvent }, cases) {
  const [{ events }] = cases;
  const fold = (count) => {
    let state = events.slice(0, 2).reduce(applyEvent, undefined);
    const start = performance.now();
    for (let index = 0; index < count; index += 1)
      state = applyEvent(state, { ...events[0], type: 'commented', id: `c${index}`, text: 'noted' });
    return performance.now() - start;
  };
  fold(1000);
  return { longCase2000_ms: Math.round(fold(2000)), longCase4000_ms: Math.round(fold(4000)) };
}

async function rebuilding({ store, rebuild, policies, packs }, cases) {
  const folder = mkdtempSync(join(tmpdir(), 'cebao-bench-rebuild-'));
  const opened = await store.openLibsqlStore({ path: join(folder, 'cebao.db'), cell: 'bench', demo: true });
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  try {
    const known = policies.createPolicies(packs, opened.value);
    const revisions = policies.revisionsOf(packs);
    if (!revisions.ok) throw new Error(JSON.stringify(revisions.issues.slice(0, 3)));
    await opened.value.commit({ revisions: revisions.value });
    let stored = 0;
    for (let copy = 0; stored < STORED; copy += 1) {
      const streams = cases.map(({ state, events }) => ({
        stream: `case/${state.id}-${copy}`,
        expectedVersion: 0,
        events: events.map((event) => ({
          type: event.type,
          schema: event.schema,
          at: event.at,
          body: { ...JSON.parse(JSON.stringify(event)), caseId: `${state.id}-${copy}` },
        })),
      }));
      const done = await opened.value.commit({ streams });
      if (!done.ok) throw new Error(JSON.stringify(done.issues.slice(0, 3)));
      stored += done.value.events.length;
    }
    const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
    const before = megabytes();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, megabytes());
    }, 200);
    const start = performance.now();
    const rebuilt = await rebuild.rebuildProjections(opened.value, known).finally(() => clearInterval(watch));
    const seconds = (performance.now() - start) / 1000;
    return {
      eventsStored: stored,
      casesRebuilt: rebuilt,
      rebuildSeconds: Math.round(seconds * 10) / 10,
      rebuiltEventsPerSecond: Math.round(stored / seconds),
      rssBefore_MB: before,
      rssMost_MB: Math.max(most, megabytes()),
    };
  } finally {
    await opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
