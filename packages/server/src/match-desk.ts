import { randomBytes } from 'node:crypto';
import {
  applyMatchEvent,
  applyRecordEvent,
  type Candidate,
  confirmMatch,
  findCandidates,
  type IndicatorLine,
  indexResources,
  type KeptRecord,
  type Lacking,
  leftOf,
  type MatchBook,
  type MatchContext,
  type MatchEvent,
  type MatchNeed,
  type MatchResource,
  type MatchSource,
  matchRound,
  type NotFit,
  type RecordEvent,
  type Round,
  readNeeds,
  readResources,
  type Standing,
  servesPlace,
  sourceOfLine,
  sourceOfRecord,
  sumOf,
  undoMatch,
  usedOf,
} from '@cebao/casework';
import type { JsonValue, Result } from '@cebao/engine';
import { hashJson, isWithin, type Match, mayAct, type Policy } from '@cebao/pack';
import type { DocumentWrite } from '@cebao/store';
import type {
  CandidateRow,
  ConfirmRequest,
  MatchQuery,
  MatchReply,
  MatchRow,
  NeedReply,
  NeedRow,
  PairRow,
} from './api/matches.ts';
import { booksOf } from './books.ts';
import { wholeCases } from './case-index.ts';
import { civilDateOf, civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import { eachDocument } from './each-document.ts';
import {
  MATCHED_NEEDS,
  type MatchedNeed,
  matchBooks,
  matchStream,
  needKey,
  putMatchBook,
  putMatchedNeed,
} from './match-book.ts';
import { messages } from './messages/zh-CN.ts';
import { Refusal, spoken } from './problem.ts';
import {
  BOOKS,
  bookKey,
  KEPT_RECORDS,
  keptRecordsAt,
  loadRecord,
  projectRecord,
  putBook,
  recordStream,
} from './record-book.ts';
import { refuseIssues } from './refuse-issues.ts';
import { recordsOf } from './register-book.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

const words = messages.matches;

/** A match as it is read from one place on one day. */
interface Desk {
  readonly match: Match;
  readonly policy: Policy;
  readonly place: string;
  readonly at: string;
  readonly needs: readonly MatchNeed[];
  readonly resources: readonly MatchResource[];
  readonly books: ReadonlyMap<string, MatchBook>;
  readonly standing: Standing;
  /** Titles of every line, also of those that hold no longer. */
  readonly titles: ReadonlyMap<string, string>;
  readonly caseNeeds: boolean;
}

/** The matches of the places at which the person works. */
export async function matchRows(services: Services, viewer: Viewer): Promise<MatchRow[]> {
  const rows: MatchRow[] = [];
  for (const { match, place } of matchesOf(services, viewer)) {
    const desk = await openDesk(services, viewer, match.id, { place });
    const round = need(matchRound(desk.policy, indexOf(desk), desk.needs, desk.standing, { at: desk.at, most: 1 }));
    rows.push({
      id: match.id,
      title: match.title,
      place,
      placeTitle: services.instance().titleOf(place),
      needs: round.needs.length,
      without: round.needs.filter(({ lacking }) => lacking !== undefined).length,
    });
  }
  return rows;
}

/** The round of a match: every open need with its candidates, or with what it lacks. */
export async function matchReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  query: MatchQuery,
): Promise<MatchReply> {
  const desk = await openDesk(services, viewer, id, query);
  const { match, policy, place, at, standing } = desk;
  const round: Round = need(matchRound(policy, indexOf(desk), desk.needs, standing, { at }));
  const { titleOf } = services.instance();
  const title = (register: string) => policy.findRegister(register)?.title ?? register;
  const { confirm } = match;
  return {
    id: match.id,
    title: match.title,
    demo: services.store.settings.demo,
    ...(match.note === undefined ? {} : { note: match.note }),
    ...(match.cadence === undefined ? {} : { cadence: match.cadence }),
    at,
    today: services.today(),
    place,
    placeTitle: titleOf(place),
    places: matchesOf(services, viewer)
      .filter((one) => one.match.id === id)
      .map((one) => ({ path: one.place, title: titleOf(one.place) })),
    confirms: confirm !== undefined,
    confirmedBy: match.by.map((body) => policy.bodies.find((one) => one.id === body)?.title ?? body),
    ...(confirm?.becomes
      ? { becomes: { register: confirm.becomes.register, title: title(confirm.becomes.register) } }
      : {}),
    needRegister: { id: match.need.register, title: title(match.need.register) },
    resourceRegister: { id: match.resource.register, title: title(match.resource.register) },
    needs: round.needs.map(({ need: one, rest, candidates, lacking }) => ({
      ...needRowOf(services, viewer, desk, one, rest),
      candidates: candidates.map((candidate) => candidateRowOf(services, candidate, one)),
      lacking: lacking ? lackingWords(lacking) : [],
    })),
    idle: round.idle.map((one) => ({
      id: one.id,
      title: one.title,
      placeTitle: titleOf(one.place),
      left: leftOf(one, standing.used),
    })),
    resources: desk.resources.map((one) => ({
      id: one.id,
      title: one.title,
      placeTitle: titleOf(one.place),
      capacity: one.capacity,
      used: standing.used(one.id),
      left: leftOf(one, standing.used),
    })),
    pairs: pairRowsOf(services, viewer, desk),
  };
}

