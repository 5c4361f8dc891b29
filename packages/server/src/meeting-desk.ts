import { randomBytes } from 'node:crypto';
import {
  applyMeetingEvent,
  askAboutBody,
  askAboutMeeting,
  chairedBy,
  chairOf,
  chairsAhead,
  decideMeeting,
  followUpOf,
  type HeldMeeting,
  type KeptRecord,
  type MeetingCommand,
  type MeetingDue,
  type MeetingEntry,
  type MinutesChange,
  mayReadMeetings,
  meetingDue,
  membersOn,
  openResolutions,
  presentIn,
  type Resolution,
  refusesStage,
  stagesDone,
  tookPlace,
  weighMinutes,
} from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { hashJson, isWithin, levelOf, type Meeting, mayAct, type Policy } from '@cebao/pack';
import type {
  CallMeetingRequest,
  MeetingBodyReply,
  MeetingBodyRow,
  MeetingCommandRequest,
  MeetingReply,
  MeetingTask,
} from './api/meetings.ts';
import { visibleCases } from './case-index.ts';
import { civilDateOf, civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import {
  linesGone,
  loadMeeting,
  MEETING_BOOKS,
  meetingBookKey,
  meetingStream,
  meetingsAt,
  projectMeeting,
  putMeetingBook,
} from './meeting-book.ts';
import { messages } from './messages/zh-CN.ts';
import { Refusal } from './problem.ts';
import { keptRecordsAt } from './record-book.ts';
import { refuseIssues } from './refuse-issues.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

const AHEAD = 6;
const MOST_CASES = 100;

/** A body that meets, at a place where the person may read of it. */
interface Body {
  readonly kind: Meeting;
  readonly policy: Policy;
  readonly place: string;
  readonly placeTitle: string;
}

/** The bodies that meet where the person works, above it and below it, as far as they may read of them. */
function bodiesOf(services: Services, { person }: Viewer, id?: string): Body[] {
  const bodies: Body[] = [];
  for (const { path: place, title: placeTitle } of services.instance().places) {
    if (!person.assignments.some((held) => isWithin(place, held.place) || isWithin(held.place, place))) continue;
    const found = services.policies.newest(place);
    if (!found.ok) continue;
    const policy = found.value;
    for (const kind of policy.meetings) {
      if (kind.level !== levelOf(place) || (id !== undefined && kind.id !== id)) continue;
      if (mayReadMeetings(policy, kind, place, person)) bodies.push({ kind, policy, place, placeTitle });
    }
  }
  return bodies;
}

function getBody(services: Services, viewer: Viewer, id: string, place: string): Body {
  const found = bodiesOf(services, viewer, id).find((one) => one.place === place);
  if (found === undefined) throw new Refusal(404, 'unknownMeetingBody');
  return found;
}

/** A meeting of a body that the person may read, with the law it was called under. */
async function getHeld(
  services: Services,
  viewer: Viewer,
  id: string,
  meeting: string,
): Promise<{ readonly body: Body; readonly held: HeldMeeting; readonly policy: Policy; readonly kind: Meeting }> {
  const held = await loadMeeting(services.store, meeting);
  const body = held && bodiesOf(services, viewer, id).find(({ place }) => place === held.place);
  if (held === undefined || held.kind !== id || body === undefined) throw new Refusal(404, 'unknownMeeting');
  const policy = (await services.policies.ofRevision(held.revision, held.place)) ?? body.policy;
  return { body, held, policy, kind: policy.findMeeting(id) ?? body.kind };
}

/** Which bodies meet: when each is due, and what is open. */
export async function meetingRows(services: Services, viewer: Viewer): Promise<MeetingBodyRow[]> {
  const rows: MeetingBodyRow[] = [];
  const today = services.today();
  for (const { kind, policy, place, placeTitle } of bodiesOf(services, viewer)) {
    const meetings = await meetingsAt(services.store, kind.id, place);
    const planned = plannedOf(meetings);
    const due = dueOf(policy, kind, meetings, today);
    rows.push({
      id: kind.id,
      title: kind.title,
      place,
      placeTitle,
      ...(due ? { due } : {}),
      ...(planned ? { planned: { id: planned.id, on: planned.on } } : {}),
      held: meetings.filter(tookPlace).length,
      openResolutions: meetings.flatMap((one) => openResolutions(one)).length,
    });
  }
  return rows;
}

function plannedOf(meetings: readonly HeldMeeting[]): HeldMeeting | undefined {
  return meetings.filter(({ status }) => status === 'called').sort((a, b) => (a.on < b.on ? -1 : 1))[0];
}

function dueOf(policy: Policy, kind: Meeting, meetings: readonly HeldMeeting[], today: string) {
  const due: MeetingDue | undefined = meetingDue(
    policy,
    kind,
    meetings.filter(tookPlace).map(({ on }) => on),
    today,
  );
  if (!due) return undefined;
  const { assumption, ...rest } = due;
  return { ...rest, ...(assumption === undefined ? {} : { assumption: policy.words(assumption) }) };
}

/** A body: its members, whose turn it is, when it is due, and its meetings, newest first. */
export async function meetingBodyReply(
  services: Services,
  viewer: Viewer,
  id: string,
  place: string,
): Promise<MeetingBodyReply> {
  const { kind, policy, placeTitle } = getBody(services, viewer, id, place);
  const today = services.today();
  const meetings = await meetingsAt(services.store, id, place);
  const records = await keptRecordsAt(services.store, kind.members.register, place);
  const members = membersOn(policy, kind, records, today);
  const chaired = chairedBy(meetings);
  const next = chairOf(kind, members, chaired);
  const due = dueOf(policy, kind, meetings, today);
  const quorum = kind.quorum && policy.findParam(kind.quorum.persons, today);
  const asked = askAboutBody(policy, kind, place, members, meetings, today);
  if (!asked.ok) throw refuseIssues(asked.issues);
  const done = stagesDone(policy, kind, meetings, '9999-12-31');
  const may = mayAct(policy, kind.callers, { place }, viewer.person);
  const cases = (await visibleCases(services, viewer)).filter(
    (row) => isWithin(row.place, place) && (row.state === 'open' || row.state === 'returned'),
  );
  return {
    id,
    title: kind.title,
    place,
    placeTitle,
    ...(kind.note === undefined ? {} : { note: kind.note }),
    ...(due ? { due } : {}),
    members: members.map(({ member, name, mayChair }) => ({ member, name, mayChair })),
    membersRegister: {
      id: kind.members.register,
      title: policy.findRegister(kind.members.register)?.title ?? kind.members.register,
    },
    chair: {
      rotates: kind.chair?.rotates === true,
      ...(next ? { next: next.member } : {}),
      ahead: chairsAhead(kind, members, chaired, AHEAD).map(({ name }) => name),
      ...(kind.chair ? { basis: kind.chair.basis } : {}),
      ...(kind.chair?.assumption === undefined ? {} : { assumption: policy.words(kind.chair.assumption) }),
      ...(kind.chair?.note === undefined ? {} : { note: kind.chair.note }),
    },
    ...(typeof quorum?.value === 'number' ? { quorum: { persons: quorum.value, basis: quorum.basis } } : {}),
    agenda: kind.agenda.map((one) => ({ ...one })),
    ...(kind.stages
      ? {
          stages: kind.stages.values.map((stage) => {
            const why = refusesStage(policy, kind, done, stage.id, today);
            return { ...stage, ...(why === undefined ? {} : { why: policy.words(why) }) };
          }),
        }
      : {}),
    meetings: [...meetings]
      .sort((a, b) => (a.on !== b.on ? (a.on < b.on ? 1 : -1) : b.number - a.number))
      .map((held) => ({
        id: held.id,
        number: held.number,
        on: held.on,
        where: held.where,
        status: held.status,
        ...stageOf(kind, held),
        chair: held.chair.name,
        ...(held.chair.turn && held.chair.turn.member !== held.chair.member ? { turn: held.chair.turn.name } : {}),
        ...(held.chair.reason === undefined ? {} : { chairReason: held.chair.reason }),
        topics: held.agenda.map(({ title }) => title),
        ...(held.minutes ? { attended: presentIn(held.minutes).length } : {}),
        resolutions: held.minutes?.resolutions.length ?? 0,
        open: openResolutions(held).length,
      })),
    asked: asked.value.map((one) => ({ ...one, facts: { ...one.facts } })),
    cases: cases.slice(0, MOST_CASES).map((row) => ({ id: row.id, title: row.title })),
    mayCall: may.ok,
    callers: may.ok ? [] : titlesOf(may.who),
    demo: services.store.settings.demo,
  };
}

function stageOf({ stages }: Meeting, { stage }: HeldMeeting): { stage?: string } {
  const title = stages?.values.find(({ id }) => id === stage)?.title ?? stage;
  return title === undefined ? {} : { stage: title };
}

function titlesOf(who: readonly { readonly title: string }[]): string[] {
  return [...new Set(who.map(({ title }) => title))];
}

/** A meeting as a person reads it, with what they may do. */
export async function meetingReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  meeting: string,
): Promise<MeetingReply> {
  const { body, held, policy, kind } = await getHeld(services, viewer, id, meeting);
  const instance = services.instance();
  const today = services.today();
  const person = (who: string) => instance.findPerson(who)?.name ?? who;
  const bodyTitle = (which: string) => policy.bodies.find((one) => one.id === which)?.title ?? which;
  const records = await keptRecordsAt(services.store, kind.members.register, held.place);
  const members = membersOn(policy, kind, records, held.on);
  const asked = held.minutes ? askAboutMeeting(policy, kind, members, held) : { ok: true as const, value: [] };
  if (!asked.ok) throw refuseIssues(asked.issues);
  const acts = (bodies: readonly string[]) => mayAct(policy, bodies, { place: held.place }, viewer.person);
  const calls = acts(kind.callers);
  const clerking = acts(kind.clerks);
  const { status, minutes } = held;
  const isOf = (which: string) => policy.roles.some(({ actsFor, level }) => actsFor === which && level === kind.level);
  const open = new Set(openResolutions(held).map((one) => one.id));
  return {
    id: held.id,
    kind: id,
    title: kind.title,
    place: held.place,
    placeTitle: body.placeTitle,
    number: held.number,
    version: held.version,
    status,
    on: held.on,
    ...(held.time === undefined ? {} : { time: held.time }),
    where: held.where,
    late: held.calledAt.slice(0, 10) > held.on,
    ...stageOf(kind, held),
    chair: {
      member: held.chair.member,
      name: held.chair.name,
      ...(held.chair.turn && held.chair.turn.member !== held.chair.member ? { turn: held.chair.turn.name } : {}),
      ...(held.chair.reason === undefined ? {} : { reason: held.chair.reason }),
    },
    agenda: held.agenda.map((item) => ({
      ...item,
      kindTitle: kind.agenda.find((one) => one.id === item.kind)?.title ?? item.kind,
      ...(minutes?.discussion[item.id] === undefined ? {} : { discussion: minutes.discussion[item.id] as string }),
    })),
    members: members.map(({ member, name, mayChair }) => ({ member, name, mayChair })),
    attendance: (minutes?.attendance ?? []).map((one) => ({ ...one })),
    resolutions: (minutes?.resolutions ?? []).map((one) => ({
      ...one,
      ...(one.votes ? { votes: { ...one.votes } } : {}),
      ...(one.body === undefined ? {} : { bodyTitle: bodyTitle(one.body) }),
      followUps: held.followUps
        .filter(({ resolution }) => resolution === one.id)
        .map(({ at, actor, text, done }) => ({ at, by: person(actor.person), text, done })),
      done: followUpOf(held, one.id)?.done ?? false,
      overdue: open.has(one.id) && one.until !== undefined && one.until < today,
      mayFollow: status === 'closed' && acts(one.body === undefined ? kind.clerks : [one.body, ...kind.clerks]).ok,
    })),
    warnings: weighMinutes(policy, kind, held, minutes).map(({ code, basis, assumption, resolution }) => ({
      text: withNumber(policy.words(code), minutes?.resolutions, resolution),
      basis,
      ...(assumption === undefined ? {} : { assumption: policy.words(assumption) }),
    })),
    asked: asked.value.map((one) => ({ ...one, facts: { ...one.facts } })),
    agendaKinds: kind.agenda.map((one) => ({ ...one })),
    bodies: policy.bodies
      .filter(({ id: which }) => policy.roles.some(({ actsFor }) => actsFor === which))
      // Those of the place itself first: there are many above it.
      .sort((a, b) => Number(isOf(b.id)) - Number(isOf(a.id)))
      .map(({ id: which, title }) => ({ id: which, title })),
    may: {
      arrange: calls.ok && status === 'called',
      record: clerking.ok && (status === 'called' || status === 'minuted'),
      correct: clerking.ok && status === 'closed',
    },
    clerks: clerking.ok ? [] : titlesOf(clerking.who),
    history: held.history.map((entry) => ({
      id: entry.id,
      type: entry.type,
      at: entry.at,
      by: person(entry.actor.person),
      body: bodyTitle(entry.actor.body),
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      ...(entry.closed === undefined ? {} : { closed: entry.closed }),
      ...changesOf(entry, held, bodyTitle),
    })),
    demo: services.store.settings.demo,
  };
}

