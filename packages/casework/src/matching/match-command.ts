import type { Issue, JsonValue, Result } from '@cebao/engine';
import { type Match, mayAct, type Person, type ReadName } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import type { EventActor } from '../event.ts';
import { dayOf, eventActor } from '../event-head.ts';
import { isKept, keepRecord } from '../records/keep-record.ts';
import type { KeptRecord } from '../records/kept-record.ts';
import type { RecordEvent } from '../records/record-event.ts';
import { issue } from '../refusals.ts';
import { type MatchBook, sumOf, usedOf } from './match-book.ts';
import type { MatchConfirmed, MatchUndone } from './match-event.ts';
import type { MatchNeed, MatchResource } from './match-line.ts';
import { type NotFit, weighPair } from './weigh-pair.ts';

/** Who, when, and what is known of the resource, the need and the register that takes what a match becomes. */
export interface MatchContext {
  /** Civil time with offset. */
  readonly now: string;
  readonly actor: Person;
  readonly newId: () => string;
  /** What the resource was brought together with so far. */
  readonly book: MatchBook | undefined;
  /** Units of the need that are met already. */
  readonly met: number;
  /** Records at the place of the need in the register that a match enters. */
  readonly others: readonly KeptRecord[];
}

export interface ConfirmInput {
  readonly need: MatchNeed;
  readonly resource: MatchResource;
  /** Default: all that the resource can give to the need. */
  readonly amount?: number | undefined;
  readonly note?: string | undefined;
}

/** What a confirmed match brings: the event, and the record it becomes. */
export interface Confirmed {
  readonly event: MatchConfirmed;
  readonly record?: RecordEvent;
}

/**
 * Decides that a resource meets a need: who may, whether it still fits, whether enough is left of both. Pure.
 *
 * @example
 * confirmMatch(policy, match, { need, resource }, { now, actor, newId, book, met: 0, others: [] });
 */
export function confirmMatch(
  policy: CasePolicy,
  match: Match,
  { need, resource, amount, note }: ConfirmInput,
  context: MatchContext,
): Result<Confirmed> {
  const at = dayOf(context.now);
  const { confirm } = match;
  if (!confirm) return refuse([issue('matchNotConfirmed', '', { match: match.title })]);
  if ((match.from !== undefined && at < match.from) || (match.until !== undefined && match.until < at))
    return refuse([issue('matchNotInForce', '', { match: match.title, at })]);
  const who = actingIn(policy, match, need.place, context);
  if (!who.ok) return who;
  const rest = Math.max(0, need.amount - context.met);
  if (rest === 0) return refuse([issue('needMet', '/need', { title: need.title })]);
  const evaluate = evaluatorAt(policy, at);
  const used = () => usedOf(context.book);
  const weighed = weighPair(evaluate, match, need, resource, { rest, used, at });
  if (!weighed.ok) return weighed;
  if (!weighed.value.fits) return refuse(weighed.value.because.map((one) => notFitIssue(one)));
  const most = weighed.value.candidate.amount;
  const given = amount ?? most;
  if (!Number.isSafeInteger(given) || given < 1) return refuse([issue('amountNotWhole', '/amount')]);
  if (given > most) return refuse([issue('amountAbove', '/amount', { amount: given, most })]);
  if (match.parts !== true && given < rest) return refuse([issue('amountBelow', '/amount', { amount: given, rest })]);
  const names: Readonly<Record<string, JsonValue>> = {
    need: need.data as JsonValue,
    resource: resource.data as JsonValue,
    $need: need.id,
    $resource: resource.id,
    $amount: given,
    $on: need.on,
    $at: at,
  };
  const read: ReadName = (name) => (Object.hasOwn(names, name) ? names[name] : undefined);
  const data = (expressions: Readonly<Record<string, unknown>>, path: string): Result<Record<string, JsonValue>> => {
    const values: Record<string, JsonValue> = {};
    for (const [name, expression] of Object.entries(expressions)) {
      const run = evaluate(expression as JsonValue, read);
      if (!run.ok) return refuse(run.issues.map((one) => ({ ...one, path: `${match.id}#${path}/${name}${one.path}` })));
      if (run.value !== null) values[name] = run.value;
    }
    return { ok: true, value: values };
  };
  for (const [index, { decision, facts }] of (confirm.decisions ?? []).entries()) {
    const given = data(facts, `/confirm/decisions/${index}/facts`);
    if (!given.ok) return given;
    const answered = policy.decide({ at, decision, facts: given.value });
    if (!answered.ok) return answered;
    const { status, value, assumptions } = answered.value;
    const refuses = status === 'invalid' || (isRecord(value) && value['conforms'] === false);
    if (refuses && assumptions.length === 0)
      return refuse([issue('decisionInvalid', '', { title: policy.findDecision(decision)?.title ?? decision })]);
  }
  let record: RecordEvent | undefined;
  if (confirm.becomes) {
    const register = policy.findRegister(confirm.becomes.register);
    const fields = data(confirm.becomes.data, '/confirm/becomes/data');
    if (!fields.ok) return fields;
    if (!register || !isKept(register)) return refuse([issue('unknownRecord', '')]);
    const kept = keepRecord(
      policy,
      register,
      undefined,
      { type: 'add', place: need.place, data: fields.value },
      { now: context.now, actor: context.actor, newId: context.newId, others: context.others },
    );
    if (!kept.ok) return kept;
    record = kept.value;
  }
  const event: MatchConfirmed = {
    ...headOf(policy, match, resource.id, context, who.value),
    type: 'matchConfirmed',
    pair: context.newId(),
    resourcePlace: resource.place,
    needRegister: match.need.register,
    need: need.id,
    needPlace: need.place,
    amount: given,
    on: need.on,
    ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }),
    ...(record === undefined ? {} : { became: { register: record.register, record: record.record } }),
  };
  return { ok: true, value: { event, ...(record === undefined ? {} : { record }) } };
}