/**
 * What a match brought together, and the needs that are open on a day, each a line with its place. A need is seen where
 * the person reads it in the match itself; undefined where they read none.
 */
export async function matchLines(
  services: Services,
  viewer: Viewer,
  id: string,
  { place, at }: { readonly place: string; readonly at: string },
): Promise<IndicatorLine[] | undefined> {
  const mine = matchesOf(services, viewer).filter(({ match }) => match.id === id);
  const under = mine.some((one) => isWithin(place, one.place))
    ? [place]
    : mine.flatMap((one) => (isWithin(one.place, place) ? [one.place] : []));
  if (under.length === 0) return undefined;
  const lines = new Map<string, IndicatorLine>();
  for (const one of under) {
    const desk = await openDesk(services, viewer, id, { place: one, at });
    const placeOf = new Map<string, string>();
    for (const { pairs } of desk.books.values()) for (const pair of pairs) placeOf.set(pair.id, pair.needPlace);
    for (const pair of pairRowsOf(services, viewer, desk)) {
      const on = pair.at.slice(0, 10);
      const cells = {
        state: pair.undone ? 'undone' : 'confirmed',
        need: pair.needTitle,
        resource: pair.resourceTitle,
        amount: pair.amount,
        since: on,
      };
      if (on <= at) lines.set(pair.id, { key: pair.id, place: placeOf.get(pair.id) ?? one, on, cells });
    }
    for (const { id: need, title, place: needPlace, since, amount } of desk.needs) {
      const rest = amount - desk.standing.met(need);
      const cells = { state: 'open', need: title, resource: null, amount: rest, since };
      if (rest > 0) lines.set(`need ${need}`, { key: `need ${need}`, place: needPlace, on: since, cells });
    }
  }
  return [...lines.values()];
}

/** One need with everyone who fits, and why all others do not. */
export async function needReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  needId: string,
  query: MatchQuery,
): Promise<NeedReply> {
  const desk = await openDesk(services, viewer, id, query);
  const found = desk.needs.find((one) => one.id === needId);
  if (!found) throw new Refusal(404, 'unknownRecord');
  const { match, policy, at, standing } = desk;
  const { rest, candidates, others } = need(findCandidates(policy, desk, found, standing, at));
  const { titleOf } = services.instance();
  return {
    match: match.id,
    matchTitle: match.title,
    demo: services.store.settings.demo,
    at,
    confirms: match.confirm !== undefined,
    parts: match.parts === true,
    need: needRowOf(services, viewer, desk, found, rest),
    candidates: candidates.map((candidate) => candidateRowOf(services, candidate, found)),
    others: others.map(({ resource, because }) => ({
      resource: resource.id,
      title: resource.title,
      placeTitle: titleOf(resource.place),
      because: because.map(notFitWords),
    })),
  };
}