function withNumber(words: string, resolutions: readonly Resolution[] | undefined, id: string | undefined): string {
  const no = resolutions?.find((one) => one.id === id)?.no;
  return no === undefined ? words : `${no}${messages.meeting.colon}${words}`;
}

/** What a correction changed, in words. */
function changesOf(entry: MeetingEntry, held: HeldMeeting, bodyTitle: (id: string) => string) {
  if (!entry.changes) return {};
  const words = messages.meeting;
  const names = new Map((held.minutes?.attendance ?? []).map(({ member, name }) => [member, name]));
  const show = (field: string, value: JsonValue): string => {
    if (value === null) return words.nothing;
    if (field === 'how') return words.how[value as keyof typeof words.how] ?? String(value);
    if (field === 'result') return words.results[value as keyof typeof words.results] ?? String(value);
    return field === 'body' ? bodyTitle(String(value)) : String(value);
  };
  const changes = entry.changes.map(({ path, before, after }: MinutesChange) => {
    const [part = '', key = '', ...rest] = path.split('/');
    const field = rest.join('/');
    const what =
      part === 'attendance'
        ? (names.get(key) ?? key)
        : part === 'discussion'
          ? (held.agenda.find(({ id }) => id === key)?.title ?? key)
          : (held.minutes?.resolutions.find(({ id }) => id === key)?.no ?? words.resolutionGone);
    const named = part === 'discussion' ? words.fields.discussion : (words.fields[field as 'text'] ?? field);
    return { what, field: named, before: show(field, before), after: show(field, after) };
  });
  return { changes };
}

