import { createRulebook } from '@cebao/pack';
import { createMemoryStore } from '@cebao/store/memory';
import { beforeAll, describe, expect, test } from 'vitest';
import { RULES, repositoryPacks } from '../tests/repository.ts';
import { type Client, createClient, type IndicatorRow, type Reply } from './client/index.ts';
import { createDemo } from './demo/create-demo.ts';
import { readDemoScenes } from './demo/read-demo-files.ts';
import { createLink, createServer } from './index.ts';

const BANNER = 'nm/ordos/ejin-horo';
const FRONT = 'nm/bayannur/urad-front';
const CITY = 'nm/hulunbuir';
const ESTATE = 'nm/ordos/dongsheng/_/kundulun-community/xinyuan-b';
const clock = () => Date.parse('2026-11-25T01:30:00Z');

let as: (person: string) => Promise<Client>;

function unwrap<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.problem));
  return reply.value;
}
const statusOf = (reply: Reply<unknown>) => (reply.ok ? 200 : reply.problem.status);

beforeAll(async () => {
  const packs = repositoryPacks();
  const scenes = readDemoScenes(RULES);
  if (!scenes.ok) throw new Error('the packs of the repository are not valid');
  const store = createMemoryStore({ cell: 'demo', demo: true });
  const made = await createDemo(store, createRulebook(packs), scenes.value, clock);
  if (!made.ok) throw new Error(JSON.stringify(made.issues.slice(0, 3)));
  const server = await createServer({
    packs: packs,
    store,
    clock,
    signInRate: { burst: 1000, perSecond: 1000 },
    onFailure: (_reference, error) => console.error(error),
  });
  if (!server.ok) throw new Error(JSON.stringify(server.issues));
  as = async (person) => {
    const link = await createLink(store, { person, clock });
    const signedIn = await server.value.request('/api/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link: link?.link }),
    });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return createClient({
      fetch: (url, init) =>
        server.value.request(url, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } }),
    });
  };
}, 120_000);

const find = (rows: readonly IndicatorRow[], id: string): IndicatorRow => {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new Error(`no indicator ${id}`);
  return row;
};

const PEOPLE = [
  'demo-civil-affairs-01',
  'demo-party-clerk-01',
  'demo-org-clerk-001',
  'xyb-clerk',
  'xyb-resident',
  'urad-org-01',
  'urad-community-01',
  'demo-hlbe-city',
  'demo-hlbe-village-001',
];

/** Every line of a page by page reading. */
async function allRecords(client: Client, id: string, query: Parameters<Client['indicatorRecords']>[1] = {}) {
  const keys: string[] = [];
  let total = 0;
  for (let after: string | undefined; ; ) {
    const page = unwrap(
      await client.indicatorRecords(id, { ...query, limit: 7, ...(after === undefined ? {} : { after }) }),
    );
    keys.push(...page.rows.map(({ key }) => key));
    total = page.total;
    after = page.next;
    if (after === undefined) return { keys, total };
  }
}