/** How often a match is judged anew because need or resource moved on meanwhile. */
const MOST_TRIES = 8;

/** Confirms a match: kept together with the record that it becomes, or not at all. */
export async function confirmPair(
  services: Services,
  viewer: Viewer,
  id: string,
  request: ConfirmRequest,
  key: string,
  tries = 1,
): Promise<MatchReply> {
  const sent = { match: id, ...request };
  if (await isDone(services, viewer, key, sent)) return matchReplyOf(services, viewer, id, {});
  const desk = await openDesk(services, viewer, id, {});
  const found = desk.needs.find((one) => one.id === request.need);
  const resource = desk.resources.find((one) => one.id === request.resource);
  if (!found || !resource) throw new Refusal(404, 'unknownRecord');
  const policy = need(services.policies.newest(found.place));
  const match = policy.matches.find((one) => one.id === id) ?? desk.match;
  const counted = await readNeed(services, match.need.register, found.id);
  const { becomes } = match.confirm ?? {};
  const others = becomes ? await keptRecordsAt(services.store, becomes.register, found.place) : [];
  const book = desk.books.get(resource.id);
  const decided = confirmMatch(
    policy,
    match,
    { need: found, resource, amount: request.amount, note: request.note },
    { ...contextOf(services, viewer), book, met: desk.standing.met(found.id), others },
  );
  if (!decided.ok) throw refuseIssues(decided.issues, 'commandRefused');
  const { event, record } = decided.value;
  const done = await keep(services, policy, {
    event,
    book,
    counted,
    records: others,
    record,
    key: scoped(viewer, key),
    request: hashJson(sent),
    again: tries < MOST_TRIES,
  });
  if (!done) return confirmPair(services, viewer, id, request, key, tries + 1);
  return matchReplyOf(services, viewer, id, {});
}

/** Takes a match back, with a reason; the record that it had become ends with it. */
export async function undoPair(
  services: Services,
  viewer: Viewer,
  id: string,
  pair: string,
  reason: string,
  key: string,
  tries = 1,
): Promise<MatchReply> {
  const sent = { match: id, pair, reason };
  if (await isDone(services, viewer, key, sent)) return matchReplyOf(services, viewer, id, {});
  const desk = await openDesk(services, viewer, id, {});
  const book = [...desk.books.values()].find(({ pairs }) => pairs.some((one) => one.id === pair && one.match === id));
  const known = book?.pairs.find((one) => one.id === pair);
  if (!book || !known) throw new Refusal(404, 'unknownRecord');
  const policy = need(services.policies.newest(known.needPlace));
  const match = policy.matches.find((one) => one.id === id) ?? desk.match;
  const counted = await readNeed(services, known.needRegister, known.need);
  const became = known.became && (await loadRecord(services.store, known.became.register, known.became.record));
  const records = became ? await keptRecordsAt(services.store, became.register, became.place) : [];
  const decided = undoMatch(
    policy,
    match,
    { pair, reason, became },
    { ...contextOf(services, viewer), book, others: records.filter((one) => one.id !== became?.id) },
  );
  if (!decided.ok) throw refuseIssues(decided.issues, 'commandRefused');
  const { event, record } = decided.value;
  const done = await keep(services, policy, {
    event,
    book,
    counted,
    records,
    record,
    became,
    key: scoped(viewer, key),
    request: hashJson(sent),
    again: tries < MOST_TRIES,
  });
  if (!done) return undoPair(services, viewer, id, pair, reason, key, tries + 1);
  return matchReplyOf(services, viewer, id, {});
}

