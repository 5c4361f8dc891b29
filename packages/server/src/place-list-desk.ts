import { randomBytes } from 'node:crypto';
import {
  applyListEvent,
  askAboutList,
  comparePlaceLists,
  decideListCommand,
  keptList,
  type Library,
  type ListCommand,
  matchTitles,
  mayOpen,
  type PlaceList,
  type Verdict,
  weighMatter,
} from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { eligibleOf, hashJson, isWithin, levelOf, mayAct } from '@cebao/pack';
import type {
  ListChangeRequest,
  ListComparisonReply,
  ListOpenings,
  ListPlaceRow,
  ListPlaces,
  ListRow,
  MatterReply,
  MatterRequest,
  PlaceListReply,
  PublicListReply,
  ResponseReply,
  ResponseRequest,
} from './api/lists.ts';
import { findVisibleCase } from './case-index.ts';
import { civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import {
  askWhetherAlike,
  type FoundList,
  getList,
  listStream,
  loadPlaceLists,
  placeListsOf,
  placesWithList,
  projectPlaceLists,
  readerAt,
  readerBelow,
} from './place-list-book.ts';
import { Refusal } from './problem.ts';
import { refuseIssues } from './refuse-issues.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** The lists of the places at which a person works. */
export function listsOf(services: Services, viewer: Viewer): ListRow[] {
  const rows = new Map<string, ListRow>();
  for (const { place } of viewer.person.assignments) {
    const policy = services.policies.newest(place);
    if (!policy.ok) continue;
    for (const list of placeListsOf(policy.value)) {
      const found: FoundList = { list, policy: policy.value };
      const known = rows.get(list.id);
      if (known && !isWithin(known.under, place)) continue;
      const { level, kinds, parts, fields = [] } = list.perPlace;
      rows.set(list.id, {
        id: list.id,
        title: list.title,
        ...(list.note === undefined ? {} : { note: list.note }),
        level,
        kinds: [...kinds],
        parts: [...parts],
        fields: [...fields],
        places: placesWithList(services, found, place).length,
        under: place,
        underTitle: services.instance().titleOf(place),
        keeps: keeps(found, place, viewer) || (known?.keeps ?? false),
        opens: openingsOf(found, place, viewer),
      });
    }
  }
  return [...rows.values()];
}

function keeps({ list, policy }: FoundList, place: string, viewer: Viewer): boolean {
  return mayAct(policy, list.perPlace.maintainers, { place }, viewer.person).ok;
}

/** The flows that the person may open at the place to come to a change. */
function openingsOf({ list, policy }: FoundList, place: string, viewer: Viewer): ListOpenings {
  const mine: ListOpenings = {};
  for (const name of ['change', 'report', 'apply'] as const) {
    const stated = list.perPlace.opens?.[name];
    const flow = stated && policy.findFlow(stated.flow);
    if (!stated || !flow || flow.opens?.level !== levelOf(place)) continue;
    if (!mayOpen(policy, flow, place, viewer.person).ok) continue;
    const fields = Object.entries(stated.fields).filter(([, field]) => field !== undefined);
    mine[name] = { flow: stated.flow, fields: Object.fromEntries(fields) as Record<string, string> };
  }
  return mine;
}

/** Staff see the lists of the places at which they work, below them, and above them. */
function requireSight(viewer: Viewer, place: string): void {
  if (!viewer.person.assignments.some((held) => isWithin(place, held.place) || isWithin(held.place, place)))
    throw new Refusal(404, 'unknownPlace', { params: { place } });
}

/** Who looks over many places at once works at the place above them all. */
function requireSightBelow(viewer: Viewer, under: string): void {
  if (!viewer.person.assignments.some((held) => isWithin(under, held.place)))
    throw new Refusal(404, 'unknownPlace', { params: { place: under } });
}

/** The places with this list, in short, page by page; all of them are counted. */
export async function listPlacesReply(
  services: Services,
  viewer: Viewer,
  id: string,
  query: { under?: string; at?: string; q?: string; after?: string; limit?: number },
): Promise<ListPlaces> {
  const under = query.under ?? viewer.person.assignments[0]?.place ?? '';
  requireSightBelow(viewer, under);
  const found = getList(services, id, under);
  const at = query.at ?? services.today();
  const reader = await readerBelow(services, found, under, at);
  const instance = services.instance();
  const places = placesWithList(services, found, under);
  const lists = new Map<string, PlaceList>(places.map(({ path }) => [path, reader.read(path)]));
  const wanted = places.filter(({ title }) => query.q === undefined || title.includes(query.q));
  const start = query.after === undefined ? 0 : wanted.findIndex(({ path }) => path === query.after) + 1;
  const page = wanted.slice(start, start + (query.limit ?? 50));
  const publishedOn = (place: string) =>
    keptList(reader.listsOf(place), id)
      .publications.filter(({ on }) => on <= at)
      .at(-1)?.on;
  const rows = page.map(({ path, title }): ListPlaceRow => {
    const read = lists.get(path) as PlaceList;
    const on = publishedOn(path);
    return {
      place: path,
      title,
      upperTitle: instance.titleOf(path.slice(0, path.lastIndexOf('/'))),
      ...(read.kind ? { kind: read.kind.kind } : {}),
      entries: read.entries.length,
      parts: countBy(read.entries.map(({ part = '' }) => part)),
      deviations: read.deviations,
      ...(on === undefined ? {} : { published: on }),
    };
  });
  const comparison = askWhetherAlike(found, [...lists.values()], at);
  const last = page.at(-1);
  return {
    rows,
    total: wanted.length,
    published: places.filter(({ path }) => publishedOn(path) !== undefined).length,
    kindUnknown: [...lists.values()].filter(({ kind }) => kind === undefined).length,
    ...(last && start + page.length < wanted.length ? { next: last.path } : {}),
    upper: instance.places
      .filter(
        ({ path }) =>
          levelOf(path) !== found.list.perPlace.level &&
          (isWithin(path, under) || isWithin(under, path)) &&
          (keptList(reader.listsOf(path), id).changes.length > 0 || path === under),
      )
      .map(({ path, title }) => ({ place: path, title, changes: keptList(reader.listsOf(path), id).changes.length })),
    ...(comparison ? { comparison } : {}),
  };
}

/** The list of a place on a day; of a place above, the entries that reach down from it. */
export async function placeListReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  place: string,
  at = services.today(),
): Promise<PlaceListReply> {
  requireSight(viewer, place);
  const found = getList(services, id, place);
  const { list, policy } = found;
  const { level, kinds, parts, fields = [], maintainers, decisions } = list.perPlace;
  const own = levelOf(place) === level;
  const reader = await readerAt(services, found, place, at);
  const kept = reader.listsOf(place);
  const history = keptList(kept, id);
  const read = own ? reader.read(place) : unfiltered(place, reader.libraryOf(`${place}/_`));
  const instance = services.instance();
  const kind = read.kind;
  const all = [...read.entries, ...read.leftOut.map(({ entry }) => entry)];
  const selection =
    own && decisions?.select && kind
      ? askAboutList(
          policy,
          decisions.select,
          {
            kind: kind.kind,
            items: all.map(({ id: item, kinds: meant }) => ({
              id: item,
              ...(meant && meant.length > 0 ? { kinds: [...meant] } : {}),
              applies: !read.leftOut.some(({ entry, why }) => entry.id === item && why === 'removed'),
            })),
          },
          at,
        )
      : undefined;
  const people = new Set(
    [...history.changes, ...history.publications, ...(kept?.kinds ?? [])].map(({ actor }) => actor.person),
  );
  const named = new Set([place, ...all.flatMap((entry) => [entry.addedAt, ...entry.amended.map((one) => one.place)])]);
  const above = place.split('/').map((_, index, segments) => segments.slice(0, index + 1).join('/'));
  for (const path of above) named.add(path);
  return {
    list: id,
    title: list.title,
    ...(list.note === undefined ? {} : { note: list.note }),
    place,
    placeTitle: instance.titleOf(place),
    upper: above.slice(0, -1).map((path) => ({ place: path, title: instance.titleOf(path) })),
    at,
    version: kept?.version ?? 0,
    own,
    ...(kind
      ? {
          kind: {
            kind: kind.kind,
            title: kinds.find((one) => one.id === kind.kind)?.title ?? kind.kind,
            from: kind.from,
            reason: kind.reason,
          },
        }
      : {}),
    kinds: [...kinds],
    parts: [...parts],
    fields: [...fields],
    entries: [...read.entries],
    leftOut: [...read.leftOut],
    deviations: read.deviations,
    changes: [...history.changes].reverse(),
    kindChanges: [...(kept?.kinds ?? [])]
      .reverse()
      .map(({ kind: to, from, reason, at: when, actor }) => ({ kind: to, from, reason, at: when, by: actor.person })),
    publications: [...history.publications].reverse(),
    notices: Object.values(history.notices),
    ...(selection?.ok ? { selection: selection.value } : {}),
    keeps: keeps(found, place, viewer),
    opens: openingsOf(found, place, viewer),
    who: maintainers.map((body) => eligibleOf(policy, body, { place }).title),
    demo: services.store.settings.demo,
    names: {
      people: Object.fromEntries([...people].map((one) => [one, instance.findPerson(one)?.name ?? one])),
      places: Object.fromEntries(
        [...named].flatMap((path) => (path === undefined ? [] : [[path, instance.titleOf(path)]])),
      ),
      layers: policy.layered.layers.map(({ title }) => title),
    },
  };
}

