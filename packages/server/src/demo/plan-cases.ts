import type { JsonValue } from '@cebao/engine';
import { type Flow, levelOf, type Policy } from '@cebao/pack';
import type { OrganisationRow } from '../api/places.ts';
import type { CaseEntry, DemoCast, DemoFields, DemoProfile, Recipe, Variant } from './demo-files.ts';
import { DemoFileIncomplete } from './fill-form.ts';
import type { DemoPlace } from './make-places.ts';
import { createPrng, type Prng, seedOf } from './prng.ts';
import type { CasePlan } from './run-case.ts';

/** A case to be made, with the places it may lie at, the first choice first. */
export interface PlannedCase {
  readonly plan: Omit<CasePlan, 'place' | 'names'>;
  readonly places: readonly DemoPlace[];
  /** Fields that come from the case made before this one. */
  readonly shares: readonly string[];
}

/** What is there to choose from. */
export interface Ground {
  readonly policy: Policy;
  readonly profile: DemoProfile;
  readonly fields: DemoFields;
  readonly cast: DemoCast;
  readonly places: readonly DemoPlace[];
  readonly organisations: readonly OrganisationRow[];
}

/** Spreads the case entries of a profile over flows, places and organisations; most of them near the cast. */
export function planCases(ground: Ground): PlannedCase[] {
  const { profile, fields } = ground;
  const lists = profile as unknown as JsonValue;
  const planned: PlannedCase[] = [];
  for (const [position, entry] of profile.cases.entries()) {
    const flow = flowOf(ground.policy, entry);
    if (!flow) throw new DemoFileIncomplete(entry.reached);
    const variants = variantsOf(fields, entry);
    const shares = variants.flatMap((variant) => variant.shares ?? []);
    let parties: Record<string, string> = {};
    let places: DemoPlace[] = [];
    for (let turn = 0; turn < entry.count; turn += 1) {
      const seed = seedOf(profile.seed, 'case', position, turn);
      const prng = createPrng(seed);
      const follows = shares.length > 0 && turn % 2 === 1;
      if (!follows) {
        parties = partiesOf(ground, flow, prng);
        places = placesFor(ground, flow, entry, turn, prng);
      }
      planned.push({
        plan: {
          n: planned.length + 1,
          seed,
          entry,
          flow,
          parties,
          recipes: Object.assign({}, fields.fields, ...variants.map((variant) => variant.fields ?? {})) as Record<
            string,
            Recipe
          >,
          takes: Object.assign({}, entry.repeats, ...variants.map((variant) => variant.takes ?? {})) as Record<
            string,
            number
          >,
          lists,
          reasons: fields.reasons,
        },
        places,
        shares: follows ? shares : [],
      });
    }
  }
  return planned;
}

/** The flow that people open and that has the step of the entry, in itself or in a stage. */
function flowOf(policy: Policy, { reached }: CaseEntry): Flow | undefined {
  const [stage, step] = reached.includes('/') ? reached.split('/') : [undefined, reached];
  return policy.flows.find((flow) => {
    if (!flow.opens) return false;
    if (stage === undefined) return flow.steps.some(({ id }) => id === step);
    const carried = flow.steps.find(({ id }) => id === stage)?.flows ?? [];
    return carried.some((one) => policy.findFlow(one.flow)?.steps.some(({ id }) => id === step));
  });
}

/** The variants that an entry's marks name: `ended: 'x'` names `ended.x`, any other value of `brand` names `brand`. In the file's order. */
function variantsOf({ variants }: DemoFields, entry: CaseEntry): Variant[] {
  return Object.entries(variants).flatMap(([mark, named]): Variant[] => {
    const value = (entry as Readonly<Record<string, unknown>>)[mark];
    if (value === undefined) return [];
    if (typeof value !== 'string') return [named as Variant];
    const one = (named as Readonly<Record<string, Variant>>)[value];
    return one === undefined ? [] : [one];
  });
}

const CAST_SHARE = 0.6;

/** An organisation for every body that organisations act as, mostly one of the cast. */
function partiesOf({ cast, organisations }: Ground, flow: Flow, prng: Prng): Record<string, string> {
  const parties: Record<string, string> = {};
  for (const body of Object.keys(flow.opens?.parties ?? {})) {
    const known = cast.people.flatMap(({ assignments }) =>
      assignments.flatMap(({ organisation }) => (organisation === undefined ? [] : [organisation])),
    );
    const able = organisations.filter(({ kind }) => kind === body).map(({ id }) => id);
    const near = able.filter((id) => known.includes(id));
    const far = able.filter((id) => !known.includes(id));
    const first = near[0] ?? able[0];
    if (first === undefined) continue;
    parties[body] =
      far.length > 0 && !prng.chance(CAST_SHARE)
        ? prng.pick(far)
        : prng.chance(0.5)
          ? first
          : prng.pick(near.length > 0 ? near : able);
  }
  return parties;
}

/** The first case of an entry lies where the cast is, the others there or elsewhere; with a place, there. */
function placesFor({ cast, places }: Ground, flow: Flow, entry: CaseEntry, turn: number, prng: Prng): DemoPlace[] {
  const atLevel = places.filter(({ path }) => levelOf(path) === flow.opens?.level);
  const fixed = entry.place === undefined ? undefined : atLevel.find(({ path }) => path === entry.place);
  if (fixed) return [fixed];
  const staffed = new Set(cast.people.flatMap(({ assignments }) => assignments.map(({ place }) => place)));
  const near = atLevel.filter(({ path }) => staffed.has(path));
  const kinds = new Set(near.map(({ kind }) => kind));
  const far = atLevel.filter(
    ({ path, kind }) => !staffed.has(path) && (kinds.size === 0 || kinds.has(kind) || prng.chance(0.1)),
  );
  const elsewhere = prng.pick(far.length > 0 ? far : atLevel);
  if (near.length === 0) return [elsewhere];
  const chosen = turn === 0 ? (near[0] as DemoPlace) : prng.chance(CAST_SHARE) ? prng.pick(near) : elsewhere;
  const others = near.slice(1).filter((place) => place !== chosen);
  return others.length > 0 && prng.chance(0.5) ? [chosen, prng.pick(others)] : [chosen, elsewhere];
}
