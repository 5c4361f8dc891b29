import type { Issue, Result } from '@cebao/engine';
import { isCivilDate, levelOf, type Meeting, mayAct, type Person } from '@cebao/pack';
import type { CasePolicy } from '../case-policy.ts';
import { dayOf, eventActor } from '../event-head.ts';
import type { KeptRecord } from '../records/kept-record.ts';
import { issue } from '../refusals.ts';
import { type HeldMeeting, presentIn } from './held-meeting.ts';
import type { AgendaItem, Attendance, Chair, MeetingEvent, Minutes, Resolution } from './meeting-event.ts';
import { chairedBy, chairOf, type Member, membersOn } from './meeting-members.ts';
import { refusesStage, stagesDone } from './meeting-questions.ts';
import { minutesChanges } from './minutes-changes.ts';

type Maybe<T> = { readonly [K in keyof T]: T[K] | undefined };

/** Day, place, chair and agenda as people give them; items that are new have no id. */
export interface ArrangementInput {
  readonly on: string;
  readonly time?: string | undefined;
  readonly where: string;
  readonly chair: string;
  /** Why somebody chairs whose turn it is not. */
  readonly chairReason?: string | undefined;
  readonly agenda: readonly (Omit<Partial<Maybe<AgendaItem>>, 'kind' | 'title'> & Pick<AgendaItem, 'kind' | 'title'>)[];
}

/** Minutes as people write them: a resolution that is new has no id. */
export interface MinutesInput {
  readonly attendance: readonly (Partial<Maybe<Omit<Attendance, 'name'>>> & Pick<Attendance, 'member' | 'how'>)[];
  readonly discussion: Readonly<Record<string, string>>;
  readonly resolutions: readonly (Partial<Maybe<Resolution>> & Pick<Resolution, 'item' | 'no' | 'text' | 'result'>)[];
}

/** What people do with a meeting. */
export type MeetingCommand =
  | (ArrangementInput & { readonly type: 'call'; readonly place: string; readonly stage?: string | undefined })
  | (ArrangementInput & { readonly type: 'change'; readonly reason: string })
  | { readonly type: 'cancel'; readonly reason: string }
  | {
      readonly type: 'minutes';
      readonly minutes: MinutesInput;
      readonly close: boolean;
      /** Who chaired in the end, where that is somebody else. */
      readonly chair?: string | undefined;
      readonly chairReason?: string | undefined;
    }
  | { readonly type: 'correct'; readonly minutes: MinutesInput; readonly reason: string }
  | { readonly type: 'follow'; readonly resolution: string; readonly text: string; readonly done: boolean };

/** Who, when, and what there is already at the place. */
export interface MeetingContext {
  /** Civil time with offset. */
  readonly now: string;
  readonly actor: Person;
  readonly newId: () => string;
  /** All meetings of this kind at the place. */
  readonly meetings: readonly HeldMeeting[];
  /** The records of the members' register there. */
  readonly members: readonly KeptRecord[];
}

/**
 * Decides a command on a meeting: who calls and who records, whose turn it is to chair, what minutes must hold. Quorum and
 * majority are told by `weighMinutes` and refuse nothing. Pure.
 *
 * @example
 * decideMeeting(policy, meeting, undefined, { type: 'call', place, on: '2026-12-01', where: 'Hall', chair: 'p1', agenda: [{ kind: 'topic', title: 'Lights' }] }, context);
 */