describe('indicators of a place', () => {
  test('every number is the number of lines behind it, and its parts make it, for everybody', async () => {
    let looked = 0;
    for (const person of PEOPLE) {
      const client = await as(person);
      const reply = unwrap(await client.indicators());
      for (const row of reply.rows.filter(({ over, base }) => over !== undefined && base > 0)) {
        const at = { place: reply.place };
        const { keys, total } = await allRecords(client, row.id, at);
        expect([person, row.id, total, keys.length, new Set(keys).size]).toEqual([
          person,
          row.id,
          row.counted,
          row.counted,
          row.counted,
        ]);
        if (row.over?.take === 'count') expect(row.value).toBe(total);
        const detail = unwrap(await client.indicator(row.id, at));
        for (const split of detail.splits) {
          const sum = (key: 'counted' | 'base') => split.parts.reduce((all, part) => all + part[key], 0);
          expect([person, row.id, split.title, sum('base'), sum('counted')]).toEqual([
            person,
            row.id,
            split.title,
            row.base,
            row.counted,
          ]);
          if (row.over?.take === 'sum')
            expect(Math.round(split.parts.reduce((all, { value = 0 }) => all + value * 100, 0))).toBe(
              Math.round((row.value ?? 0) * 100),
            );
          const [part] = split.parts;
          if (part)
            expect((await allRecords(client, row.id, { ...at, split: split.position, part: part.key })).total).toBe(
              part.counted,
            );
          looked += 1;
        }
      }
    }
    expect(looked).toBeGreaterThan(60);
  }, 120_000);

  test('a number counts what the register shows to the same person, and no more', async () => {
    const needs = 'ejinhoro.indicator.needs';
    const counted: number[] = [];
    for (const person of ['demo-civil-affairs-01', 'demo-party-clerk-01', 'demo-org-clerk-001']) {
      const client = await as(person);
      const register = unwrap(await client.register('ejinhoro.register.needs'));
      const row = find(unwrap(await client.indicators()).rows, needs);
      expect(row.value).toBe(register.rows.length);
      expect(row.over).toMatchObject({ kind: 'register', title: register.title, take: 'count' });
      counted.push(row.value ?? 0);
    }
    expect(counted[0]).toBeGreaterThan(counted[1] as number);
  });

  test('places below add up, in the order of the tree', async () => {
    const client = await as('demo-civil-affairs-01');
    const whole = unwrap(await client.indicator('ejinhoro.indicator.needs', { place: BANNER }));
    const towns = whole.splits.find(({ by }) => by === 'place');
    const keys = towns?.parts.map(({ key }) => key) ?? [];
    expect(keys).toEqual([...keys].sort());
    for (const part of towns?.parts ?? []) {
      const own = unwrap(await client.indicator('ejinhoro.indicator.needs', { place: part.key }));
      expect([own.value, own.placeTitle]).toEqual([part.value, part.title]);
    }
  });

  test('as it stood on an earlier day, and since a day', async () => {
    const client = await as('demo-civil-affairs-01');
    const id = 'ejinhoro.indicator.sessions';
    const now = unwrap(await client.indicator(id));
    const months = now.splits.find(({ by }) => by === 'period')?.parts ?? [];
    const before = unwrap(await client.indicator(id, { at: '2026-09-30' }));
    const since = unwrap(await client.indicator(id, { from: '2026-10-01' }));
    expect((before.value ?? 0) + (since.value ?? 0)).toBe(now.value);
    expect(months.filter(({ key }) => key <= '2026-09').reduce((sum, { value = 0 }) => sum + value, 0)).toBe(
      before.value,
    );
    expect(unwrap(await client.indicator(id, { at: '2031-01-01' })).at).toBe('2026-11-25');
  });

  test('a line opens the case or record it comes from, for those who may open it', async () => {
    const client = await as('demo-civil-affairs-01');
    const { rows } = unwrap(await client.indicatorRecords('ejinhoro.indicator.needs'));
    for (const { opens } of rows.slice(0, 5)) {
      if (opens?.kind !== 'case') throw new Error('a need comes from a case');
      expect(statusOf(await client.case(opens.case))).toBe(200);
    }
    const clerk = await as('xyb-clerk');
    const members = unwrap(
      await clerk.indicatorRecords('dongsheng.xinyuanb.joint-meeting.indicator.members', { place: ESTATE }),
    );
    expect(members.rows[0]?.opens?.kind).toBe('record');
    const held = unwrap(await clerk.indicatorRecords('dongsheng.xinyuanb.joint-meeting.indicator.meetings'));
    expect(held.rows.map(({ opens }) => opens?.kind)).toEqual(['meeting', 'meeting', 'meeting']);
    const resident = await as('xyb-resident');
    const spent = unwrap(await resident.indicatorRecords('dongsheng.xinyuanb.indicator.fund-spending'));
    expect(spent.total).toBeGreaterThan(0);
    expect(spent.rows.every(({ opens }) => opens === undefined)).toBe(true);
    const own = unwrap(await resident.indicators());
    expect(find(own.rows, 'dongsheng.xinyuanb.joint-meeting.indicator.members')).toMatchObject({
      text: '这本台账不在您的查看范围',
      counted: 0,
    });
  });

  test('of surveys the closed ones count, a side each; of matches what was confirmed, and what is open', async () => {
    const client = await as('demo-committee-01');
    const side = find(unwrap(await client.indicators()).rows, 'ejinhoro.indicator.survey-residents');
    expect([side.value, side.counted]).toEqual([86.5, 1]);
    const { rows, placeInColumns } = unwrap(await client.indicatorRecords('ejinhoro.indicator.survey-residents'));
    expect(placeInColumns).toBe(false);
    const [opens] = rows.map((row) => row.opens);
    if (opens?.kind !== 'survey') throw new Error('a side comes from a survey');
    expect(unwrap(await client.survey(opens.survey)).closedOn).toBeDefined();
    // Who may not read the survey sees no line of it.
    const organisation = await as('demo-org-clerk-001');
    const foreign = unwrap(await organisation.indicators()).rows.find(({ id }) => id === side.id);
    expect(foreign?.counted ?? 0).toBe(0);

    const community = await as('ds-desk-binhe');
    const [match] = unwrap(await community.matches()).filter(({ id }) => id === 'ordos.demand.three-lists.match');
    const round = unwrap(await community.match('ordos.demand.three-lists.match', { place: match?.place }));
    const numbers = unwrap(await community.indicators({ place: match?.place })).rows;
    expect(find(numbers, 'ordos.indicator.unmatched').value).toBe(round.needs.length);
    expect(find(numbers, 'ordos.indicator.matched').value).toBe(round.pairs.filter(({ undone }) => !undone).length);
  });

  test('what is open to one body only is no number for anybody else', async () => {
    const organisation = await as('urad-org-01');
    const seen = unwrap(await organisation.indicators({ place: FRONT })).rows.map(({ id }) => id);
    expect(seen).toContain('uradfront.indicator.pool');
    for (const person of ['urad-town-01', 'urad-community-01', 'urad-dept-01', 'urad-administrator']) {
      const client = await as(person);
      expect(unwrap(await client.indicators()).rows.filter(({ over }) => over !== undefined)).toEqual([]);
      expect(statusOf(await client.indicator('uradfront.indicator.pool'))).toBe(404);
      expect(statusOf(await client.indicatorRecords('uradfront.indicator.pool'))).toBe(404);
    }
  });

  test('of lists each place is a line; other places and unknown indicators are not there', async () => {
    const city = await as('demo-hlbe-city');
    const published = find(unwrap(await city.indicators()).rows, 'hulunbuir.indicator.lists-published');
    const places = unwrap(await city.listPlaces('hulunbuir.list.village-duties', { under: CITY }));
    expect([published.counted, published.base]).toEqual([places.published, places.total]);
    expect(statusOf(await city.indicators({ place: BANNER }))).toBe(404);
    const village = await as('demo-hlbe-village-001');
    expect(statusOf(await village.indicators({ place: CITY }))).toBe(404);
    expect(statusOf(await city.indicator('no.such.indicator'))).toBe(404);
    expect(statusOf(await city.indicators({ at: 'yesterday' }))).toBe(422);
  });
});