/** What reaches down from a place above, whatever the kinds. */
function unfiltered(place: string, library: Library): PlaceList {
  const entries = [...library.entries.values()];
  return {
    place,
    entries,
    leftOut: library.removed,
    deviations: entries.filter(
      ({ addedAt, amended }) => addedAt === place || amended.some((one) => one.place === place),
    ).length,
  };
}

/** Where the lists of two places differ. */
export async function compareListsReply(
  services: Services,
  viewer: Viewer,
  id: string,
  places: readonly [string, string],
  at = services.today(),
): Promise<ListComparisonReply> {
  const instance = services.instance();
  const [first, second] = await Promise.all(
    places.map(async (place) => {
      requireSight(viewer, place);
      const found = getList(services, id, place);
      return { found, read: (await readerAt(services, found, place, at)).read(place) };
    }),
  );
  if (!first || !second) throw new Refusal(404, 'unknownPlace', { params: { place: '' } });
  const side = ({ found, read }: typeof first) => ({
    place: read.place,
    title: instance.titleOf(read.place),
    ...(read.kind
      ? { kind: found.list.perPlace.kinds.find(({ id: kind }) => kind === read.kind?.kind)?.title ?? read.kind.kind }
      : {}),
  });
  const { same, onlyFirst, onlySecond, differing } = comparePlaceLists(first.read, second.read);
  return {
    title: first.found.list.title,
    at,
    first: side(first),
    second: side(second),
    parts: [...first.found.list.perPlace.parts],
    same: [...same],
    onlyFirst: [...onlyFirst],
    onlySecond: [...onlySecond],
    differing: [...differing],
  };
}