/** What taking back a match brings: the event, and the end of the record it had become. */
export interface Undone {
  readonly event: MatchUndone;
  readonly record?: RecordEvent;
}

/** Decides that a match is taken back, with a reason; what it used is free again. Pure. */
export function undoMatch(
  policy: CasePolicy,
  match: Match,
  {
    pair,
    reason,
    became,
  }: { readonly pair: string; readonly reason: string; readonly became?: KeptRecord | undefined },
  context: Omit<MatchContext, 'met'>,
): Result<Undone> {
  const found = context.book?.pairs.find(({ id }) => id === pair);
  if (!found || !context.book) return refuse([issue('unknownPair', '')]);
  const who = actingIn(policy, match, found.needPlace, context);
  if (!who.ok) return who;
  if (found.undone) return refuse([issue('undoneAlready', '', { at: dayOf(found.undone.at) })]);
  if (reason.trim() === '') return refuse([issue('reasonMissing', '/reason')]);
  let record: RecordEvent | undefined;
  const register = became && policy.findRegister(became.register);
  if (became && !became.ended && register && isKept(register)) {
    const today = dayOf(context.now);
    const from = became.versions.at(-1)?.from ?? today;
    const kept = keepRecord(
      policy,
      register,
      became,
      { type: 'end', until: today < from ? from : today, reason: reason.trim() },
      { now: context.now, actor: context.actor, newId: context.newId, others: context.others },
    );
    if (!kept.ok) return kept;
    record = kept.value;
  }
  const event: MatchUndone = {
    ...headOf(policy, match, context.book.resource, context, who.value),
    type: 'matchUndone',
    pair,
    reason: reason.trim(),
  };
  return { ok: true, value: { event, ...(record === undefined ? {} : { record }) } };
}

/** Units of a need that are met by what still holds. */
export function metOf(need: string, books: Iterable<MatchBook>): number {
  let sum = 0;
  for (const { pairs } of books) sum += sumOf(pairs.filter((pair) => pair.need === need));
  return sum;
}

function actingIn(
  policy: CasePolicy,
  { by, title }: Match,
  place: string,
  context: Pick<MatchContext, 'actor'>,
): Result<EventActor> {
  const may = mayAct(policy, by, { place }, context.actor);
  if (!may.ok) return refuse([issue('notYoursToMatch', '', { match: title, who: may.who.map((one) => one.title) })]);
  return { ok: true, value: eventActor(context, may.as) };
}

function headOf(
  policy: CasePolicy,
  match: Match,
  resource: string,
  context: Pick<MatchContext, 'now' | 'newId'>,
  actor: EventActor,
) {
  return {
    id: context.newId(),
    schema: 1 as const,
    match: match.id,
    register: match.resource.register,
    resource,
    at: context.now,
    actor,
    revision: policy.revision,
    sealed: null,
  };
}

function notFitIssue(because: NotFit): Issue {
  const { code, ...params } = because;
  return issue(`match.${code}`, '/resource', params as Record<string, JsonValue>);
}

function isRecord(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(issues: readonly Issue[]): { ok: false; issues: readonly Issue[] } {
  return { ok: false, issues };
}
