import type { JsonValue, Result } from '@cebao/engine';
import type { FlowEvaluate, Match, ReadName } from '@cebao/pack';
import { leftOf, servesPlace, sharedDepth, type Used } from './match-index.ts';
import { compare, type MatchNeed, type MatchResource } from './match-line.ts';

/** Why a resource does not fit a need. */
export type NotFit =
  | { readonly code: 'keyMissing'; readonly title: string }
  | {
      readonly code: 'fieldDiffers';
      readonly title: string;
      readonly need: string;
      readonly resource: string;
    }
  | { readonly code: 'otherPlace' }
  | { readonly code: 'notThen'; readonly on: string; readonly from: string; readonly until?: string }
  | { readonly code: 'noCapacity'; readonly left: number; readonly amount: number }
  | { readonly code: 'conditionFails'; readonly id: string; readonly title: string };

/** A resource that fits a need, and why. */
export interface Candidate {
  readonly resource: MatchResource;
  /** What agrees, with the value in words. */
  readonly agrees: readonly { readonly title: string; readonly value: string }[];
  /** How many parts of the two paths are the same: the more, the nearer. */
  readonly depth: number;
  /** Units left before this need; null is not counted. */
  readonly left: number | null;
  /** Units that this resource can give to the need. */
  readonly amount: number;
  /** The further conditions that hold, as sentences. */
  readonly holds: readonly string[];
}

/** Whether a resource fits what is left of a need (`rest` units): everything that speaks for it, or all that speaks against it. */
export function weighPair(
  evaluate: FlowEvaluate,
  match: Match,
  need: MatchNeed,
  resource: MatchResource,
  { rest, used, at }: { readonly rest: number; readonly used: Used; readonly at: string },
): Result<
  { readonly fits: true; readonly candidate: Candidate } | { readonly fits: false; readonly because: readonly NotFit[] }
> {
  const because: NotFit[] = [];
  const agrees: { title: string; value: string }[] = [];
  for (const [index, { title, labels }] of match.equal.entries()) {
    const wanted = need.keys[index] ?? null;
    const offered = resource.keys[index] ?? [];
    const value = inWords(wanted, labels);
    if (wanted === null || wanted === '') because.push({ code: 'keyMissing', title });
    else if (offered.some((one) => sameValue(one, wanted))) agrees.push({ title, value });
    else
      because.push({
        code: 'fieldDiffers',
        title,
        need: value,
        resource: offered.map((one) => inWords(one, labels)).join(', '),
      });
  }
  if (!servesPlace(resource.place, need.place, match)) because.push({ code: 'otherPlace' });
  const { from, until } = resource;
  if (need.on < from || (until !== undefined && until < need.on))
    because.push({ code: 'notThen', on: need.on, from, ...(until === undefined ? {} : { until }) });
  const left = leftOf(resource, used);
  if (left !== null && left < (match.parts === true ? Math.min(1, rest) : rest))
    because.push({ code: 'noCapacity', left, amount: rest });
  const amount = left === null ? rest : Math.min(left, rest);
  const names: Readonly<Record<string, JsonValue>> = {
    need: need.data as JsonValue,
    resource: resource.data as JsonValue,
    $amount: amount,
    $left: left,
    $on: need.on,
    $at: at,
  };
  const read: ReadName = (name) => (Object.hasOwn(names, name) ? names[name] : undefined);
  const holds: string[] = [];
  for (const [index, { id, title, when }] of (match.conditions ?? []).entries()) {
    const run = evaluate(when as JsonValue, read);
    if (!run.ok)
      return {
        ok: false,
        issues: run.issues.map((one) => ({ ...one, path: `${match.id}#/conditions/${index}/when${one.path}` })),
      };
    if (run.value === true) holds.push(title);
    else because.push({ code: 'conditionFails', id, title });
  }
  if (because.length > 0) return { ok: true, value: { fits: false, because } };
  const depth = sharedDepth(resource.place, need.place);
  return { ok: true, value: { fits: true, candidate: { resource, agrees, depth, left, amount, holds } } };
}

/** The order of candidates as the match states it; equal ones by the day they were entered. */
export function candidateOrder({ order = ['nearest'] }: Match): (a: Candidate, b: Candidate) => number {
  return (a, b) => {
    for (const by of order) {
      const found = by === 'nearest' ? b.depth - a.depth : countedLeft(b) - countedLeft(a);
      if (found !== 0 && !Number.isNaN(found)) return found;
    }
    return compare(a.resource.since, b.resource.since) || compare(a.resource.id, b.resource.id);
  };
}

function countedLeft({ left }: Candidate): number {
  return left ?? Number.MAX_SAFE_INTEGER;
}

function sameValue(a: JsonValue, b: JsonValue): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** A value as the match labels it. */
export function inWords(value: JsonValue, labels: Readonly<Record<string, string>> = {}): string {
  if (value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return Object.hasOwn(labels, text) ? (labels[text] as string) : text;
}