/** Changes the lists of a place, unless they changed since the person saw them. */
export async function changeLists(
  services: Services,
  viewer: Viewer,
  id: string,
  { place, command, version }: ListChangeRequest,
  key: string,
): Promise<PlaceListReply> {
  const { store } = services;
  if (services.instance().findPlace(place) === undefined) throw new Refusal(422, 'unknownPlace', { params: { place } });
  requireSight(viewer, place);
  const found = getList(services, id, place);
  const request = hashJson({ list: id, place, command, version } as unknown as JsonValue);
  const scoped = `${viewer.person.id}:${key}`;
  const receipt = await store.readReceipt(scoped);
  if (receipt !== undefined) {
    if (receipt.request !== request) throw new Refusal(409, 'keyReused');
    return placeListReplyOf(services, viewer, id, place);
  }
  const before = await loadPlaceLists(store, place);
  if ((before?.version ?? 0) !== version)
    throw new Refusal(409, 'staleList', {
      issues: [{ code: 'staleVersion', path: '/version', params: { expected: version, actual: before?.version ?? 0 } }],
    });
  const reader = await readerAt(services, found, place, services.today());
  const reached = reader.libraryOf(levelOf(place) === found.list.perPlace.level ? place : `${place}/_`);
  const known = [...reached.entries.keys(), ...keptList(before, id).changes.map(({ item }) => item)];
  const decided = decideListCommand(
    found.policy,
    found.list,
    place,
    await fullCommand(services, viewer, command, place),
    {
      now: civilTimeOf(services.clock()),
      actor: viewer.person,
      newId: () => `list-${randomBytes(9).toString('hex')}`,
      known,
    },
  );
  if (!decided.ok) {
    const refused = decided.issues.some(({ code }) => code === 'notYourList');
    throw new Refusal(refused ? 403 : 422, refused ? 'listNotYours' : 'listRefused', {
      issues: decided.issues,
      params: { title: found.list.title },
      words: (code) => found.policy.words(code),
    });
  }
  const after = applyListEvent(before, decided.value);
  const done = await store.commit({
    streams: [{ stream: listStream(place), expectedVersion: version, events: commitEvents([decided.value]) }],
    documents: [projectPlaceLists(after)],
    idempotency: { key: scoped, request, result: { place } },
  });
  if (!done.ok) throw refuseIssues(done.issues, 'commandRefused');
  return placeListReplyOf(services, viewer, id, place);
}

