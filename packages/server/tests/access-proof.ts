import { inflateRawSync } from 'node:zlib';
import { isWithin } from '@cebao/pack';
import { INDICATORS, REGISTERS } from './access-packs.ts';
import { chance, onThePath, type Reader, type World } from './access-world.ts';

/* Every reader of a world asks every route for everything there is, and each answer is searched for marks that this
   reader may not read. */

/** A request; `route` is the method and path of the OpenAPI document. */
export interface Ask {
  readonly route: string;
  readonly path: string;
  readonly body?: unknown;
  readonly bytes?: string;
}

/** Something that was read by a person who may not. */
export interface Leak {
  readonly reader: string;
  readonly ask: string;
  readonly what: string;
  readonly place: string;
}

export interface Proof {
  readonly requests: number;
  /** Answers times places of which the reader may see nothing. */
  readonly checks: number;
  readonly leaks: readonly Leak[];
  /** Routes that were asked. */
  readonly routes: ReadonlySet<string>;
  /** What was read by somebody who may. */
  readonly read: ReadonlySet<string>;
  /** Rows that somebody who may read them could not. */
  readonly withheld: readonly Leak[];
}

/** Routes that give no rows of a place: rules and facts that are public, and the door itself. */
export const NO_ROWS = [
  'GET /health',
  'GET /ready',
  'GET /openapi.json',
  // Events without content: that the answer of GET /tasks, which is asked, is another one.
  'GET /tasks/events',
  'GET /regions',
  'GET /policy',
  'GET /catalogue',
  'GET /tour',
  'POST /sessions',
  'POST /sessions/password',
  'DELETE /sessions',
  'GET /password',
  'POST /password',
  'POST /sessions/switch',
  'DELETE /sessions/current',
  'POST /links',
  'POST /demo/reset',
];

/** Routes that name places as a directory does: the tree of places is for everybody. */
const DIRECTORY = new Set(['GET /places', 'GET /figures', 'POST /decide', 'POST /decide/batch']);

