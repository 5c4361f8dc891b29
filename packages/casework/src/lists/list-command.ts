import type { Issue, JsonValue, Result } from '@cebao/engine';
import {
  type Answer,
  isCivilDate,
  LEVELS,
  type Level,
  type List,
  levelOf,
  mayAct,
  type Person,
  type Policy,
} from '@cebao/pack';
import type { EventActor } from '../event.ts';
import { issue } from '../refusals.ts';
import type { ListChangeType, ListEvent } from './list-event.ts';

type Data = Readonly<Record<string, JsonValue>>;

/** What people do with the lists of a place, outside of a case. */
export type ListCommand =
  | { readonly type: 'setKind'; readonly kind: string; readonly from: string; readonly reason: string }
  | {
      readonly type: 'change';
      readonly change: ListChangeType;
      readonly item: string;
      readonly title?: string | undefined;
      readonly part?: string | undefined;
      readonly kinds?: readonly string[] | undefined;
      readonly data?: Data | undefined;
      readonly reason: string;
      readonly from: string;
      readonly until?: string | undefined;
    }
  | { readonly type: 'publish'; readonly on: string; readonly note?: string | undefined }
  | {
      readonly type: 'setNotice';
      readonly case: string;
      readonly title: string;
      readonly shown: boolean;
      readonly reason: string;
    };

/** Who, when, and what the list reads at the place now. */
export interface ListContext {
  /** Civil time with offset. */
  readonly now: string;
  readonly actor: Person;
  readonly newId: () => string;
  /** Ids of the entries that the place has, or that are meant for others. */
  readonly known: readonly string[];
}

type ListPolicy = Pick<Policy, 'roles' | 'bodies' | 'decide' | 'evaluate' | 'findParam'>;

/**
 * Decides a command on the lists of a place: the kind of place, an entry, letting it be read, a notice. Pure.
 *
 * @example
 * decideListCommand(policy, list, 'nm/x/y/z/v', { type: 'setKind', kind: 'farming', from: '2026-01-01', reason: '…' }, context);
 */
export function decideListCommand(
  policy: ListPolicy,
  list: List,
  place: string,
  command: ListCommand,
  context: ListContext,
): Result<ListEvent> {
  const { perPlace } = list;
  if (!perPlace) return refuse(issue('listNotPerPlace', '/list', { list: list.title }));
  const may = mayAct(policy, perPlace.maintainers, { place }, context.actor);
  if (!may.ok)
    return refuse(issue('notYourList', '/place', { list: list.title, who: may.who.map(({ title }) => title) }));
  const { assignment, body } = may.as;
  const actor: EventActor = { person: context.actor.id, role: assignment.role, body, place: assignment.place };
  const head = { id: context.newId(), schema: 1 as const, place, at: context.now, actor, sealed: null };
  switch (command.type) {
    case 'setKind': {
      const issues = [
        ...reasonIssues(command.reason),
        ...dateIssues('from', command.from),
        ...(perPlace.kinds.some(({ id }) => id === command.kind)
          ? []
          : [issue('unknownPlaceKind', '/kind', { kind: command.kind })]),
        ...(levelOf(place) === perPlace.level ? [] : [issue('noListAtPlace', '/place', { list: list.title, place })]),
      ];
      const { kind, from, reason } = command;
      return issues.length > 0 ? refuse(...issues) : done({ ...head, type: 'kindSet', kind, from, reason });
    }
    case 'change':
      return change(policy, list, command, context, head);
    case 'publish': {
      const issues = dateIssues('on', command.on);
      return issues.length > 0
        ? refuse(...issues)
        : done({
            ...head,
            type: 'listPublished',
            list: list.id,
            on: command.on,
            ...(command.note ? { note: command.note } : {}),
          });
    }
    case 'setNotice': {
      const issues = reasonIssues(command.reason);
      const { case: about, title, shown, reason } = command;
      return issues.length > 0
        ? refuse(...issues)
        : done({ ...head, type: 'noticeSet', list: list.id, case: about, title, shown, reason });
    }
  }
}

type ChangeCommand = ListCommand & { type: 'change' };

function change(
  policy: ListPolicy,
  list: List,
  command: ChangeCommand,
  { known, now }: ListContext,
  head: { id: string; schema: 1; place: string; at: string; actor: EventActor; sealed: null },
): Result<ListEvent> {
  const issues = [
    ...changeIssues(list, head.place, command, known),
    ...judgeListChange(policy, list, command, now.slice(0, 10)),
  ];
  if (issues.length > 0) return refuse(...issues);
  const { change: what, item, title, part, kinds, data, reason, from, until } = command;
  return done({
    ...head,
    type: 'itemChanged',
    list: list.id,
    change: what,
    item,
    ...(title === undefined ? {} : { title }),
    ...(part === undefined ? {} : { part }),
    ...(kinds === undefined || kinds.length === 0 ? {} : { kinds }),
    ...(data === undefined ? {} : { data }),
    reason,
    from,
    ...(until === undefined ? {} : { until }),
  });
}