describe('figures that sources report', () => {
  test('stand beside the number with their day and sentence, never as its measure', async () => {
    const client = await as('demo-civil-affairs-01');
    const row = find(unwrap(await client.indicators()).rows, 'ejinhoro.indicator.sessions');
    expect(row.figures).toMatchObject([
      { text: '超过 4.2万场次', qualifier: 'moreThan', stands: 'observation', citation: { source: '000' } },
    ]);
    const certified = find(unwrap(await client.indicators()).rows, 'ejinhoro.indicator.certified');
    expect(certified).not.toHaveProperty('over');
    expect(certified.text).toBe('本系统没有这项台账');
    expect(certified.figures.length).toBeGreaterThan(5);
  });

  test('of a place and below, with notes for those who look over it', async () => {
    const client = await as('demo-civil-affairs-01');
    const { figures, notes } = unwrap(await client.figures());
    expect(figures.length).toBe(43);
    expect(notes.length).toBeGreaterThan(3);
    const community = await as('demo-party-clerk-01');
    expect(unwrap(await community.figures())).toMatchObject({ figures: [], notes: [] });
    const sessions = unwrap(await client.indicator('ejinhoro.indicator.sessions'));
    expect(sessions.notes.map(({ title }) => title)).toContain('场次与人次');
    const worker = await as('demo-social-worker-01');
    expect(unwrap(await worker.indicator('ejinhoro.indicator.sessions')).notes).toEqual([]);
  });
});