/** All that a reader can ask; writes only where they have nothing to seek. */
export function asksOf(world: World, reader: Reader, seed: number): Ask[] {
  const random = chance(seed);
  const asks: Ask[] = [];
  const get = (template: string, path = template): void => void asks.push({ route: `GET ${template}`, path });
  const post = (template: string, path: string, body: unknown): void =>
    void asks.push({ route: `POST ${template}`, path, body });
  const places = world.places.map(({ path }) => path);
  const foreign = strangePlaces(world, reader);
  const strange = (kind: keyof World['ids']) => world.ids[kind].filter(({ place }) => foreign.has(place));
  const at = (path: string, place: string, more = '') => `${path}?place=${encodeURIComponent(place)}${more}`;

  for (const path of ['/sessions/current', '/people', '/tasks', '/flows', '/registers', '/accounts', '/matches'])
    get(path);
  for (const path of [
    '/meetings',
    '/meeting-tasks',
    '/lists',
    '/drafts',
    '/organisations',
    '/audit/verify',
    '/audit/checkpoint',
    '/staff',
  ])
    get(path);
  for (const path of ['/cases', '/reports', '/indicators', '/figures', '/places', '/sign-ins']) get(path);
  for (const query of ['state=open', 'state=ended', 'flow=matter', 'flow=secret', 'limit=1', 'limit=200'])
    get('/cases', `/cases?${query}`);
  for (const { mark, what } of world.rows.filter(() => random(6) === 0))
    if (what.startsWith('name')) get('/cases', `/cases?q=${encodeURIComponent(mark)}`);
  get('/cases', `/cases?q=${encodeURIComponent('〗')}`);

  for (const { id } of world.ids.case) {
    get('/cases/{id}', `/cases/${id}`);
    get('/cases/{id}/next', `/cases/${id}/next`);
    for (const step of ['apply', 'confirm', 'judge'])
      get('/cases/{id}/signatures', `/cases/${id}/signatures?step=${step}`);
    for (const print of ['sheet', 'paper']) get('/cases/{id}/prints/{print}', `/cases/${id}/prints/${print}`);
    if (random(4) === 0) get('/cases/{id}/prints/{print}.docx', `/cases/${id}/prints/sheet.docx`);
  }
  for (const { id } of world.ids.survey) get('/surveys/{id}', `/surveys/${id}`);
  get('/surveys');
  for (const { id } of world.ids.attachment) get('/attachments/{id}', `/attachments/${id}`);
  for (const { id } of world.ids.decision) get('/decisions/{id}', `/decisions/${id}`);
  for (const [kind, register] of [
    ['member', 'members'],
    ['need', 'needs'],
    ['resource', 'resources'],
  ] as const)
    for (const { id } of world.ids[kind])
      get('/registers/{id}/records/{record}', `/registers/${register}/records/${id}`);
  for (const { id } of world.ids.need) get('/matches/{id}/needs/{need}', `/matches/match/needs/${id}`);
  for (const { id } of world.ids.meeting) {
    get('/meetings/{id}/held/{meeting}', `/meetings/council/held/${id}`);
    get('/meetings/{id}/held/{meeting}/minutes', `/meetings/council/held/${id}/minutes`);
    if (random(3) === 0) get('/meetings/{id}/held/{meeting}/minutes.docx', `/meetings/council/held/${id}/minutes.docx`);
  }

  for (const register of REGISTERS) {
    get('/registers/{id}', `/registers/${register}`);
    get('/registers/{id}', `/registers/${register}?all=true`);
    if (random(3) === 0) get('/registers/{id}.xlsx', `/registers/${register}.xlsx`);
  }
  get('/matches/{id}', '/matches/match');
  for (const id of INDICATORS) {
    get('/indicators/{id}', `/indicators/${id}`);
    get('/indicators/{id}/records', `/indicators/${id}/records`);
  }
  get('/lists/{id}/places', '/lists/duties/places');
  for (const place of places) {
    for (const path of ['/cases', '/reports', '/elements', '/indicators', '/figures']) get(path, at(path, place));
    get('/places', `/places?under=${place}`);
    for (const register of REGISTERS) {
      get('/registers/{id}', at(`/registers/${register}`, place));
      if (random(12) === 0) get('/registers/{id}.xlsx', at(`/registers/${register}.xlsx`, place));
    }
    get('/registers/{id}/template', at('/registers/members/template', place));
    get('/accounts/{id}', at('/accounts/account', place));
    get('/accounts/{id}', at('/accounts/account', place, '&month=2026-11'));
    if (random(3) === 0) get('/accounts/{id}.xlsx', at('/accounts/account.xlsx', place));
    get('/reports/{id}', at('/reports/quarter', place));
    if (random(3) === 0) get('/reports/{id}.xlsx', at('/reports/quarter.xlsx', place));
    get('/matches/{id}', at('/matches/match', place));
    if (random(3) === 0) get('/matches/{id}.xlsx', at('/matches/match.xlsx', place));
    get('/meetings/{id}', at('/meetings/council', place));
    for (const id of INDICATORS) {
      get('/indicators/{id}', at(`/indicators/${id}`, place));
      get('/indicators/{id}/records', at(`/indicators/${id}/records`, place));
      get('/indicators/{id}/records', at(`/indicators/${id}/records`, place, '&which=base&split=0&limit=200'));
    }
    get('/lists/{id}/places', `/lists/duties/places?under=${encodeURIComponent(place)}&limit=200`);
    get('/lists/{id}/place', at('/lists/duties/place', place));
    get('/lists/{id}/public', at('/lists/duties/public', place));
    const other = places[random(places.length)] ?? '';
    get('/lists/{id}/comparison', `/lists/duties/comparison?first=${place}&second=${other}`);
    post('/lists/{id}/matter', '/lists/duties/matter', { under: place, title: '〖', limit: 500 });
    post('/lists/{id}/response', '/lists/duties/response', { place, matter: '〖' });
    post('/lookups', '/lookups', { flow: 'matter', place, data: { name: 'x' } });
    post('/cases/migrations/rehearse', '/cases/migrations/rehearse', { reason: 'x', place });
    const facts = { name: 'x' };
    post('/decide/batch', '/decide/batch', { region: place, at: '2026-11-26', decision: 'route', facts: [facts] });
    post('/decide', '/decide', { region: place, at: '2026-11-26', decision: 'route', facts: { name: 'x' } });
  }

  // Writes: nobody changes, or learns by trying to change, what is not theirs.
  const [village] = world.villages.filter((place) => foreign.has(place));
  if (village === undefined) return asks;
  const reason = 'x';
  post('/cases', '/cases', { flow: 'matter', place: village, data: { name: 'x' }, submit: true });
  for (const { id } of strange('case')) {
    for (const command of [
      { type: 'comment', text: 'x' },
      { type: 'withdraw', reason },
      { type: 'submit', step: 'review', data: { opinion: 'x' } },
    ])
      post('/cases/{id}/commands', `/cases/${id}/commands`, { version: 1 + random(3), command });
    asks.push({
      route: 'POST /cases/{id}/attachments',
      path: `/cases/${id}/attachments?name=x.txt`,
      bytes: 'x',
    });
    post('/lookups', '/lookups', { flow: 'matter', place: village, data: {}, case: id });
    post('/cases/migrations', '/cases/migrations', { reason, cases: [{ id, version: 1 }] });
    post('/lists/{id}/changes', '/lists/duties/changes', {
      place: village,
      version: 0,
      command: { type: 'setNotice', case: id, shown: true, reason },
    });
  }
  for (const { id } of strange('member'))
    post('/registers/{id}/records/{record}/commands', `/registers/members/records/${id}/commands`, {
      version: 1,
      command: { type: 'end', until: '2026-12-01', reason },
    });
  post('/registers/{id}/records', '/registers/members/records', { place: village, data: { no: 'x', name: 'x' } });
  asks.push({
    route: 'POST /registers/{id}/import',
    path: `/registers/members/import?place=${encodeURIComponent(village)}&name=x.csv&run=import`,
    bytes: 'name,no\nx,x\n',
  });
  asks.push({
    route: 'POST /report-templates/fields',
    path: `/report-templates/fields?place=${encodeURIComponent(village)}`,
    bytes: '{"remark":1}',
  });
  post('/reports/{id}/answers', '/reports/quarter/answers', {
    place: village,
    period: '2026-Q4',
    version: 1,
    values: { remark: 'x' },
  });
  post('/report-templates', '/report-templates', {
    place: village,
    title: 'x',
    requestedBy: 'x',
    period: 'year',
    level: 'village-community',
    answeredBy: ['committee'],
    fields: [{ title: 'x', element: 'remark' }],
  });
  post('/report-templates/{id}/end', '/report-templates/quarter/end', { reason });
  for (const { id } of strange('need'))
    post('/matches/{id}/pairs', '/matches/match/pairs', { need: id, resource: strange('resource')[0]?.id });
  for (const { id } of strange('pair'))
    post('/matches/{id}/pairs/{pair}/undo', `/matches/match/pairs/${id}/undo`, { reason });
  for (const { id } of strange('meeting'))
    post('/meetings/{id}/held/{meeting}/commands', `/meetings/council/held/${id}/commands`, {
      version: 1,
      command: { type: 'cancel', reason },
    });
  post('/meetings/{id}/held', '/meetings/council/held', {
    place: village,
    on: '2026-12-01',
    where: 'x',
    chair: 'n1',
    agenda: [{ kind: 'topic', title: 'x' }],
  });
  for (const { id } of strange('draft')) post('/drafts/{id}/publish', `/drafts/${id}/publish`, {});
  post('/drafts', '/drafts', {
    param: 'limit',
    region: village,
    value: 1,
    from: '2026-12-01',
    basis: 'assumption',
    note: 'x',
  });
  for (const { id } of strange('survey')) {
    post('/surveys/{id}/answers', `/surveys/${id}/answers`, { side: 'people', data: { content: true } });
    post('/surveys/{id}/close', `/surveys/${id}/close`, {});
  }
  post('/surveys', '/surveys', {
    kind: 'poll',
    place: village,
    subject: 'x',
    until: '2026-12-24',
    populations: [{ place: village, size: 3 }],
    rule: { mode: 'all' },
  });
  for (const template of ['/survey-answers', '/survey-answers/form'])
    post(template, template, { token: 'x'.repeat(43), ...(template.endsWith('form') ? {} : { data: {} }) });
  const worker = `w${world.villages.indexOf(village)}`;
  for (const action of ['link', 'remove']) {
    post(`/sign-ins/{id}/${action}`, `/sign-ins/${worker}/${action}`, {});
    // Whoever took part elsewhere keeps sight of it: only who administers all of it may issue a way in.
    if (!reader.posts.some(({ role }) => role === 'admin'))
      post(`/sign-ins/{id}/${action}`, `/sign-ins/r-former/${action}`, {});
  }
  const held = { role: 'worker', place: village };
  for (const { id } of strange('delegation'))
    post('/staff/delegations/{id}/end', `/staff/delegations/${id}/end`, { person: worker, reason });
  post('/staff/delegations', '/staff/delegations', {
    person: worker,
    post: held,
    deputy: reader.id,
    from: '2026-12-01',
    until: '2026-12-02',
    reason,
  });
  post('/staff/moves', '/staff/moves', { post: held, from: worker, to: reader.id, on: '2026-12-01', reason });
  return asks;
}

