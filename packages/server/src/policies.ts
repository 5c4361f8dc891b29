import type { JsonValue, Result } from '@cebao/engine';
import {
  type Amendment,
  amendPacks,
  compilePolicy,
  type LayeredPack,
  layerRegion,
  type Pack,
  type Policy,
  revisionOf,
} from '@cebao/pack';
import type { PolicyRevision, Store } from '@cebao/store';

/** The packs an instance answers by: files plus published amendments, and every revision a case was opened under. */
export interface Policies {
  /** The packs as they stand now. */
  packs(): readonly Pack[];
  /** Titles of every decision of every pack, by id: what is asked here may be defined elsewhere only. */
  everyDecision(): Readonly<Record<string, string>>;
  /** The newest policy at a region. */
  newest(region: string): Result<Policy>;
  /** The policy of a kept revision, for a place; undefined when the store has no such revision. */
  ofRevision(revision: string, region: string): Promise<Policy | undefined>;
  /** The packs with one more amendment, unpublished. */
  tryAmendment(amendment: Amendment): Result<Pack[]>;
  /** Makes amended packs the newest, once their publication is in the store. */
  adopt(packs: readonly Pack[]): void;
}

const KEPT_IN_MEMORY = 512;

export function createPolicies(start: readonly Pack[], store: Store): Policies {
  let packs = start;
  let everyDecision = decisionsOf(packs);
  const newest = new Map<string, Policy>();
  const older = new Map<string, Policy>();

  // Places with the same packs above them share one layered pack and its hash, which takes milliseconds to make.
  const byLayers = new Map<string, { value: LayeredPack; revision: string }>();
  const sharedLayers = (value: LayeredPack): { value: LayeredPack; revision: string } => {
    const key = value.layers.map(({ id }) => id).join(' ');
    const made = byLayers.get(key) ?? { value, revision: revisionOf(value) };
    byLayers.set(key, made);
    return made;
  };

  return {
    packs: () => packs,
    everyDecision: () => everyDecision,
    newest(region) {
      const known = newest.get(region);
      if (known !== undefined) return { ok: true, value: touch(newest, region, known) };
      const layered = layerRegion(packs, region);
      if (!layered.ok) return layered;
      const { value, revision } = sharedLayers(layered.value);
      return {
        ok: true,
        value: touch(newest, region, compilePolicy(value, region, { elsewhere: everyDecision, revision })),
      };
    },
    async ofRevision(revision, region) {
      const current = this.newest(region);
      if (current.ok && current.value.revision === revision) return current.value;
      const key = `${revision} ${region}`;
      const known = older.get(key);
      if (known !== undefined) return touch(older, key, known);
      const record = await store.readRevision(revision);
      if (record === undefined) return undefined;
      return touch(
        older,
        key,
        compilePolicy(record.layered as unknown as LayeredPack, region, { elsewhere: everyDecision, revision }),
      );
    },
    tryAmendment: (amendment) => amendPacks(packs, [amendment]),
    adopt(next) {
      packs = next;
      everyDecision = decisionsOf(packs);
      newest.clear();
      byLayers.clear();
    },
  };
}

/**
 * The revision of every pack's region. A place without a pack of its own is answered by its nearest packs, so these
 * are all revisions that the packs can answer by.
 */
export function revisionsOf(packs: readonly Pack[]): Result<PolicyRevision[]> {
  const revisions: PolicyRevision[] = [];
  for (const { manifest } of packs) {
    const layered = layerRegion(packs, manifest.region);
    if (!layered.ok) return layered;
    revisions.push({
      revision: revisionOf(layered.value),
      region: manifest.region,
      layered: layered.value as unknown as JsonValue,
    });
  }
  return { ok: true, value: revisions };
}

/** Keeps the packs' revisions in the store, so that every answer given from now on can be given again. */
export async function keepRevisions(store: Store, packs: readonly Pack[]): Promise<Result<readonly string[]>> {
  const revisions = revisionsOf(packs);
  if (!revisions.ok) return revisions;
  const known = new Set((await store.listRevisions()).map(({ revision }) => revision));
  const fresh = revisions.value.filter(({ revision }) => !known.has(revision));
  const done = fresh.length === 0 ? undefined : await store.commit({ revisions: fresh });
  return done === undefined || done.ok ? { ok: true, value: fresh.map(({ revision }) => revision) } : done;
}

function decisionsOf(packs: readonly Pack[]): Record<string, string> {
  return Object.fromEntries(packs.flatMap((pack) => pack.decisions.map((decision) => [decision.id, decision.title])));
}

/** Puts an entry to the young end of a bounded map. */
function touch<T>(map: Map<string, T>, key: string, value: T): T {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > KEPT_IN_MEMORY && oldest.done !== true) map.delete(oldest.value);
  return value;
}
