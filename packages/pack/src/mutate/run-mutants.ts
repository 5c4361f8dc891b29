import { runExample } from '../examples.ts';
import type { Example } from '../format.ts';
import type { Pack } from '../pack.ts';
import { provenEqual } from './differ.ts';
import { makeMutants } from './make-mutants.ts';
import type { Mutant } from './mutant.ts';
import { mutatedPacks, rulesFrom } from './mutated-rules.ts';
import { type Readings, readingsOf } from './readings.ts';
import { sayMutant } from './say-mutant.ts';
import { shuffled } from './shuffled.ts';

/** A mutant that no example notices. */
export interface Survivor {
  readonly mutant: Mutant;
  /** What was changed, in Chinese. */
  readonly sentence: string;
  /** Decisions that read the mutated item. */
  readonly decisions: readonly string[];
}

export interface MutationScore {
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  /** Proved to answer like the original: no example could notice them. */
  readonly equal: number;
}

export interface MutationReport extends MutationScore {
  readonly seed: number;
  /** How many there are altogether; `mutants` of them were run. */
  readonly made: number;
  /** By decision; a mutant of an item that several decisions read counts for each. */
  readonly decisions: Readonly<Record<string, MutationScore>>;
  readonly operators: Readonly<Record<string, MutationScore>>;
  readonly survivors: readonly Survivor[];
  /** Ids of the mutants proved equal. */
  readonly equals: readonly string[];
  /** Flows that no decision asks: only running cases show what they do, examples judge nothing of them. */
  readonly outside: readonly { readonly id: string; readonly title: string }[];
}

export interface MutationOptions {
  /** Only mutants that this decision reads. */
  readonly decision?: string;
  /** Only so many, drawn with the seed; the order stays that of the files. */
  readonly limit?: number;
  readonly seed?: number;
  readonly examples?: readonly Example[];
}

/**
 * Lets the examples judge every mutant of the packs. An example that passes on the packs and fails on the mutant kills
 * it; the rest survive, unless they are proved to answer alike. Proposed examples do not judge.
 *
 * @example
 * runMutants(packs).survivors.map(({ sentence }) => sentence);
 */
export function runMutants(packs: readonly Pack[], options: MutationOptions = {}): MutationReport {
  const { seed = 1, limit, decision } = options;
  const readings = readingsOf(packs);
  const readers = (mutant: Mutant) => readersOf(readings, mutant);
  const made = makeMutants(packs).filter((mutant) => decision === undefined || readers(mutant).includes(decision));
  const mutants = limit === undefined || limit >= made.length ? made : drawn(made, limit, seed);
  const original = rulesFrom(packs);
  const examples = options.examples ?? packs.flatMap((pack) => pack.examples);
  const passing = examples.filter((example) => !example.proposed && runExample(original, example).passed);

  const tally = { all: score(), decisions: new Map<string, Tally>(), operators: new Map<string, Tally>() };
  const survivors: Survivor[] = [];
  const equals: string[] = [];
  for (const mutant of mutants) {
    const decisions = readers(mutant);
    const fate = fateOf(packs, mutant, decisions, passing);
    for (const one of [
      tally.all,
      ...decisions.filter((id) => decision === undefined || id === decision).map((id) => counted(tally.decisions, id)),
      counted(tally.operators, mutant.operator),
    ]) {
      one.mutants += 1;
      one[fate] += 1;
    }
    if (fate === 'survived') survivors.push({ mutant, sentence: sayMutant(packs, mutant), decisions });
    if (fate === 'equal') equals.push(mutant.id);
  }
  return {
    ...tally.all,
    seed,
    made: made.length,
    decisions: sortedRecord(tally.decisions),
    operators: sortedRecord(tally.operators),
    survivors,
    equals,
    outside: packs
      .flatMap((pack) => pack.flows)
      .filter(({ id }) => decision === undefined && ![...readings.values()].some(({ flows }) => flows.has(id)))
      .map(({ id, title }) => ({ id, title })),
  };
}

type Fate = 'killed' | 'survived' | 'equal';
type Tally = { -readonly [K in keyof MutationScore]: number };

function fateOf(
  packs: readonly Pack[],
  mutant: Mutant,
  decisions: readonly string[],
  examples: readonly Example[],
): Fate {
  const rules = rulesFrom(mutatedPacks(packs, mutant));
  for (const example of examples) {
    if (!decisions.includes(example.decision)) continue;
    if (!runExample(rules, example).passed) return 'killed';
  }
  return provenEqual(packs, mutant, decisions) ? 'equal' : 'survived';
}

/** The decisions whose answers rest on the mutated item. */
export function readersOf(readings: ReadonlyMap<string, Readings>, { kind, item }: Mutant): string[] {
  if (kind === 'decision') return [item];
  const list = ({ flow: 'flows', param: 'params', source: 'sources' } as const)[kind];
  return [...readings].filter(([, read]) => read[list].has(item)).map(([id]) => id);
}

function drawn(mutants: readonly Mutant[], limit: number, seed: number): Mutant[] {
  const chosen = new Set(shuffled(mutants, seed).slice(0, limit));
  return mutants.filter((mutant) => chosen.has(mutant));
}

function score(): Tally {
  return { mutants: 0, killed: 0, survived: 0, equal: 0 };
}

function counted(tallies: Map<string, Tally>, key: string): Tally {
  const known = tallies.get(key) ?? score();
  tallies.set(key, known);
  return known;
}

function sortedRecord(tallies: ReadonlyMap<string, Tally>): Record<string, MutationScore> {
  return Object.fromEntries([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The share of mutants that could be noticed and were, from 0 to 1. */
export function killedShare({ mutants, killed, equal }: MutationScore): number {
  return mutants === equal ? 1 : killed / (mutants - equal);
}