export function decideMeeting(
  policy: CasePolicy,
  kind: Meeting,
  held: HeldMeeting | undefined,
  command: MeetingCommand,
  context: MeetingContext,
): Result<MeetingEvent> {
  const place = command.type === 'call' ? command.place : held?.place;
  if (place === undefined || (command.type === 'call') === (held !== undefined))
    return refuse(issue('unknownMeeting', ''));
  if (levelOf(place) !== kind.level) return refuse(issue('noMeetingAtPlace', '/place', { title: kind.title }));
  const bodies = bodiesFor(kind, held, command);
  const may = mayAct(policy, bodies, { place }, context.actor);
  if (!may.ok)
    return refuse(
      issue('notYourMeeting', '', { title: kind.title, who: [...new Set(may.who.map(({ title }) => title))] }),
    );
  const head = (meeting: string) => ({
    id: context.newId(),
    schema: 1 as const,
    meeting,
    at: context.now,
    actor: eventActor(context, may.as),
    sealed: null,
  });
  if (command.type === 'call') {
    const { stage } = command;
    const issues = stageIssues(policy, kind, stage, command.on, context);
    const arranged = arrange(policy, kind, undefined, command, context);
    if (!arranged.ok) issues.push(...arranged.issues);
    if (issues.length > 0 || !arranged.ok) return refuse(...issues);
    const number = context.meetings.reduce((most, one) => Math.max(most, one.number), 0) + 1;
    return done({
      ...head(context.newId()),
      type: 'meetingCalled',
      kind: kind.id,
      place,
      revision: policy.revision,
      number,
      ...arranged.value,
      ...(stage === undefined || !kind.stages ? {} : { stage }),
    });
  }
  if (held === undefined) return refuse(issue('unknownMeeting', ''));
  if (held.status === 'cancelled') return refuse(issue('meetingCancelled', ''));
  switch (command.type) {
    case 'change': {
      if (held.status !== 'called') return refuse(issue('meetingMinuted', ''));
      const arranged = arrange(policy, kind, held, command, context);
      const issues = [...reasonIssues(command.reason), ...(arranged.ok ? [] : arranged.issues)];
      if (issues.length > 0 || !arranged.ok) return refuse(...issues);
      return done({ ...head(held.id), type: 'meetingChanged', ...arranged.value, reason: command.reason });
    }
    case 'cancel': {
      if (held.status !== 'called') return refuse(issue('meetingMinuted', ''));
      const issues = reasonIssues(command.reason);
      if (issues.length > 0) return refuse(...issues);
      return done({ ...head(held.id), type: 'meetingCancelled', reason: command.reason });
    }
    case 'minutes': {
      if (held.status === 'closed') return refuse(issue('minutesClosed', ''));
      const issues: Issue[] = [];
      const today = dayOf(context.now);
      if (held.on > today) issues.push(issue('meetingNotYet', '/minutes', { on: held.on, today }));
      const members = membersOn(policy, kind, context.members, held.on);
      const other = command.chair !== undefined && command.chair !== held.chair.member;
      const chair = other
        ? chairFor(policy, kind, held.on, command.chair as string, command.chairReason, context, held, true)
        : undefined;
      if (chair && !chair.ok) issues.push(...chair.issues);
      const chairing = command.chair ?? held.chair.member;
      const minutes = readMinutes(policy, held, members, command.minutes, { whole: command.close, chairing }, context);
      if (!minutes.ok) issues.push(...minutes.issues);
      if (issues.length > 0 || !minutes.ok) return refuse(...issues);
      return done({
        ...head(held.id),
        type: 'minutesKept',
        minutes: minutes.value,
        closed: command.close,
        ...(chair?.ok ? { chair: chair.value } : {}),
      });
    }
    case 'correct': {
      if (held.status !== 'closed' || !held.minutes) return refuse(issue('minutesOpen', ''));
      const members = membersOn(policy, kind, context.members, held.on);
      const options = { whole: true, chairing: held.chair.member };
      const minutes = readMinutes(policy, held, members, command.minutes, options, context);
      const issues = [...reasonIssues(command.reason), ...(minutes.ok ? [] : minutes.issues)];
      if (issues.length > 0 || !minutes.ok) return refuse(...issues);
      const changes = minutesChanges(held.minutes, minutes.value);
      if (changes.length === 0) return refuse(issue('nothingChanged', '/minutes'));
      return done({
        ...head(held.id),
        type: 'minutesCorrected',
        minutes: minutes.value,
        changes,
        reason: command.reason,
      });
    }
    case 'follow': {
      if (held.status !== 'closed') return refuse(issue('minutesOpen', ''));
      const { resolution, text, done: isDone } = command;
      if (!held.minutes?.resolutions.some(({ id }) => id === resolution))
        return refuse(issue('unknownResolution', '/resolution'));
      if (text.trim() === '') return refuse(issue('textMissing', '/text'));
      return done({ ...head(held.id), type: 'resolutionFollowed', resolution, text: text.trim(), done: isDone });
    }
  }
}

