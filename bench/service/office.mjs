// A service on a store with very many cases, for the workloads that ask it: in a process of its own.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { answerCpu } from './load.mjs';
import { built, chances, ROOT, store as storeParts } from './parts.mjs';

/** The packs of the repository, and the demo they describe. */
export async function demoParts() {
  const [pack, files, read] = await Promise.all([
    built('packages/pack/dist/index.js'),
    built('packages/pack/dist/files.js'),
    built('packages/server/dist/demo/read-demo-files.js'),
  ]);
  const rules = join(ROOT, 'rules');
  const packs = pack.validatePacks(files.loadRules(rules).value).value;
  const scenes = read.readDemoScenes(rules).value;
  return { pack, packs, scenes };
}

/** Opens a demo store and fills it with copies of its cases up to a number, at the places there are. */
export async function openOffice(path, { records = 0, groupLimit, commitDelay } = {}) {
  const { openStoreFile } = await storeParts();
  const { pack, packs, scenes } = await demoParts();
  const fresh = !existsSync(path);
  const inner = { ...(groupLimit ? { groupLimit } : {}), ...(commitDelay ? { commitDelay } : {}) };
  const opened = await openStoreFile({ path, cell: 'bench', demo: true }, inner);
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  const store = opened.value;
  if (fresh) {
    const { createDemo } = await built('packages/server/dist/index.js');
    const made = await createDemo(store, pack.createRulebook(packs), scenes, Date.now);
    if (!made.ok) throw new Error(JSON.stringify(made.issues));
    await copyCases(store, packs, records);
  }
  return { store, packs };
}

async function copyCases(store, packs, records) {
  const { CASES } = await built('packages/server/dist/case-index.js');
  const { putCaseRow } = await built('packages/server/dist/project-case.js');
  const { createPolicies } = await built('packages/server/dist/policies.js');
  const policies = createPolicies(packs, store);
  const rows = (await store.listDocuments(CASES, { limit: 10_000 })).map(({ value }) => value);
  const ended = rows.filter(({ state }) => state === 'ended');
  const open = rows.filter(({ state }) => state !== 'ended');
  const places = [...new Set(rows.map(({ place }) => place))];
  const chance = chances(11);
  const pick = (list) => list[Math.floor(chance() * list.length)];
  let writes = [];
  for (let i = rows.length; i < records; i += 1) {
    // Of a thousand cases three are open, as in an office after some years.
    const template = chance() < 0.003 || ended.length === 0 ? pick(open) : pick(ended);
    const near = places.filter((place) => place.split('/').length === template.place.split('/').length);
    const policy = await policies.ofRevision(template.revision, template.place);
    // One after the other, as an office has them.
    const day = new Date(Date.UTC(2024, 0, 1) + Math.floor((i / records) * 690) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    const place = policy.region === template.place ? template.place : pick(near.length > 0 ? near : [template.place]);
    const same = await policies.ofRevision(template.revision, place);
    const row = {
      ...template,
      id: `${day.replaceAll('-', '')}-b${String(i).padStart(7, '0')}`,
      title: `${template.title}${i}`,
      place: same === undefined ? template.place : place,
      openedOn: `${day}T09:00:00+08:00`,
      changedOn: `${day}T10:00:00+08:00`,
    };
    writes.push(putCaseRow(same ?? policy, row));
    if (writes.length === 500) {
      const done = await store.commit({ documents: writes });
      if (!done.ok) throw new Error(JSON.stringify(done.issues));
      writes = [];
    }
  }
  if (writes.length > 0) await store.commit({ documents: writes });
}

/** Serves a store and answers with cookies of people who are signed in. */
export async function serveOffice({ store, packs }, { people = 40, over = store } = {}) {
  const require = createRequire(join(ROOT, 'packages/server/package.json'));
  const { serve } = await import(pathToFileURL(require.resolve('@hono/node-server')).href);
  const { createServer, createLink } = await built('packages/server/dist/index.js');
  const quick = { burst: 1e6, perSecond: 1e6 };
  const made = await createServer({
    packs,
    store: over,
    signInRate: quick,
    decideRate: quick,
    onFailure: (_, error) => console.error(error),
  });
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  const app = made.value;
  const listening = await new Promise((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => ready({ server, port }));
  });
  const address = `http://127.0.0.1:${listening.port}`;
  const persons = (await store.listDocuments('people', { limit: 1000 })).map(({ value }) => value);
  const step = Math.max(1, Math.floor(persons.length / people));
  const users = [];
  for (const person of persons.filter((_, i) => i % step === 0)) {
    const link = await createLink(store, { person: person.id });
    const answer = await fetch(`${address}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link: /[?#&/]link[=/]([\w.-]+)/.exec(link.path)[1] }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    const cookie = answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    users.push({ person, cookie });
  }
  return { address, users };
}

/** `office.mjs PATH RECORDS`: the whole as a process. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , path, records] = process.argv;
  const start = performance.now();
  const office = await openOffice(path, { records: Number(records) });
  const seconds = (performance.now() - start) / 1000;
  const { address, users } = await serveOffice(office);
  process.send({ address, users: users.map(({ person, cookie }) => ({ person: person.id, cookie })), seconds });
  answerCpu(() => office.store.close());
}
