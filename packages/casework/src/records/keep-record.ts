import type { Issue, JsonValue, Result } from '@cebao/engine';
import { checkFormData, hashJson, isCivilDate, levelOf, mayAct, type Person, type Register } from '@cebao/pack';
import type { CasePolicy } from '../case-policy.ts';
import type { EventActor } from '../event.ts';
import { dayOf } from '../event-head.ts';
import { issue } from '../refusals.ts';
import { type KeptRecord, versionAt } from './kept-record.ts';
import type { FieldChanges, RecordEvent } from './record-event.ts';

type Data = Readonly<Record<string, JsonValue>>;

/** What people do with a record that they keep. */
export type RecordCommand =
  | {
      readonly type: 'add';
      readonly place: string;
      readonly data: Data;
      /** Default: today. */
      readonly from?: string | undefined;
      readonly until?: string | undefined;
      readonly imported?: { readonly file: string; readonly row: number } | undefined;
    }
  /** `data`: the fields that change; null empties one. */
  | { readonly type: 'change'; readonly data: Data; readonly from: string; readonly reason: string }
  | { readonly type: 'correct'; readonly data: Data; readonly from?: string | undefined; readonly reason: string }
  | { readonly type: 'end'; readonly until: string; readonly reason: string }
  | { readonly type: 'resume'; readonly reason: string };

/** Who, when, and what the register holds already at the place. */
export interface RecordContext {
  /** Civil time with offset. */
  readonly now: string;
  readonly actor: Person;
  readonly newId: () => string;
  /** The other records of the register at the place: for what must not be there twice. */
  readonly others: readonly KeptRecord[];
}

/** A register that people keep. */
export type KeptRegister = Register & { readonly form: string };

export function isKept(register: Register): register is KeptRegister {
  return register.form !== undefined;
}

/**
 * Decides a command on a record: who keeps it, the form, the days, what must not be there twice. Pure.
 *
 * @example
 * keepRecord(policy, register, undefined, { type: 'add', place, data: { name: 'A' } }, { now, actor, newId, others: [] });
 */
export function keepRecord(
  policy: CasePolicy,
  register: KeptRegister,
  record: KeptRecord | undefined,
  command: RecordCommand,
  context: RecordContext,
): Result<RecordEvent> {
  const place = command.type === 'add' ? command.place : record?.place;
  if (place === undefined || (command.type === 'add') === (record !== undefined))
    return refuse([issue('unknownRecord', '')]);
  if (register.level !== undefined && levelOf(place) !== register.level)
    return refuse([issue('noBookAtPlace', '/place', { register: register.title, place })]);
  const may = mayAct(policy, register.keepers ?? [], { place }, context.actor);
  if (!may.ok)
    return refuse([issue('notYourRegister', '', { register: register.title, who: may.who.map(({ title }) => title) })]);
  const { assignment, body } = may.as;
  const actor: EventActor = { person: context.actor.id, role: assignment.role, body, place: assignment.place };
  const head = (id: string) => ({
    id: context.newId(),
    schema: 1 as const,
    register: register.id,
    record: id,
    at: context.now,
    actor,
    revision: policy.revision,
    sealed: null,
  });
  if (command.type === 'add') {
    const { data, from = dayOf(context.now), until, imported } = command;
    const issues = [
      ...formIssues(policy, register, data),
      ...dayIssues({ from, until }),
      ...twice(register, { data, from, until }, context.others),
    ];
    return issues.length > 0
      ? refuse(issues)
      : done({
          ...head(context.newId()),
          type: 'recordAdded',
          place,
          data,
          from,
          ...(until === undefined ? {} : { until }),
          ...(imported ? { imported } : {}),
        });
  }
  const last = record?.versions.at(-1);
  if (!record || !last) return refuse([issue('unknownRecord', '')]);
  const reason = command.reason.trim() === '' ? [issue('reasonMissing', '/reason')] : [];
  const ended = record.ended ? [issue('recordEnded', '', { until: record.ended.until })] : [];
  switch (command.type) {
    case 'change': {
      const data = merged(last.data, command.data);
      const changes = changesOf(last.data, data);
      const issues = [
        ...reason,
        ...ended,
        ...formIssues(policy, register, data),
        ...dayIssues({ from: command.from }),
        ...(command.from <= last.from ? [issue('changesBefore', '/from', { since: last.from })] : []),
        ...(last.until !== undefined && command.from > last.until
          ? [issue('changesAfterEnd', '/from', { until: last.until })]
          : []),
        ...(changes.length === 0 ? [issue('nothingChanged', '/data')] : []),
        ...twice(register, { data, from: command.from, until: last.until }, context.others),
      ];
      const { from } = command;
      return issues.length > 0
        ? refuse(issues)
        : done({ ...head(record.id), type: 'recordChanged', data, changes, from, reason: command.reason.trim() });
    }
    case 'correct': {
      const data = merged(last.data, command.data);
      const from = command.from ?? last.from;
      const changes = [
        ...changesOf(last.data, data),
        ...(from === last.from ? [] : [{ field: '$from', from: last.from, to: from }]),
      ];
      const before = record.versions.at(-2);
      const issues = [
        ...reason,
        ...formIssues(policy, register, data),
        ...dayIssues({ from, until: last.until }),
        ...(before && from <= before.from ? [issue('changesBefore', '/from', { since: before.from })] : []),
        ...(changes.length === 0 ? [issue('nothingChanged', '/data')] : []),
        ...twice(register, { data, from, until: last.until }, context.others),
      ];
      return issues.length > 0
        ? refuse(issues)
        : done({
            ...head(record.id),
            type: 'recordCorrected',
            data,
            changes,
            ...(from === last.from ? {} : { from }),
            reason: command.reason.trim(),
          });
    }
    case 'end': {
      const issues = [
        ...reason,
        ...ended,
        ...(isCivilDate(command.until) ? [] : [issue('notADate', '/until', { value: command.until })]),
        ...(command.until < last.from
          ? [issue('endsBeforeStart', '/until', { from: last.from, until: command.until })]
          : []),
      ];
      return issues.length > 0
        ? refuse(issues)
        : done({ ...head(record.id), type: 'recordEnded', until: command.until, reason: command.reason.trim() });
    }
    case 'resume': {
      const issues = [
        ...reason,
        ...(record.ended ? [] : [issue('recordNotEnded', '')]),
        ...twice(register, { data: last.data, from: last.from }, context.others),
      ];
      return issues.length > 0
        ? refuse(issues)
        : done({ ...head(record.id), type: 'recordResumed', reason: command.reason.trim() });
    }
  }
}

