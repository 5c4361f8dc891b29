import fc from 'fast-check';
import type { Kernel } from './kernel.ts';
import { type Move, moves, type Played, play } from './play.ts';
import { type Finding, type PropertyName, properties } from './properties.ts';
import type { World } from './world.ts';

export const propertyNames = Object.keys(properties) as PropertyName[];

/** What was played and looked at, for the line that is printed. */
export class Counts {
  cases = 0;
  commands = 0;
  taken = 0;
  ended = 0;
  probes = 0;
  refusals = 0;
  orders = 0;
  readonly seen = new Map<string, number>();
  /** Steps that were taken, by path. */
  readonly steps = new Set<string>();

  add({ tried, state }: Played): void {
    this.commands += tried.length;
    if (state) this.cases += 1;
    if (state?.ended) this.ended += 1;
    for (const { events } of tried) {
      if (events.length > 0) this.taken += 1;
      for (const event of events) {
        this.see(event.type);
        if ('round' in event && event.round) this.see('new round');
        if (event.actor.for !== undefined) this.see('by a deputy');
        if (event.type === 'submitted') this.steps.add(event.step);
        if (event.type === 'submitted' && event.paper) this.see('paper');
      }
    }
  }

  see(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  get line(): string {
    const number = (value: number) => value.toLocaleString('en').replaceAll(',', ' ');
    const seen = [...this.seen].sort().map(([what, times]) => `${what} ${number(times)}`);
    return `${number(this.commands)} commands (${number(this.taken)} taken), ${number(this.cases)} cases (${number(this.ended)} ended), ${number(this.probes)} further commands tried on their states, ${number(this.orders)} orders of signatures; ${seen.join(', ')}`;
  }
}

/** What `check` found: the first finding of each property, shrunk where one was asked for alone. */
export interface Outcome {
  readonly findings: Partial<Record<PropertyName, string>>;
  readonly counts: Counts;
}

/** Plays the same random cases for all properties at once; where one finds something it is played again for it alone, and shrunk. */
export function checkAll<T>(
  kernel: Kernel,
  made: fc.Arbitrary<T>,
  worldOf: (made: T) => World,
  options: { readonly seed: number; readonly numRuns: number },
): Outcome {
  const counts = new Counts();
  const found = new Set<PropertyName>();
  fc.assert(
    fc.property(made, moves, (one, list) => {
      const played = play(kernel, worldOf(one), list);
      counts.add(played);
      for (const name of propertyNames)
        if (!found.has(name) && findingOf(name, kernel, played, counts) !== undefined) found.add(name);
    }),
    options,
  );
  const findings: Outcome['findings'] = {};
  for (const name of found) findings[name] = checkOne(kernel, name, made, worldOf, options) ?? 'found once, not again';
  return { findings, counts };
}

/** Plays random cases until one property finds something: what, and by which numbers. */
export function checkOne<T>(
  kernel: Kernel,
  name: PropertyName,
  made: fc.Arbitrary<T>,
  worldOf: (made: T) => World,
  options: { readonly seed: number; readonly numRuns: number; readonly endOnFailure?: boolean },
): string | undefined {
  const counts = new Counts();
  const { failed, errorInstance, counterexample } = fc.check(
    fc.property(made, moves, (one: T, list: readonly Move[]) => {
      const finding = findingOf(name, kernel, play(kernel, worldOf(one), list), counts);
      if (finding !== undefined) throw new Error(finding);
    }),
    options,
  );
  return failed ? `${String(errorInstance)} by ${JSON.stringify(counterexample)}` : undefined;
}

function findingOf(name: PropertyName, kernel: Kernel, played: Played, counts: Counts): Finding {
  return properties[name](kernel, played, counts);
}
