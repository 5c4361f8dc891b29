/** Tried multipliers of length and characters; the first that sends every text to a place of its own is taken. */
const MULTIPLIERS = [
  [5, 3, 17, 7],
  [31, 7, 129, 13],
  [101, 37, 5, 11],
  [13, 67, 257, 29],
  [59, 5, 33, 3],
  [7, 131, 11, 71],
] as const;

/** Texts to whole numbers without a collision: quicker than a Map where three characters tell the texts apart. */
export class TextKeys {
  readonly #keys: readonly string[];
  readonly #values: Int32Array;
  readonly #mask: number;
  readonly #length: number;
  readonly #last: number;
  readonly #middle: number;
  readonly #before: number;

  private constructor(keys: readonly string[], values: Int32Array, multipliers: (typeof MULTIPLIERS)[number]) {
    this.#keys = keys;
    this.#values = values;
    this.#mask = keys.length - 1;
    [this.#length, this.#last, this.#middle, this.#before] = multipliers;
  }

  /** Keys for a map; undefined when they collide whatever is tried. */
  static of(map: ReadonlyMap<unknown, number>): TextKeys | undefined {
    for (let size = 8; size <= Math.max(64, map.size * 32) && size <= 16_384; size *= 2) {
      if (size < map.size) continue;
      for (const multipliers of MULTIPLIERS) {
        const keys = new Array<string>(size).fill('');
        const made = new TextKeys(keys, new Int32Array(size).fill(-1), multipliers);
        if (made.#fill(keys, map)) return made;
      }
    }
    return undefined;
  }

  #fill(keys: string[], map: ReadonlyMap<unknown, number>): boolean {
    for (const [text, value] of map) {
      if (typeof text !== 'string' || text === '') return false;
      const at = this.#placeOf(text);
      if ((this.#values[at] as number) >= 0) return false;
      keys[at] = text;
      this.#values[at] = value;
    }
    return true;
  }

  /** The number of a text; -1 when it is none of the keys. */
  find(text: string): number {
    if (text.length === 0) return -1;
    const at = this.#placeOf(text);
    return this.#keys[at] === text ? (this.#values[at] as number) : -1;
  }

  #placeOf(text: string): number {
    const { length } = text;
    return (
      (length * this.#length +
        text.charCodeAt(length - 1) * this.#last +
        text.charCodeAt(length >> 1) * this.#middle +
        text.charCodeAt(length > 1 ? length - 2 : 0) * this.#before) &
      this.#mask
    );
  }
}