/** What is wrong with a change as it is written. */
export function changeIssues(
  list: List,
  place: string,
  { change: what, item, title, part, kinds, reason, from, until }: Omit<ChangeCommand, 'type'>,
  known: readonly string[],
): Issue[] {
  const perPlace = list.perPlace;
  const strangers = (kinds ?? []).filter((kind) => !perPlace?.kinds.some(({ id }) => id === kind));
  return [
    ...reasonIssues(reason),
    ...dateIssues('from', from),
    ...(until === undefined ? [] : dateIssues('until', until)),
    ...(until !== undefined && until < from ? [issue('endsBeforeStart', '/until', { from, until })] : []),
    ...(what === 'add' && (title ?? '').trim() === '' && !known.includes(item)
      ? [issue('titleMissing', '/title')]
      : []),
    ...(what !== 'add' && !known.includes(item) ? [issue('notInList', '/item', { item, list: list.title })] : []),
    ...(part !== undefined && perPlace && !perPlace.parts.some(({ id }) => id === part)
      ? [issue('unknownPart', '/part', { part })]
      : []),
    ...strangers.map((kind) => issue('unknownPlaceKind', '/kinds', { kind })),
    ...(perPlace && isBelowLists(place, perPlace.level)
      ? [issue('noListAtPlace', '/place', { list: list.title, place })]
      : []),
  ];
}

/** Below the places that have lists there is none. */
function isBelowLists(place: string, level: Level): boolean {
  return place.split('/').length > LEVELS.indexOf(level) + 1;
}

/** What the pack's decision on changes has against one. */
export function judgeListChange(
  policy: Pick<ListPolicy, 'decide' | 'evaluate' | 'findParam'>,
  list: List,
  command: { readonly change: string; readonly item: string; readonly reason: string; readonly from: string },
  at: string,
): Issue[] {
  const question = list.perPlace?.decisions?.change;
  if (!question) return [];
  const { change: what, item, reason, from } = command;
  const asked = askAboutList(policy, question, { change: what, item, reason, from }, at);
  if (!asked.ok) return [...asked.issues];
  const { status, value, reason: why, missing } = asked.value.answer;
  const conforms = value !== null && typeof value === 'object' && !Array.isArray(value) && value?.conforms === true;
  if (status === 'decided' && conforms) return [];
  if (status === 'undefined') return [];
  return [
    status === 'missingFacts'
      ? issue('listChangeIncomplete', '/change', { missing: [...(missing ?? [])] })
      : issue(why ?? 'listChangeRefused', '/change', { list: list.title }),
  ];
}

/** A decision asked about a list, with what it was asked. */
export interface AskedOfList {
  readonly decision: string;
  readonly at: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly answer: Answer;
}

/** Asks a decision about a list; its facts are expressions over `scope`. */
export function askAboutList(
  policy: Pick<ListPolicy, 'decide' | 'evaluate' | 'findParam'>,
  question: { readonly decision: string; readonly facts: Readonly<Record<string, JsonValue>> },
  scope: Data,
  at: string,
): Result<AskedOfList> {
  const facts: Record<string, JsonValue> = {};
  const issues: Issue[] = [];
  for (const [name, expression] of Object.entries(question.facts)) {
    const run = policy.evaluate(
      expression,
      (read) => (Object.hasOwn(scope, read) ? scope[read] : undefined),
      (id) => policy.findParam(id, at)?.value,
    );
    if (!run.ok) issues.push(...run.issues);
    else if (run.value !== null) facts[name] = run.value;
  }
  if (issues.length > 0) return { ok: false, issues };
  const { decision } = question;
  const answered = policy.decide({ at, decision, facts });
  return answered.ok ? { ok: true, value: { decision, at, facts, answer: answered.value } } : answered;
}

function reasonIssues(reason: string): Issue[] {
  return reason.trim() === '' ? [issue('reasonMissing', '/reason')] : [];
}

function dateIssues(name: string, value: string): Issue[] {
  return isCivilDate(value) ? [] : [issue('notADate', `/${name}`, { value })];
}

function refuse(...issues: Issue[]): Result<never> {
  return { ok: false, issues };
}

function done(event: ListEvent): Result<ListEvent> {
  return { ok: true, value: event };
}