/** Who may: callers arrange, clerks record, and whoever has to see to a resolution tells of it. */
function bodiesFor(kind: Meeting, held: HeldMeeting | undefined, command: MeetingCommand): readonly string[] {
  if (command.type === 'minutes' || command.type === 'correct') return kind.clerks;
  if (command.type !== 'follow') return kind.callers;
  const charged = held?.minutes?.resolutions.find(({ id }) => id === command.resolution)?.body;
  return charged === undefined ? kind.clerks : [charged, ...kind.clerks];
}

function stageIssues(
  policy: CasePolicy,
  kind: Meeting,
  stage: string | undefined,
  on: string,
  { meetings }: MeetingContext,
): Issue[] {
  if (!kind.stages) return [];
  if (!kind.stages.values.some(({ id }) => id === stage)) return [issue('stageMissing', '/stage')];
  if (!isCivilDate(on)) return [];
  const done = stagesDone(policy, kind, meetings, on);
  const reason = refusesStage(policy, kind, done, stage as string, on);
  return reason === undefined ? [] : [issue(reason, '/stage')];
}

function arrange(
  policy: CasePolicy,
  kind: Meeting,
  held: HeldMeeting | undefined,
  { on, time, where, chair, chairReason, agenda }: ArrangementInput,
  context: MeetingContext,
): Result<{ on: string; time?: string; where: string; chair: Chair; agenda: AgendaItem[] }> {
  if (!isCivilDate(on)) return refuse(issue('notADate', '/on', { value: on }));
  const issues: Issue[] = [];
  if (where.trim() === '') issues.push(issue('whereMissing', '/where'));
  if (time !== undefined && time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    issues.push(issue('notATime', '/time', { value: time }));
  if (agenda.length === 0) issues.push(issue('agendaEmpty', '/agenda'));
  const items: AgendaItem[] = [];
  for (const [index, { id, kind: of, title, note, caseId }] of agenda.entries()) {
    if (title.trim() === '') issues.push(issue('topicMissing', `/agenda/${index}/title`));
    if (!kind.agenda.some((one) => one.id === of)) issues.push(issue('unknownItemKind', `/agenda/${index}/kind`));
    const known = held?.agenda.find((one) => one.id === id);
    items.push({
      id: known?.id ?? context.newId(),
      kind: of,
      title: title.trim(),
      ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }),
      ...(caseId === undefined ? {} : { caseId }),
    });
  }
  const chosen = chairFor(policy, kind, on, chair, chairReason, context, held);
  if (!chosen.ok) issues.push(...chosen.issues);
  if (issues.length > 0 || !chosen.ok) return refuse(...issues);
  const at = time === undefined || time === '' ? {} : { time };
  return { ok: true, value: { on, ...at, where: where.trim(), chair: chosen.value, agenda: items } };
}

/** Somebody of the members chairs; out of turn, or by somebody who does not usually chair, only with a reason. */
function chairFor(
  policy: CasePolicy,
  kind: Meeting,
  on: string,
  chosen: string,
  reason: string | undefined,
  { meetings, members: records }: MeetingContext,
  held: HeldMeeting | undefined,
  always = false,
): Result<Chair> {
  const members = membersOn(policy, kind, records, on);
  if (members.length === 0) return refuse(issue('noMembers', '/chair', { title: kind.title, on }));
  const member = members.find((one) => one.member === chosen);
  if (!member) return refuse(issue('unknownMember', '/chair'));
  const chaired = chairedBy(meetings, { until: on, ...(held ? { but: held.id } : {}) });
  const turn = chairOf(kind, members, chaired);
  const other = turn !== undefined && turn.member !== chosen;
  const why = (reason ?? '').trim();
  if ((other || always) && why === '')
    return refuse(issue('chairOutOfTurn', '/chairReason', { turn: (turn ?? member).name, chosen: member.name }));
  return {
    ok: true,
    value: {
      member: chosen,
      name: member.name,
      ...(turn && kind.chair?.rotates ? { turn: { member: turn.member, name: turn.name } } : {}),
      ...((other || always) && why !== '' ? { reason: why } : {}),
    },
  };
}