interface Days {
  readonly from: string;
  readonly until?: string | undefined;
}

function formIssues(policy: CasePolicy, register: KeptRegister, data: Data): Issue[] {
  const form = policy.findForm(register.form);
  if (!form) return [issue('unknownForm', '/data', { id: register.form })];
  return checkFormData(form.schema, data as Record<string, JsonValue>).map((one) => ({
    ...one,
    path: `/data${one.path}`,
  }));
}

function dayIssues({ from, until }: Days): Issue[] {
  const issues: Issue[] = [];
  if (!isCivilDate(from)) issues.push(issue('notADate', '/from', { value: from }));
  if (until !== undefined && !isCivilDate(until)) issues.push(issue('notADate', '/until', { value: until }));
  if (until !== undefined && issues.length === 0 && until < from)
    issues.push(issue('endsBeforeStart', '/until', { from, until }));
  return issues;
}

/** Another record of the same name that holds on one of the days. */
function twice(register: Register, record: Days & { data: Data }, others: readonly KeptRecord[]): Issue[] {
  const { unique } = register;
  if (!unique) return [];
  const name = nameOf(unique, record.data);
  const found = others.find(({ versions }) =>
    versions.some(
      ({ data, from, until }) =>
        nameOf(unique, data) === name &&
        (record.until === undefined || from <= record.until) &&
        (until === undefined || record.from <= until),
    ),
  );
  if (!found) return [];
  const shown = unique.map((field) => String(record.data[field] ?? ''));
  return [issue('recordTwice', `/data/${unique[0]}`, { register: register.title, name: shown })];
}

function nameOf(unique: readonly string[], data: Data): string {
  return hashJson(unique.map((field) => data[field] ?? null));
}

function merged(before: Data, given: Data): Data {
  return Object.fromEntries(
    Object.entries({ ...before, ...given }).filter(([, value]) => value !== null && value !== undefined),
  );
}

function changesOf(before: Data, after: Data): FieldChanges {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .filter(({ from, to }) => hashJson(from) !== hashJson(to));
}

/** Whether a record holds on a day. */
export function holdsOn(record: KeptRecord, day: string): boolean {
  return versionAt(record, day) !== undefined;
}

function refuse(issues: readonly Issue[]): { ok: false; issues: readonly Issue[] } {
  return { ok: false, issues };
}

function done(event: RecordEvent): Result<RecordEvent> {
  return { ok: true, value: event };
}
