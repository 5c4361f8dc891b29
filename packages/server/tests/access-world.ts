import { type Assignment, isWithin, levelOf, type Person } from '@cebao/pack';
import type { CaseReply, Client } from '../src/client/index.ts';
import { accessPacks } from './access-packs.ts';
import { startTestService, type TestService, unwrap } from './service.ts';

/* A world to look for leaks in: a random tree of places, rows of every kind at each village, people with random posts,
   deputies, posts that ended. Each row carries a mark that stands nowhere else, and who may read the mark is said here
   once more, from the posts alone and without the code that is under test. */

export const DAY = 86_400_000;
const TODAY = '2026-11-25';

/** Something that was written at a place. */
export interface Row {
  /** Stands in the row and nowhere else. */
  readonly mark: string;
  readonly what: string;
  readonly place: string;
  /** Whether a person with these posts may read it. */
  sees(reader: Reader): boolean;
}

export interface Reader {
  readonly id: string;
  /** Posts held on the day of the reading, those of a deputy among them. */
  readonly posts: readonly Assignment[];
  /** Places at which they will hold a post of their own. */
  readonly announced: readonly string[];
}

export interface World {
  readonly service: TestService;
  readonly places: readonly { readonly path: string; readonly title: string }[];
  readonly villages: readonly string[];
  /** Where people of organisations sit: their cases and their colleagues tell it. */
  readonly seats: readonly string[];
  readonly rows: readonly Row[];
  readonly readers: readonly Reader[];
  /** Ids by kind, with the place of each. */
  readonly ids: Readonly<Record<IdKind, readonly { readonly id: string; readonly place: string }[]>>;
}

export type IdKind =
  | 'case'
  | 'attachment'
  | 'member'
  | 'need'
  | 'resource'
  | 'pair'
  | 'meeting'
  | 'survey'
  | 'decision'
  | 'draft'
  | 'delegation';

/** Reproducible chance (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const within = (reader: Reader, place: string, roles: readonly string[]): boolean =>
  reader.posts.some((post) => roles.includes(post.role) && isWithin(place, post.place));
/** Works at the place, above it or below it: what a place above decides reaches those below. */
export const onThePath = (reader: Reader, place: string): boolean =>
  reader.posts.some((post) => isWithin(place, post.place) || isWithin(post.place, place));
const sameStreet = (a: string, b: string): boolean =>
  a.split('/').length >= 4 && a.split('/').slice(0, 4).join('/') === b.split('/').slice(0, 4).join('/');

const BOOKS = ['worker', 'clerk', 'auditor'];
const COUNCIL = [...BOOKS, 'signer'];