interface Kept {
  readonly event: MatchEvent;
  readonly book: MatchBook | undefined;
  readonly counted: { readonly need: MatchedNeed; readonly version: number };
  /** Records of the register that a match enters, at the place of the need. */
  readonly records: readonly KeptRecord[];
  readonly record?: RecordEvent | undefined;
  readonly became?: KeptRecord | undefined;
  readonly key: string;
  readonly request: string;
  readonly again: boolean;
}

/** One commit for the match, the count of the need and the record; false when something moved on and it may be tried again. */
async function keep(services: Services, policy: Policy, kept: Kept): Promise<boolean> {
  const { event, book, counted, record, became } = kept;
  const after = applyMatchEvent(book, event);
  const documents: DocumentWrite[] = [];
  if (after) documents.push(putMatchBook(after));
  documents.push(putMatchedNeed({ ...counted.need, moves: counted.need.moves + 1 }, counted.version));
  const entered = record && applyRecordEvent(became, record);
  if (entered) {
    documents.push(...projectRecord(policy, entered));
    const size = kept.records.length + (became ? 0 : 1);
    const known = await services.store.readDocument(BOOKS, bookKey(entered.register, entered.place));
    documents.push(putBook(entered.register, entered.place, size, known?.version ?? 0));
  }
  const done = await services.store.commit({
    streams: [
      {
        stream: matchStream(event.register, event.resource),
        expectedVersion: book?.version ?? 0,
        events: commitEvents([event]),
      },
      ...(record
        ? [
            {
              stream: recordStream(record.register, record.record),
              expectedVersion: became?.version ?? 0,
              events: commitEvents([record]),
            },
          ]
        : []),
    ],
    documents,
    idempotency: { key: kept.key, request: kept.request, result: { pair: event.pair } },
  });
  if (done.ok) return true;
  if (kept.again) return false;
  throw refuseIssues(done.issues, 'commandRefused');
}

async function isDone(services: Services, viewer: Viewer, key: string, sent: object): Promise<boolean> {
  const receipt = await services.store.readReceipt(scoped(viewer, key));
  if (receipt === undefined) return false;
  if (receipt.request !== hashJson(sent)) throw new Refusal(409, 'keyReused');
  return true;
}

async function readNeed(services: Services, register: string, id: string): Promise<Kept['counted']> {
  const found = await services.store.readDocument(MATCHED_NEEDS, needKey({ register, need: id }));
  return {
    need: (found?.value as unknown as MatchedNeed | undefined) ?? { register, need: id, moves: 0 },
    version: found?.version ?? 0,
  };
}

/** Every match with the places at which the person works and where it is stated, as far as that very post looks at it. */
function matchesOf(services: Services, viewer: Viewer): { readonly match: Match; readonly place: string }[] {
  const found: { match: Match; place: string }[] = [];
  const held = viewer.person.assignments;
  for (const place of [...new Set(held.map((post) => post.place))]) {
    const policy = services.policies.newest(place);
    if (!policy.ok) continue;
    const here: Viewer = {
      ...viewer,
      person: { ...viewer.person, assignments: held.filter((post) => post.place === place) },
    };
    for (const match of policy.value.matches)
      if (mayLook(services, here, place, policy.value, match)) found.push({ match, place });
  }
  return found;
}

/** Whether the posts at a place read the needs of a match, or bring them together. */
function mayLook(services: Services, here: Viewer, place: string, policy: Policy, match: Match): boolean {
  return booksOf(services, here, match.need.register).length > 0 || mayAct(policy, match.by, { place }, here.person).ok;
}

