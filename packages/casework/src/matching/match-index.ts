import type { JsonValue } from '@cebao/engine';
import { isWithin, LEVELS, type Match } from '@cebao/pack';
import { compare, type MatchNeed, type MatchResource } from './match-line.ts';

/** How much of each resource is used, by its id. */
export type Used = (resource: string) => number;

/** What is left of a resource; null is not counted. Never less than 0. */
export function leftOf({ capacity, id }: MatchResource, used: Used): number | null {
  return capacity === null ? null : Math.max(0, capacity - used(id));
}

/** Resources by what must agree and by place, so that a need looks only at those that can fit. */
export interface MatchIndex {
  readonly match: Match;
  readonly resources: readonly MatchResource[];
  /** `keys` → place → resources at or below the place; of places above the unit served, those at the place itself. */
  readonly byKey: ReadonlyMap<string, ReadonlyMap<string, readonly MatchResource[]>>;
}

/** Makes the index: one pass over the resources, each list in the order of candidates, used-up resources last. */
export function indexResources(match: Match, resources: readonly MatchResource[], used: Used): MatchIndex {
  const byCapacity = match.order?.includes('capacity') ?? false;
  const rank = new Map(
    resources.map((resource) => {
      const left = leftOf(resource, used) ?? Number.MAX_SAFE_INTEGER;
      return [resource, byCapacity ? left : Math.min(left, 1)];
    }),
  );
  const sorted = [...resources].sort(
    (a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0) || compare(a.since, b.since) || compare(a.id, b.id),
  );
  const byKey = new Map<string, Map<string, MatchResource[]>>();
  for (const resource of sorted)
    for (const key of keysOf(resource)) {
      const places = byKey.get(key) ?? new Map<string, MatchResource[]>();
      byKey.set(key, places);
      for (const place of reachOf(resource.place, match)) {
        const found = places.get(place);
        if (found) found.push(resource);
        else places.set(place, [resource]);
      }
    }
  return { match, resources, byKey };
}

/** How a need is looked up; undefined where something that must agree is not filled in. */
export function keyOfNeed({ keys }: MatchNeed): string | undefined {
  return keys.some((key) => key === null || key === '') ? undefined : JSON.stringify(keys);
}

/**
 * Lists of the resources that agree and serve the place, each in the order of candidates: by place the nearest first, or,
 * where capacity goes before, the whole unit at once.
 */
export function bucketsFor(index: MatchIndex, need: MatchNeed): (readonly MatchResource[])[] {
  const key = keyOfNeed(need);
  const places = key === undefined ? undefined : index.byKey.get(key);
  if (!places) return [];
  const buckets: (readonly MatchResource[])[] = [];
  const { order = ['nearest'], within } = index.match;
  for (let at = order[0] === 'nearest' ? need.place : unitOf(need.place, within); at !== ''; at = parentOf(at)) {
    const bucket = places.get(at);
    if (bucket) buckets.push(bucket);
  }
  return buckets;
}

/**
 * Whether a resource serves a place: it lies in the resource's own unit of the level, or below the resource's place.
 *
 * @example
 * servesPlace('nm/city/banner/town-a', 'nm/city/banner/town-b/hall', { within: 'banner-county' }); // true
 */
export function servesPlace(resource: string, place: string, { within }: Pick<Match, 'within'>): boolean {
  return isWithin(place, unitOf(resource, within));
}

/** How many parts two paths have alike: the more, the nearer. */
export function sharedDepth(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  let depth = 0;
  while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth++;
  return depth;
}

/** The ancestor of a place at a level; the place itself where it lies above. */
function unitOf(place: string, within: Match['within']): string {
  return place
    .split('/')
    .slice(0, LEVELS.indexOf(within) + 1)
    .join('/');
}

/** The place, and the places above it up to the unit that is served. */
function reachOf(place: string, { within }: Match): string[] {
  const unit = unitOf(place, within);
  const reach: string[] = [];
  for (let at = place; at.length >= unit.length && at !== ''; at = parentOf(at)) reach.push(at);
  return reach;
}

function parentOf(place: string): string {
  const cut = place.lastIndexOf('/');
  return cut < 0 ? '' : place.slice(0, cut);
}

/** Every combination of the values of a resource, as a need would be looked up. */
export function keysOf({ keys }: MatchResource): string[] {
  let all: JsonValue[][] = [[]];
  for (const values of keys) all = all.flatMap((head) => [...new Set(values)].map((value) => [...head, value]));
  return all.map((one) => JSON.stringify(one));
}