export async function makeWorld(
  seed: number,
  start: (options: Parameters<typeof startTestService>[0]) => Promise<TestService> = startTestService,
): Promise<World> {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;

  // Names that begin alike on purpose: `t1` and `t10` are two places.
  const paths: string[] = ['zz'];
  const banners: string[] = [];
  const villages: string[] = [];
  const cities = 1 + random(2);
  for (let c = 0; c < cities; c++) {
    const city = `zz/c${'0'.repeat(c)}1`.replace('c01', 'c10');
    paths.push(city);
    for (let b = 0; b < 1 + random(2); b++) {
      const banner = `${city}/b1${'0'.repeat(b)}`;
      paths.push(banner);
      banners.push(banner);
      for (let t = 0; t < 1 + random(2) + (banners.length === 1 ? 1 : 0); t++) {
        // Some villages belong to no town: `_` holds the level's place.
        const town = random(5) === 0 ? `${banner}/_` : `${banner}/t1${'0'.repeat(t)}`;
        if (paths.includes(town) || (town.endsWith('_') && villages.some((one) => one.startsWith(`${town}/`))))
          continue;
        if (!town.endsWith('_')) paths.push(town);
        for (let v = 0; v < 1 + random(2); v++) {
          const village = `${town}/v1${'0'.repeat(v)}`;
          paths.push(village);
          villages.push(village);
        }
      }
    }
  }
  const places = paths.map((path, index) => ({ path, title: `〔地${index}〕` }));
  const towns = paths.filter((path) => levelOf(path) === 'township-street');
  const layered = banners.filter((_, index) => index === 0 || random(2) === 0);
  const packs = accessPacks(places, layered);

  const person = (id: string, ...assignments: Assignment[]): Person => ({ id, name: `人员${id}`, assignments });
  const post = (role: string, place: string, more: Partial<Assignment> = {}): Assignment => ({ role, place, ...more });
  const keepers: Person[] = [
    ...villages.flatMap((place, index) => [
      person(`w${index}`, post('worker', place)),
      person(`s${index}`, post('signer', place)),
    ]),
    ...towns.map((place, index) => person(`c${index}`, post('clerk', place))),
    ...banners.map((place, index) => person(`b${index}`, post('bureau', place))),
    ...[1, 2].map((n) => person(`e${n}`, post('evaluator', pick(banners), { organisation: `org-${n}` }))),
    person('root', post('admin', 'zz')),
  ];
  const levelled = (role: string): string =>
    role === 'worker' || role === 'signer'
      ? pick(villages)
      : role === 'clerk' && towns.length > 0
        ? pick(towns)
        : role === 'bureau' || role === 'evaluator'
          ? pick(banners)
          : pick(paths.slice(1));
  const anyPost = (more: Partial<Assignment> = {}): Assignment => {
    const role = pick([
      'worker',
      'signer',
      ...(towns.length > 0 ? ['clerk'] : []),
      'bureau',
      'auditor',
      'admin',
      'bystander',
    ]);
    return post(role, levelled(role), more);
  };
  const villagePost = (): Assignment => post(pick(['worker', 'signer', 'auditor', 'bystander']), pick(villages));
  const readerPeople: Person[] = [
    person('r-worker', post('worker', pick(villages))),
    person('r-signer', post('signer', pick(villages))),
    person('r-auditor', post('auditor', pick(paths.slice(1)))),
    person('r-admin', post('admin', pick(paths.slice(1)))),
    person('r-bystander', post('bystander', pick(paths))),
    person('r-evaluator', post('evaluator', pick(banners), { organisation: `org-${1 + random(2)}` })),
    person('r-two', villagePost(), villagePost()),
    person('r-three', anyPost(), villagePost(), anyPost()),
    person('r-former', post('worker', pick(villages), { until: TODAY }), ...(random(2) === 0 ? [] : [villagePost()])),
    person('r-future', post('auditor', pick(paths.slice(1)), { from: '2026-12-24' }), villagePost()),
    person('r-deputy', ...(random(2) === 0 ? [] : [villagePost()])),
    person('r-deputy-over', villagePost()),
    person('r-nobody'),
    ...(towns.length > 0 ? [person('r-clerk', post('clerk', pick(towns)))] : []),
    person('r-bureau', post('bureau', pick(banners))),
  ];
  const service = await start({
    packs,
    cast: {
      people: [...keepers, ...readerPeople],
      organisations: [1, 2].map((n) => ({ id: `org-${n}`, title: `演示机构${n}` })),
    },
  });

  const clients = new Map<string, Client>();
  const as = async (id: string): Promise<Client> => {
    const known = clients.get(id) ?? (await service.as(id));
    clients.set(id, known);
    return known;
  };
  const rows: Row[] = [];
  const ids: Record<IdKind, { id: string; place: string }[]> = {
    case: [],
    attachment: [],
    member: [],
    need: [],
    resource: [],
    pair: [],
    meeting: [],
    survey: [],
    decision: [],
    draft: [],
    delegation: [],
  };
  const mark = (what: string, place: string, sees: (reader: Reader) => boolean): string => {
    const text = `〖${rows.length}〗`;
    rows.push({ mark: text, what, place, sees });
    return text;
  };
  const keep = (kind: IdKind, id: string, place: string, sees: (reader: Reader) => boolean): string => {
    ids[kind].push({ id, place });
    if (id.length > 12) rows.push({ mark: id, what: `id of a ${kind}`, place, sees });
    return id;
  };

  const step = async (who: string, given: CaseReply, command: object): Promise<CaseReply> =>
    unwrap(await (await as(who)).command(given.id, { version: given.version, command: command as never }));

  const tellMatter = async (worker: string, index: number, place: string, took: readonly string[]): Promise<void> => {
    const organisation = random(3) === 0 ? undefined : `org-${1 + random(2)}`;
    const sees = (reader: Reader) =>
      within(reader, place, COUNCIL) ||
      took.includes(reader.id) ||
      reader.posts.some((held) => held.role === 'evaluator' && held.organisation === organisation);
    const client = await as(worker);
    let reply = unwrap(
      await client.openCase({
        flow: 'matter',
        place,
        submit: true,
        data: {
          name: mark('name of a matter', place, sees),
          amount: 100 + index,
          ...(organisation === undefined ? {} : { evaluator: organisation }),
        },
      }),
    );
    keep('case', reply.id, place, sees);
    const file = unwrap(
      await client.attach(reply.id, new TextEncoder().encode(mark('content of a file', place, sees)), {
        name: `${mark('name of a file', place, sees)}.txt`,
      }),
    );
    keep('attachment', file.id, place, sees);
    const town = towns.indexOf(place.slice(0, place.lastIndexOf('/')));
    if (town < 0 || random(4) === 0) return;
    reply = await step(`c${town}`, unwrap(await (await as(`c${town}`)).case(reply.id)), {
      type: 'submit',
      step: 'review',
      data: { opinion: mark('opinion of the town', place, sees) },
    });
    reply = await step(worker, unwrap(await client.case(reply.id)), { type: 'submit', step: 'confirm', data: {} });
    const signer = `s${villages.indexOf(place)}`;
    const asked = unwrap(await (await as(signer)).case(reply.id));
    reply = await step(signer, asked, {
      type: 'sign',
      step: 'confirm',
      contentHash: asked.view.openSteps[0]?.contentHash ?? '',
      comment: mark('comment of a resident', place, sees),
    });
    if (organisation === undefined) return;
    const evaluator = `e${organisation.slice(-1)}`;
    await step(evaluator, unwrap(await (await as(evaluator)).case(reply.id)), {
      type: 'submit',
      step: 'assess',
      data: { assessment: mark('assessment by an organisation', place, sees) },
    });
  };

  for (const [index, place] of villages.entries()) {
    const worker = `w${index}`;
    const client = await as(worker);
    const banner = banners.findIndex((one) => isWithin(place, one));
    const reads = (roles: readonly string[]) => (reader: Reader) =>
      within(reader, place, roles) || reader.id === worker;

    await tellMatter(worker, index, place, [worker]);

    const secret = reads(['worker', 'bureau']);
    let told = unwrap(
      await client.openCase({
        flow: 'secret',
        place,
        submit: true,
        data: { subject: mark('subject of a restricted case', place, secret) },
      }),
    );
    keep('case', told.id, place, secret);
    if (random(3) > 0) {
      const judge = `b${banner}`;
      told = unwrap(await (await as(judge)).case(told.id));
      await step(judge, told, {
        type: 'submit',
        step: 'judge',
        data: {
          judgement: mark(
            'judgement in a restricted case',
            place,
            (reader) => within(reader, place, ['bureau']) || reader.id === judge,
          ),
        },
      });
    }

    const money = reads(BOOKS);
    keep(
      'case',
      unwrap(
        await client.openCase({
          flow: 'gifts',
          place,
          submit: true,
          data: { given: 10 + index, giver: mark('giver in an account', place, money) },
        }),
      ).id,
      place,
      money,
    );

    const books = reads(BOOKS);
    const add = async (kind: IdKind, register: string, data: object, sees: (reader: Reader) => boolean) =>
      keep(
        kind,
        unwrap(await client.addRecord(register, { place, from: '2026-01-01', data: data as never })).record.id,
        place,
        sees,
      );
    // Minutes name members, and a report takes the newest: both are read by others than the book itself.
    for (const no of ['n1', 'n2'])
      await add('member', 'members', { no, name: mark('member in a kept register', place, reads(COUNCIL)) }, books);
    const need = await add('need', 'needs', { sort: 'a', size: 3, name: mark('need', place, books) }, books);
    const offers = (reader: Reader) =>
      books(reader) || reader.posts.some((held) => BOOKS.includes(held.role) && sameStreet(held.place, place));
    const resource = await add(
      'resource',
      'resources',
      { sort: 'a', size: 9, name: mark('resource', place, offers) },
      offers,
    );
    const paired = unwrap(
      await client.confirmMatch('match', { need, resource, amount: 1, note: mark('note of a match', place, books) }),
    );
    keep('pair', paired.pairs[0]?.id ?? '', place, books);

    const council = reads(COUNCIL);
    const called = unwrap(
      await client.callMeeting('council', {
        place,
        on: '2026-11-20',
        where: mark('place of a meeting', place, council),
        chair: 'n1',
        agenda: [{ kind: 'topic', title: mark('item of a meeting', place, council) }],
      }),
    );
    keep('meeting', called.id, place, council);
    unwrap(
      await client.commandMeeting('council', called.id, {
        version: called.version,
        command: {
          type: 'minutes',
          close: true,
          minutes: {
            attendance: ['n1', 'n2'].map((member) => ({ member, how: 'present' as const })),
            discussion: { [called.agenda[0]?.id ?? '']: mark('discussion in minutes', place, council) },
            resolutions: [
              {
                item: called.agenda[0]?.id ?? '',
                no: '1',
                text: mark('resolution', place, council),
                result: 'adopted',
                body: 'committee',
              },
            ],
          },
        },
      }),
    );

    const polled = (reader: Reader) => within(reader, place, ['worker', 'signer']);
    const { survey } = unwrap(
      await client.openSurvey({
        kind: 'poll',
        place,
        subject: mark('subject of a survey', place, polled),
        until: '2026-12-24',
        populations: [{ place, size: 3 }],
        rule: { mode: 'all' },
      }),
    );
    keep('survey', survey.id, place, polled);

    const list = (reader: Reader) =>
      reader.posts.some((held) => isWithin(place, held.place)) || reader.id === `b${banner}`;
    const published = random(4) === 0;
    const keeper = await as(`b${banner}`);
    const change = async (at: string, sees: (reader: Reader) => boolean, open: boolean) => {
      const version = unwrap(await keeper.placeList('duties', { place: at })).version;
      return unwrap(
        await keeper.changeList('duties', {
          place: at,
          version,
          command: {
            type: 'change',
            change: 'add',
            title: mark('entry of a list', at, (reader) => open || sees(reader)),
            part: 'duty',
            from: TODAY,
            reason: mark('reason of a change in a list', at, sees),
          },
        }),
      );
    };
    await change(place, list, published);
    if (published)
      unwrap(
        await keeper.changeList('duties', {
          place,
          version: unwrap(await keeper.placeList('duties', { place })).version,
          command: { type: 'publish', on: TODAY },
        }),
      );

    const report = unwrap(await client.report('quarter', { place }));
    const reports = (reader: Reader) =>
      books(reader) || reader.posts.some(({ role, place: at }) => role === 'clerk' && isWithin(place, at));
    unwrap(
      await client.answerReport('quarter', {
        place,
        period: report.period,
        version: report.version,
        values: { remark: mark('answer in a report', place, reports) },
        file: true,
      }),
    );

    const asked = (reader: Reader) => reader.id === worker || within(reader, place, ['admin']);
    const decided = unwrap(
      await client.decide({
        region: place,
        at: TODAY,
        decision: 'route',
        facts: { name: mark('facts of a kept decision', place, asked) },
        record: true,
      }),
    );
    keep('decision', decided.decisionRecord ?? '', place, asked);
  }

  for (const [index, banner] of banners.entries()) {
    const client = await as(`b${index}`);
    const drafts = (reader: Reader) => within(reader, banner, ['bureau', 'admin']);
    if (layered.includes(banner)) {
      const draft = unwrap(
        await client.createDraft({
          param: 'limit',
          region: banner,
          value: 3000,
          from: '2026-12-01',
          basis: 'assumption',
          note: mark('note of a draft', banner, drafts),
        }),
      );
      keep('draft', draft.id, banner, drafts);
    }
    const version = unwrap(await client.placeList('duties', { place: banner })).version;
    unwrap(
      await client.changeList('duties', {
        place: banner,
        version,
        command: {
          type: 'change',
          change: 'add',
          // It reaches down to every list below, and is published with those that are.
          title: mark('entry of a list above', banner, () => true),
          part: 'duty',
          from: TODAY,
          reason: mark('reason in a list above', banner, (reader) => onThePath(reader, banner)),
        },
      }),
    );
  }

  // Deputies of somebody of the place, whose period runs, is over, or was ended.
  const lent: { to: string; post: Assignment }[] = [];
  for (const [to, until, ends] of [
    ['r-deputy', '2026-12-24', false],
    ['r-deputy-over', TODAY, false],
    ['r-nobody', '2026-12-24', true],
  ] as const) {
    const giver = pick(keepers.filter(({ id }) => /^[wscb]\d/.test(id)));
    const own = giver.assignments[0] as Assignment;
    const known = (reader: Reader) => [giver.id, to].includes(reader.id) || within(reader, own.place, ['admin']);
    const reply = unwrap(
      await (await as(giver.id)).delegate({
        post: { role: own.role, place: own.place },
        deputy: to,
        from: TODAY,
        until,
        reason: mark('reason of a deputy', own.place, known),
      }),
    );
    const made = reply.delegations.find(({ deputy }) => deputy.id === to)?.id ?? '';
    keep('delegation', made, own.place, known);
    if (ends)
      unwrap(
        await (await as(giver.id)).endDelegation(made, {
          person: giver.id,
          reason: mark('reason of an end', own.place, known),
        }),
      );
    else if (until > TODAY) lent.push({ to, post: { ...own, for: giver.id } });
  }

  // Whoever took part keeps sight of that case after the post, and of nothing else there.
  const former = readerPeople.find(({ id }) => id === 'r-former')?.assignments[0];
  if (former !== undefined) await tellMatter('r-former', 99, former.place, ['r-former']);

  service.now += DAY;
  const today = '2026-11-26';
  const readers = [...readerPeople, ...keepers.filter(({ id }) => /^([wsb]0|e1)$/.test(id))].map(
    ({ id, assignments }): Reader => ({
      id,
      posts: [
        ...assignments.filter(({ from = '', until = '9999' }) => from <= today && today <= until),
        ...lent.filter(({ to }) => to === id).map(({ post: held }) => held),
      ],
      announced: assignments.filter(({ from = '' }) => from > today).map(({ place }) => place),
    }),
  );
  const seats = [...keepers, ...readerPeople].flatMap(({ assignments }) =>
    assignments.filter((one) => one.organisation).map(({ place }) => place),
  );
  return { service, places, villages, seats, rows, readers, ids };
}
