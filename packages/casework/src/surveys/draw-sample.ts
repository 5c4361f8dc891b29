/** Whom a survey asks without names: a place, and how many households or people its own list there counts. */
export interface Population {
  readonly place: string;
  readonly size: number;
}

/** Everybody, so many of all, or so many of each place. */
export type SampleRule =
  | { readonly mode: 'all' }
  | { readonly mode: 'random'; readonly n: number; readonly seed: number }
  | { readonly mode: 'quota'; readonly perPlace: number; readonly seed: number };

/** A line of a place's own list: the list itself stays with the place. */
export interface Drawn {
  readonly place: string;
  readonly number: number;
}

/**
 * Draws whom to ask by a seed that is told, so that anybody draws the same numbers again. Pure.
 *
 * @example
 * drawSample([{ place: 'nm/hall', size: 300 }], { mode: 'random', n: 30, seed: 20261125 }); // 30 different numbers of 1 to 300
 */
export function drawSample(populations: readonly Population[], rule: SampleRule): Drawn[] {
  const all = populations.map(({ place, size }) =>
    Array.from({ length: size }, (_, index): Drawn => ({ place, number: index + 1 })),
  );
  if (rule.mode === 'all') return all.flat();
  const next = seeded(rule.seed);
  const drawn =
    rule.mode === 'random' ? take(all.flat(), rule.n, next) : all.flatMap((one) => take(one, rule.perPlace, next));
  return drawn.sort((a, b) => (a.place !== b.place ? (a.place < b.place ? -1 : 1) : a.number - b.number));
}

function take(from: readonly Drawn[], count: number, next: () => number): Drawn[] {
  const left = [...from];
  const end = Math.min(count, left.length);
  for (let index = 0; index < end; index += 1) {
    const other = index + Math.floor(next() * (left.length - index));
    [left[index], left[other]] = [left[other] as Drawn, left[index] as Drawn];
  }
  return left.slice(0, end);
}

/** mulberry32: the same numbers on every machine. Chance that can be drawn again, never a secret. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