/** How often a call is judged anew because another meeting came between. */
const MOST_TRIES = 8;

/** Calls a meeting. */
export async function callMeeting(
  services: Services,
  viewer: Viewer,
  id: string,
  request: CallMeetingRequest,
  key: string,
  tries = 1,
): Promise<MeetingReply> {
  const { store } = services;
  const { kind, policy, place } = getBody(services, viewer, id, request.place);
  const sent = {
    key: `${viewer.person.id}:${key}`,
    request: hashJson({ call: id, ...request } as unknown as JsonValue),
  };
  const known = await resultOf(services, sent);
  if (known !== undefined) return meetingReplyOf(services, viewer, id, known);
  const book = await store.readDocument(MEETING_BOOKS, meetingBookKey(id, place));
  const meetings = await meetingsAt(store, id, place);
  const members = await keptRecordsAt(store, kind.members.register, place);
  const context = contextOf(services, viewer, meetings, members);
  const decided = decideMeeting(policy, kind, undefined, { type: 'call', ...request }, context);
  if (!decided.ok) throw refusal(decided.issues, policy);
  const held = applyMeetingEvent(undefined, decided.value) as HeldMeeting;
  const done = await store.commit({
    streams: [{ stream: meetingStream(held.id), expectedVersion: 0, events: commitEvents([decided.value]) }],
    documents: [...projectMeeting(policy, held), putMeetingBook(id, place, meetings.length + 1, book?.version ?? 0)],
    idempotency: { ...sent, result: { meeting: held.id } },
  });
  if (done.ok) return meetingReplyOf(services, viewer, id, (done.value.result as { meeting: string }).meeting);
  if (tries < MOST_TRIES && done.issues.every(({ params }) => params['collection'] === MEETING_BOOKS))
    return callMeeting(services, viewer, id, request, key, tries + 1);
  throw refuseIssues(done.issues, 'meetingRefused');
}