/** Places of which a reader may see no row, nor of any below, and on whose path they do not work. */
function strangePlaces(world: World, reader: Reader): Set<string> {
  const known = new Set(
    world.rows.filter(({ what, sees }) => !what.startsWith('entry') && sees(reader)).map(({ place }) => place),
  );
  const above = (path: string) => [...known].some((place) => isWithin(place, path));
  return new Set(world.places.map(({ path }) => path).filter((path) => !above(path) && !onThePath(reader, path)));
}

/**
 * Asks everything for every reader, or a share of it, or of some routes. `socket`: where the service listens; every
 * fortieth request goes over it.
 *
 * @example
 * const proof = await proveAccess(world, { seed: 1 }); // proof.leaks is empty
 */
export async function proveAccess(
  world: World,
  options: { seed: number; socket?: string; share?: number; routes?: RegExp },
): Promise<Proof> {
  const { seed, socket, share = 1, routes: wanted } = options;
  const byMark = new Map(world.rows.map((row) => [row.mark, row]));
  const leaks: Leak[] = [];
  const withheld: Leak[] = [];
  const routes = new Set<string>();
  const read = new Set<string>();
  let requests = 0;
  let checks = 0;
  const random = chance(seed);
  for (const [index, reader] of world.readers.entries()) {
    const cookie = await world.service.cookieOf(reader.id);
    const strange = strangePlaces(world, reader);
    const titles = world.places.filter(
      ({ path }) => strange.has(path) && !world.seats.includes(path) && !reader.announced.includes(path),
    );
    const found = new Set<string>();
    for (const ask of asksOf(world, reader, seed + index)) {
      if ((wanted && !wanted.test(ask.route)) || (share < 1 && random(1000) >= share * 1000)) continue;
      const [method = 'GET'] = ask.route.split(' ');
      const init = {
        method,
        headers: {
          cookie,
          'idempotency-key': `key-${requests}-${seed}`,
          ...(ask.bytes !== undefined ? { 'content-type': 'application/octet-stream' } : {}),
          ...(ask.body !== undefined ? { 'content-type': 'application/json' } : {}),
        },
        ...(ask.bytes !== undefined ? { body: ask.bytes } : {}),
        ...(ask.body !== undefined ? { body: JSON.stringify(ask.body) } : {}),
      };
      const url = `/api/v1${ask.path}`;
      requests += 1;
      const reply =
        socket !== undefined && requests % 40 === 0
          ? await fetch(socket + url, init)
          : await world.service.app.request(url, init);
      routes.add(ask.route);
      checks += strange.size;
      const told = `${ask.route} ${ask.path} ${ask.body === undefined ? '' : JSON.stringify(ask.body)}`;
      const report = (what: string, place: string): void =>
        void leaks.push({ reader: say(reader), ask: told, what, place });
      if (reply.status >= 500) report(`answered ${reply.status}`, '');
      const text = await textOf(reply);
      const sent = decodeURIComponent(told);
      for (const word of text.match(/〖\d+〗|[\w:-]{13,}/g) ?? []) {
        const row = byMark.get(word);
        if (row === undefined || sent.includes(word)) continue;
        if (row.sees(reader)) {
          found.add(word);
          read.add(row.what);
        } else report(row.what, row.place);
      }
      if (reply.status < 400) {
        // A write that succeeds where one has nothing to seek is as bad as a row that was read.
        if (method !== 'GET' && !/matter|response|rehearse|lookups|decide/.test(ask.route))
          report('a write was done', ask.path);
        if (!DIRECTORY.has(ask.route) && !ask.route.endsWith('/public'))
          for (const { path, title } of titles)
            if (text.includes(title) || text.includes(`"${path}"`)) report('the place is named', path);
      }
    }
    if (share === 1 && wanted === undefined)
      for (const row of world.rows)
        if (row.sees(reader) && !found.has(row.mark) && row.mark.startsWith('〖') && !row.what.startsWith('entry'))
          withheld.push({ reader: say(reader), ask: '', what: row.what, place: row.place });
  }
  return { requests, checks, leaks, routes, read, withheld };
}

function say({ id, posts }: Reader): string {
  return `${id} (${posts.map((post) => `${post.role}@${post.place}${post.for === undefined ? '' : ` for ${post.for}`}`).join(', ')})`;
}

/** What can be read in an answer: its text, or that of every file in a workbook or a Word file. */
async function textOf(reply: Response): Promise<string> {
  const bytes = Buffer.from(await reply.arrayBuffer());
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? inflated(bytes) : bytes.toString('utf8');
}

function inflated(bytes: Buffer): string {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = bytes.readUInt32LE(end + 16);
  const texts: string[] = [];
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    texts.push((bytes.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString('utf8'));
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return texts.join('\n');
}