function readMinutes(
  policy: CasePolicy,
  held: HeldMeeting,
  members: readonly Member[],
  { attendance, discussion, resolutions }: MinutesInput,
  { whole, chairing }: { readonly whole: boolean; readonly chairing: string },
  { meetings, newId }: MeetingContext,
): Result<Minutes> {
  const issues: Issue[] = [];
  const known = new Map(members.map((one) => [one.member, one.name]));
  for (const { member, name } of held.minutes?.attendance ?? []) if (!known.has(member)) known.set(member, name);
  const came: Attendance[] = [];
  for (const [index, { member, how, deputy, reason }] of attendance.entries()) {
    const at = `/minutes/attendance/${index}`;
    const name = known.get(member);
    if (name === undefined) issues.push(issue('unknownMember', at));
    else if (came.some((one) => one.member === member)) issues.push(issue('memberTwice', at, { name }));
    else if (how === 'deputy' && (deputy ?? '').trim() === '') issues.push(issue('deputyMissing', at, { name }));
    else
      came.push({
        member,
        name,
        how,
        ...(how === 'deputy' ? { deputy: (deputy as string).trim() } : {}),
        ...((reason ?? '').trim() === '' ? {} : { reason: (reason as string).trim() }),
      });
  }
  const attended = presentIn({ attendance: came, discussion: {}, resolutions: [] });
  if (whole) {
    const open = members.filter(({ member }) => !came.some((one) => one.member === member)).map(({ name }) => name);
    if (open.length > 0) issues.push(issue('attendanceOpen', '/minutes/attendance', { missing: open }));
    else if (!attended.some(({ member }) => member === chairing))
      issues.push(issue('chairAbsent', '/chair', { name: known.get(chairing) ?? chairing }));
  }
  const items = new Set(held.agenda.map(({ id }) => id));
  const said: Record<string, string> = {};
  for (const [item, text] of Object.entries(discussion)) {
    if (!items.has(item)) issues.push(issue('unknownItem', `/minutes/discussion/${item}`));
    else if (text.trim() !== '') said[item] = text.trim();
  }
  const resolved: Resolution[] = [];
  const numbers = new Set(
    meetings
      .filter(({ id }) => id !== held.id)
      .flatMap(({ minutes }) => minutes?.resolutions ?? [])
      .map(({ no }) => no),
  );
  for (const [index, one] of resolutions.entries()) {
    const at = `/minutes/resolutions/${index}`;
    const no = one.no.trim();
    if (!items.has(one.item)) issues.push(issue('unknownItem', `${at}/item`));
    if (one.text.trim() === '') issues.push(issue('resolutionTextMissing', `${at}/text`));
    if (no === '') issues.push(issue('resolutionNoMissing', `${at}/no`));
    else if (numbers.has(no)) issues.push(issue('resolutionNoTwice', `${at}/no`, { no }));
    numbers.add(no);
    if (one.until !== undefined && one.until !== '' && !isCivilDate(one.until))
      issues.push(issue('notADate', `${at}/until`, { value: one.until }));
    if (one.body !== undefined && !policy.bodies.some(({ id }) => id === one.body))
      issues.push(issue('unknownBody', `${at}/body`, { body: one.body }));
    const cast = one.votes ? one.votes.for + one.votes.against + one.votes.abstain : 0;
    if (whole && cast > attended.length)
      issues.push(issue('tooManyVotes', `${at}/votes`, { no, cast, attended: attended.length }));
    const before = held.minutes?.resolutions.find(({ id }) => id === one.id);
    resolved.push({
      id: before?.id ?? newId(),
      item: one.item,
      no,
      text: one.text.trim(),
      result: one.result,
      ...(one.votes ? { votes: one.votes } : {}),
      ...(one.body === undefined ? {} : { body: one.body }),
      ...((one.responsible ?? '').trim() === '' ? {} : { responsible: (one.responsible as string).trim() }),
      ...(one.until === undefined || one.until === '' ? {} : { until: one.until }),
    });
  }
  if (issues.length > 0) return refuse(...issues);
  return { ok: true, value: { attendance: came, discussion: said, resolutions: resolved } };
}

function reasonIssues(reason: string): Issue[] {
  return reason.trim() === '' ? [issue('reasonMissing', '/reason')] : [];
}

function done(event: MeetingEvent): Result<MeetingEvent> {
  return { ok: true, value: event };
}

function refuse(...issues: Issue[]): { readonly ok: false; readonly issues: Issue[] } {
  return { ok: false, issues };
}