/** Changes, calls off, minutes, corrects or follows up a meeting, unless it has moved on since the person saw it. */
export async function commandMeeting(
  services: Services,
  viewer: Viewer,
  id: string,
  meeting: string,
  { version, command }: MeetingCommandRequest,
  key: string,
): Promise<MeetingReply> {
  const { held, policy, kind } = await getHeld(services, viewer, id, meeting);
  const request = hashJson({ meeting, version, command } as unknown as JsonValue);
  const sent = { key: `${viewer.person.id}:${key}`, request };
  if ((await resultOf(services, sent)) !== undefined) return meetingReplyOf(services, viewer, id, meeting);
  if (held.version !== version)
    throw new Refusal(409, 'meetingChanged', {
      issues: [{ code: 'staleVersion', path: '/version', params: { expected: version, actual: held.version } }],
    });
  const meetings = await meetingsAt(services.store, id, held.place);
  const members = await keptRecordsAt(services.store, kind.members.register, held.place);
  const context = contextOf(services, viewer, meetings, members);
  const decided = decideMeeting(policy, kind, held, command as MeetingCommand, context);
  if (!decided.ok) throw refusal(decided.issues, policy);
  const after = applyMeetingEvent(held, decided.value) as HeldMeeting;
  const done = await services.store.commit({
    streams: [{ stream: meetingStream(meeting), expectedVersion: version, events: commitEvents([decided.value]) }],
    documents: [...linesGone(policy, held, after), ...projectMeeting(policy, after)],
    idempotency: { ...sent, result: { meeting } },
  });
  if (!done.ok) throw refuseIssues(done.issues, 'meetingRefused');
  return meetingReplyOf(services, viewer, id, meeting);
}