/** The command as the rules see it: a new entry gets an id, a notice the title of a case that was not admitted. */
async function fullCommand(
  services: Services,
  viewer: Viewer,
  command: ListChangeRequest['command'],
  place: string,
): Promise<ListCommand> {
  if (command.type === 'change') {
    const item = command.item ?? `item-${randomBytes(5).toString('hex')}`;
    const { type, change, reason, from, title, part, kinds, data, until } = command;
    return {
      type,
      change,
      reason,
      from,
      title,
      part,
      kinds,
      data: data as Record<string, JsonValue> | undefined,
      until,
      item,
    };
  }
  if (command.type !== 'setNotice') return command;
  const row = await findVisibleCase(services, viewer, command.case);
  if (row === undefined || !isWithin(row.place, place)) throw new Refusal(404, 'unknownCase');
  if (command.shown && row.state !== 'returned' && row.state !== 'ended') throw new Refusal(422, 'noticeTooEarly');
  return { ...command, title: row.title };
}

/** One matter against the lists of all places below a place. */
export async function weighMatterReply(
  services: Services,
  viewer: Viewer,
  id: string,
  request: MatterRequest,
): Promise<MatterReply> {
  requireSightBelow(viewer, request.under);
  const found = getList(services, id, request.under);
  const at = request.at ?? services.today();
  const reader = await readerBelow(services, found, request.under, at);
  const places = placesWithList(services, found, request.under);
  const weighed = weighMatter(
    places.map(({ path }) => ({ place: path, lists: reader.listsOf(path) })),
    {
      at,
      list: id,
      matter: { title: request.title, item: request.item, kinds: request.kinds },
      libraryOf: (place) => reader.libraryOf(place),
    },
  );
  const verdicts: Record<Verdict, number> = { listed: 0, removed: 0, alike: 0, new: 0, otherKind: 0, kindUnknown: 0 };
  const kinds = new Map<string, { places: number; verdicts: Partial<Record<Verdict, number>> }>();
  const entries = new Map<string, MatterReply['entries'][number]>();
  let total = 0;
  let least = Infinity;
  let most = 0;
  for (const { kind = '', verdict, entry, load } of weighed) {
    verdicts[verdict] += 1;
    const group = kinds.get(kind) ?? { places: 0, verdicts: {} };
    group.places += 1;
    group.verdicts[verdict] = (group.verdicts[verdict] ?? 0) + 1;
    kinds.set(kind, group);
    if (entry) {
      const key = `${verdict} ${entry.id}`;
      const known = entries.get(key) ?? { ...entry, verdict, places: 0 };
      entries.set(key, { ...known, places: known.places + 1 });
    }
    total += load;
    least = Math.min(least, load);
    most = Math.max(most, load);
  }
  const instance = services.instance();
  const titles = new Map(found.list.perPlace.kinds.map((one) => [one.id, one.title]));
  return {
    places: weighed.length,
    verdicts,
    byKind: [...kinds].map(([kind, group]) => ({ kind, title: titles.get(kind) ?? '', ...group })),
    entries: [...entries.values()].sort((a, b) => b.places - a.places).slice(0, 50),
    load: {
      least: weighed.length === 0 ? 0 : least,
      most,
      mean: weighed.length === 0 ? 0 : Math.round((total / weighed.length) * 10) / 10,
    },
    rows: weighed
      .filter(({ verdict }) => request.verdict === undefined || verdict === request.verdict)
      .slice(0, request.limit ?? 50)
      .map((one) => ({ ...one, title: instance.titleOf(one.place) })),
  };
}