async function openDesk(services: Services, viewer: Viewer, id: string, query: MatchQuery): Promise<Desk> {
  const known = matchesOf(services, viewer).filter(({ match }) => match.id === id);
  const here = query.place === undefined ? known[0] : known.find(({ place }) => isWithin(query.place ?? '', place));
  if (!here) throw new Refusal(404, 'unknownMatch', { params: { id } });
  const place = query.place ?? here.place;
  const policy = need(services.policies.newest(place));
  const match = policy.matches.find((one) => one.id === id) ?? here.match;
  const at = query.at ?? services.today();
  const { store } = services;
  const register = policy.findRegister(match.need.register);
  const caseNeeds = register?.form === undefined;
  const lines: MatchSource[] = [];
  if (caseNeeds) {
    const whole = new Set((await wholeCases(services, viewer)).map((row) => row.id));
    for (const line of await recordsOf(store, match.need.register))
      if (whole.has(line.caseId ?? '') && isWithin(line.place, place)) lines.push(sourceOfLine(line));
  } else {
    const readable = new Set(booksOf(services, viewer, match.need.register).map((book) => book.place));
    for (const record of await everyRecord(services, match.need.register))
      if (readable.has(record.place) && isWithin(record.place, place)) lines.push(sourceOfRecord(record));
  }
  const offered = (await everyRecord(services, match.resource.register)).filter(
    (one) => isWithin(one.place, place) || servesPlace(one.place, place, match),
  );
  const needs = need(readNeeds(policy, match, lines, at));
  const resources = need(readResources(policy, match, offered.map(sourceOfRecord), at));
  const books = await matchBooks(store, match.resource.register);
  const met = new Map<string, number>();
  for (const { pairs } of books.values())
    for (const pair of pairs) met.set(pair.need, (met.get(pair.need) ?? 0) + sumOf([pair]));
  const everything = titlesOf(policy, match, lines, offered.map(sourceOfRecord));
  return {
    match,
    policy,
    place,
    at,
    needs,
    resources,
    books,
    standing: { used: (resource) => usedOf(books.get(resource)), met: (one) => met.get(one) ?? 0 },
    titles: everything,
    caseNeeds,
  };
}

/** Titles of lines as they read last. */
function titlesOf(
  policy: Policy,
  match: Match,
  needs: readonly MatchSource[],
  resources: readonly MatchSource[],
): Map<string, string> {
  const titles = new Map<string, string>();
  const { open: _, ...all } = match.need;
  for (const line of needs) {
    const last = line.versions.at(-1);
    const read = last && readNeeds(policy, { ...match, need: all }, [line], last.from);
    if (read?.ok && read.value[0]) titles.set(line.id, read.value[0].title);
  }
  for (const line of resources) {
    const last = line.versions.at(-1);
    const read = last && readResources(policy, match, [{ ...line, versions: [last] }], last.from);
    if (read?.ok && read.value[0]) titles.set(line.id, read.value[0].title);
  }
  return titles;
}

async function everyRecord(services: Services, register: string): Promise<KeptRecord[]> {
  const records: KeptRecord[] = [];
  for await (const { value } of eachDocument(services.store, KEPT_RECORDS, `${register}|`))
    records.push(value as unknown as KeptRecord);
  return records;
}

function indexOf({ match, resources, standing }: Desk) {
  return indexResources(match, resources, standing.used);
}

function needRowOf(services: Services, viewer: Viewer, desk: Desk, one: MatchNeed, rest: number): NeedRow {
  const { match, policy, caseNeeds } = desk;
  return {
    id: one.id,
    title: one.title,
    place: one.place,
    placeTitle: services.instance().titleOf(one.place),
    since: one.since,
    on: one.on,
    amount: one.amount,
    rest,
    keys: match.equal.map(({ title, labels = {} }, index) => {
      const key = one.keys[index] ?? null;
      const text = key === null ? '' : String(key);
      return { title, value: Object.hasOwn(labels, text) ? (labels[text] as string) : text };
    }),
    ...(caseNeeds ? { caseId: one.id } : {}),
    mayConfirm: match.confirm !== undefined && mayAct(policy, match.by, { place: one.place }, viewer.person).ok,
  };
}

