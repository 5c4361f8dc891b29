import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { Match, ReadName } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import type { KeptRecord } from '../records/kept-record.ts';
import type { RegisterRecord } from '../register-records.ts';

type Data = Readonly<Record<string, JsonValue>>;

/** A line of a register as a match reads it: what it says from when to when. */
export interface MatchSource {
  /** The record, or the case, it is. */
  readonly id: string;
  readonly place: string;
  readonly versions: readonly { readonly from: string; readonly until?: string; readonly data: Data }[];
}

/** A need on a day. */
export interface MatchNeed {
  readonly id: string;
  readonly place: string;
  /** The day it was entered. */
  readonly since: string;
  readonly title: string;
  readonly data: Data;
  readonly amount: number;
  /** The day on which it is wanted. */
  readonly on: string;
  /** One value per entry of `equal`; null where it is not filled in. */
  readonly keys: readonly JsonValue[];
}

/** A resource on a day. */
export interface MatchResource {
  readonly id: string;
  readonly place: string;
  readonly since: string;
  readonly title: string;
  readonly data: Data;
  /** In all; null is not counted. */
  readonly capacity: number | null;
  /** The days on which it says this. */
  readonly from: string;
  readonly until?: string;
  /** Values per entry of `equal`. */
  readonly keys: readonly (readonly JsonValue[])[];
}

/** A kept record as a line. */
export function sourceOfRecord({ id, place, versions }: KeptRecord): MatchSource {
  return { id, place, versions };
}

/** A line that a case gives, as a line. */
export function sourceOfLine({ caseId, record, key, place, on, until, cells }: RegisterRecord): MatchSource {
  return {
    id: caseId ?? record ?? key,
    place,
    versions: [{ from: on, ...(until === undefined ? {} : { until }), data: cells }],
  };
}

/** Reads the expressions of a match over one line: null where one is refused, which is added to `issues`. */
function valuesOf(id: string, evaluate: ReturnType<typeof evaluatorAt>, read: ReadName, issues: Issue[]) {
  return (expression: JsonValue, path: string): JsonValue => {
    const run = evaluate(expression, read);
    if (!run.ok) issues.push(...run.issues.map((one) => ({ ...one, path: `${id}#${path}${one.path}` })));
    return run.ok ? run.value : null;
  };
}

/** The needs that are open on a day, the oldest first. */
export function readNeeds(
  policy: CasePolicy,
  { id, need, equal }: Match,
  lines: readonly MatchSource[],
  at: string,
): Result<MatchNeed[]> {
  const evaluate = evaluatorAt(policy, at);
  const issues: Issue[] = [];
  const needs: MatchNeed[] = [];
  for (const line of lines) {
    const version = line.versions.find(({ from, until }) => from <= at && (until === undefined || at <= until));
    if (version === undefined) continue;
    const value = valuesOf(id, evaluate, readerOf(line, version.data, at), issues);
    if (need.open !== undefined && value(need.open as JsonValue, '/need/open') !== true) continue;
    const on = need.on === undefined ? null : value(need.on as JsonValue, '/need/on');
    needs.push({
      id: line.id,
      place: line.place,
      since: line.versions[0]?.from ?? version.from,
      title: textOf(value(need.title as JsonValue, '/need/title')),
      data: version.data,
      amount: need.amount === undefined ? 1 : (wholeOf(value(need.amount as JsonValue, '/need/amount')) ?? 1),
      on: typeof on === 'string' && on !== '' ? on : at,
      keys: equal.map((one, index) => value(one.need as JsonValue, `/equal/${index}/need`)),
    });
  }
  needs.sort((a, b) => compare(a.since, b.since) || compare(a.id, b.id));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: needs };
}

/** The resources that hold on a day, or will; the oldest first. */
export function readResources(
  policy: CasePolicy,
  { id, resource, equal }: Match,
  lines: readonly MatchSource[],
  at: string,
): Result<MatchResource[]> {
  const evaluate = evaluatorAt(policy, at);
  const issues: Issue[] = [];
  const resources: MatchResource[] = [];
  for (const line of lines) {
    const version = line.versions.find(({ until }) => until === undefined || at <= until);
    if (version === undefined) continue;
    const value = valuesOf(id, evaluate, readerOf(line, version.data, at), issues);
    resources.push({
      id: line.id,
      place: line.place,
      since: line.versions[0]?.from ?? version.from,
      title: textOf(value(resource.title as JsonValue, '/resource/title')),
      data: version.data,
      capacity:
        resource.capacity === undefined ? null : wholeOf(value(resource.capacity as JsonValue, '/resource/capacity')),
      from: version.from,
      ...(version.until === undefined ? {} : { until: version.until }),
      keys: equal.map((one, index) => {
        const found = value(one.resource as JsonValue, `/equal/${index}/resource`);
        return (Array.isArray(found) ? found : [found]).filter((key) => key !== null && key !== '');
      }),
    });
  }
  resources.sort((a, b) => compare(a.since, b.since) || compare(a.id, b.id));
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: resources };
}

function readerOf({ id, place, versions }: MatchSource, data: Data, at: string): ReadName {
  const names: Data = { ...data, $id: id, $place: place, $since: versions[0]?.from ?? at, $at: at };
  return (name) => (Object.hasOwn(names, name) ? names[name] : undefined);
}

function textOf(value: JsonValue): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** A whole number of units, 0 or more; null otherwise. */
function wholeOf(value: JsonValue): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** Order by code points: the same everywhere. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