/** What a place does with a matter that reaches it, by its list. */
export async function responseReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  { place, matter, admitted = false }: ResponseRequest,
): Promise<ResponseReply> {
  requireSight(viewer, place);
  const found = getList(services, id, place);
  const at = services.today();
  const read = (await readerAt(services, found, place, at)).read(place);
  const same = (title: string) => matchTitles(title, matter) === 'same';
  const listed = read.entries.find(({ id: item, title }) => item === matter || same(title));
  const question = found.list.perPlace.decisions?.respond;
  const asked = question
    ? askAboutList(
        found.policy,
        question,
        { matter, listed: listed !== undefined, part: listed?.part ?? null, admitted },
        at,
      )
    : undefined;
  return {
    matter,
    ...(listed ? { listed } : {}),
    alike: read.entries.filter(({ title }) => matchTitles(title, matter) === 'alike'),
    leftOut: read.leftOut.filter(({ entry }) => matchTitles(entry.title, matter) !== undefined),
    ...(asked?.ok ? { asked: asked.value } : {}),
  };
}

/** What everybody may read of a list: the published one, and notices that are shown, at the place and above it. */
export async function publicListReplyOf(services: Services, id: string, place: string): Promise<PublicListReply> {
  const instance = services.instance();
  if (instance.findPlace(place) === undefined) throw new Refusal(404, 'unknownPlace', { params: { place } });
  const found = getList(services, id, place);
  const at = services.today();
  const reader = await readerAt(services, found, place, at);
  const publication = keptList(reader.listsOf(place), id)
    .publications.filter(({ on }) => on <= at)
    .at(-1);
  const own = levelOf(place) === found.list.perPlace.level;
  const above = place.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  return {
    title: found.list.title,
    placeTitle: instance.titleOf(place),
    ...(publication ? { publishedOn: publication.on } : {}),
    parts: [...found.list.perPlace.parts],
    entries:
      publication && own
        ? reader
            .read(place)
            .entries.map(({ id: item, title, part }) => ({ id: item, title, ...(part ? { part } : {}) }))
        : [],
    notices: above
      .flatMap((path) => Object.values(keptList(reader.listsOf(path), id).notices))
      .filter(({ shown }) => shown)
      .map(({ title, reason, at: when }) => ({ title, reason, on: when.slice(0, 10) })),
    demo: services.store.settings.demo,
  };
}

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