function candidateRowOf(services: Services, candidate: Candidate, one: MatchNeed): CandidateRow {
  const { resource, agrees, left, amount, holds } = candidate;
  const placeTitle = services.instance().titleOf(resource.place);
  return {
    resource: resource.id,
    title: resource.title,
    place: resource.place,
    placeTitle,
    left,
    amount,
    reasons: [
      ...agrees.map(({ title, value }) => fillWords(words.agrees, { title, value })),
      resource.place === one.place ? words.samePlace : fillWords(words.serves, { place: placeTitle }),
      ...(left === null ? [] : [fillWords(words.left, { left })]),
      ...holds,
    ],
  };
}

function pairRowsOf(services: Services, viewer: Viewer, desk: Desk): PairRow[] {
  const { match, policy, place, books, titles } = desk;
  const { titleOf, findPerson } = services.instance();
  const nameOf = (person: string) => findPerson(person)?.name ?? person;
  const readable = new Set(booksOf(services, viewer, match.need.register).map((book) => book.place));
  const rows: PairRow[] = [];
  for (const { resource, pairs } of books.values())
    for (const pair of pairs) {
      if (pair.match !== match.id || !isWithin(pair.needPlace, place) || !readable.has(pair.needPlace)) continue;
      const { became, undone } = pair;
      rows.push({
        id: pair.id,
        need: pair.need,
        needTitle: titles.get(pair.need) ?? pair.need,
        needPlaceTitle: titleOf(pair.needPlace),
        resource,
        resourceTitle: titles.get(resource) ?? resource,
        amount: pair.amount,
        on: pair.on,
        at: pair.at,
        by: nameOf(pair.actor.person),
        ...(pair.note === undefined ? {} : { note: pair.note }),
        ...(became ? { became: { ...became, title: policy.findRegister(became.register)?.title ?? '' } } : {}),
        ...(undone ? { undone: { at: undone.at, by: nameOf(undone.actor.person), reason: undone.reason } } : {}),
        mayUndo: undone === undefined && mayAct(policy, match.by, { place: pair.needPlace }, viewer.person).ok,
      });
    }
  return rows.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1));
}

function notFitWords(because: NotFit): string {
  const { code, ...params } = because;
  return spoken({ code: `match.${code}`, path: '', params: params as Record<string, JsonValue> }).message;
}

function lackingWords(lacking: Lacking): string[] {
  switch (lacking.code) {
    case 'keyMissing':
      return [fillWords(words.keyMissing, { titles: lacking.titles.join(words.comma) })];
    case 'noneOfKind':
      return [
        fillWords(words.noneOfKind, {
          values: lacking.values.map((one) => fillWords(words.value, one)).join(words.comma),
        }),
      ];
    case 'noneNearby':
      return [fillWords(words.noneNearby, { n: lacking.elsewhere })];
    case 'noneFits':
      return lacking.reasons.map(({ reason, times }) =>
        fillWords(words.noneFits, { n: times, reason: notFitShort(reason) }),
      );
  }
}

/** The reason without particulars: it stands for several resources. */
function notFitShort(reason: NotFit): string {
  return reason.code === 'conditionFails'
    ? fillWords(words.short.conditionFails, { title: reason.title })
    : words.short[reason.code];
}

function fillWords(sentence: string, params: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

function contextOf(services: Services, viewer: Viewer): Pick<MatchContext, 'now' | 'actor' | 'newId'> {
  return {
    now: civilTimeOf(services.clock()),
    actor: viewer.person,
    newId: () => `${civilDateOf(services.clock()).replaceAll('-', '')}-${randomBytes(8).toString('hex')}`,
  };
}

function scoped(viewer: Viewer, key: string): string {
  return `${viewer.person.id}:match:${key}`;
}

/** A value that must be there; its issues otherwise. */
function need<T>(result: Result<T>): T {
  if (!result.ok) throw refuseIssues(result.issues);
  return result.value;
}