/** Resolutions that wait for the person: in the charge of a body for which they act, or of nobody named and they record. */
export async function meetingTasksOf(services: Services, viewer: Viewer): Promise<MeetingTask[]> {
  const tasks: MeetingTask[] = [];
  const today = services.today();
  for (const { kind, policy, place, placeTitle } of bodiesOf(services, viewer)) {
    for (const held of await meetingsAt(services.store, kind.id, place)) {
      for (const one of openResolutions(held)) {
        if (!mayAct(policy, one.body === undefined ? kind.clerks : [one.body], { place }, viewer.person).ok) continue;
        tasks.push({
          kind: kind.id,
          meeting: held.id,
          resolution: one.id,
          title: kind.title,
          no: one.no,
          text: one.text,
          place,
          placeTitle,
          on: held.on,
          ...(one.until === undefined ? {} : { until: one.until }),
          overdue: one.until !== undefined && one.until < today,
        });
      }
    }
  }
  return tasks.sort((a, b) => ((a.until ?? '9') < (b.until ?? '9') ? -1 : 1));
}

/** Members and meeting as the minutes on paper need them. */
export async function minutesOf(services: Services, viewer: Viewer, id: string, meeting: string) {
  const { body, held, policy, kind } = await getHeld(services, viewer, id, meeting);
  if (!tookPlace(held)) throw new Refusal(409, 'minutesNotReady');
  return { held, policy, kind, placeTitle: body.placeTitle };
}

function contextOf(
  services: Services,
  viewer: Viewer,
  meetings: readonly HeldMeeting[],
  members: readonly KeptRecord[],
) {
  return {
    now: civilTimeOf(services.clock()),
    actor: viewer.person,
    newId: () => `${civilDateOf(services.clock()).replaceAll('-', '')}-${randomBytes(6).toString('hex')}`,
    meetings,
    members,
  };
}

function refusal(issues: readonly { code: string; path: string; params: Record<string, JsonValue> }[], policy: Policy) {
  const foreign = issues.some(({ code }) => code === 'notYourMeeting');
  return new Refusal(foreign ? 403 : 422, 'meetingRefused', { issues: [...issues], words: policy.words });
}

/** What an earlier request with this key did; the same key for something else is refused. */
async function resultOf(
  services: Services,
  { key, request }: { readonly key: string; readonly request: string },
): Promise<string | undefined> {
  const receipt = await services.store.readReceipt(key);
  if (receipt === undefined) return undefined;
  if (receipt.request !== request) throw new Refusal(409, 'keyReused');
  return (receipt.result as { meeting?: string }).meeting;
}
