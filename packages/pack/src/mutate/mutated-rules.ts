import type { JsonValue, Result } from '@cebao/engine';
import type { Answer } from '../answer.ts';
import { layerRegion, type PackOverride } from '../layer.ts';
import type { Pack } from '../pack.ts';
import { compilePolicy, type Policy } from '../policy.ts';
import { applyEdits, type Mutant } from './mutant.ts';

/** One question, as an example asks it. */
export interface Asked {
  readonly region: string;
  readonly at: string;
  readonly decision: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly packOverride?: PackOverride;
}

/** Answers questions from a set of packs, each region compiled once, without the hash of a revision. */
export interface Rules {
  decide(asked: Asked): Result<Answer>;
  policy(region: string, override?: PackOverride): Result<Policy>;
}

/** Rules over packs, made to be thrown away. */
export function rulesFrom(packs: readonly Pack[]): Rules {
  const elsewhere = Object.fromEntries(
    packs.flatMap((pack) => pack.decisions.map((decision) => [decision.id, decision.title])),
  );
  const kept = new Map<string, Result<Policy>>();
  const policy = (region: string, override: PackOverride = {}): Result<Policy> => {
    const key = `${region}\n${JSON.stringify(override)}`;
    let made = kept.get(key);
    if (!made) {
      const layered = layerRegion(packs, region, override);
      made = layered.ok
        ? { ok: true, value: compilePolicy(layered.value, region, { elsewhere, revision: '' }) }
        : layered;
      kept.set(key, made);
    }
    return made;
  };
  return {
    policy,
    decide: ({ region, at, decision, facts, packOverride }) => {
      const made = policy(region, packOverride);
      return made.ok ? made.value.decide({ at, decision, facts }) : made;
    },
  };
}

const LIST_OF = { decision: 'decisions', flow: 'flows', param: 'params', source: 'sources' } as const;

/** The packs with one mutant in the place of its original. */
export function mutatedPacks(packs: readonly Pack[], mutant: Mutant): Pack[] {
  const list = LIST_OF[mutant.kind];
  return packs.map((pack) =>
    pack.folder === mutant.folder
      ? {
          ...pack,
          [list]: (pack[list] as readonly { id: string }[]).map((item) =>
            item.id === mutant.item ? applyEdits(item, mutant.edits) : item,
          ),
        }
      : pack,
  );
}
