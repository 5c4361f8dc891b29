import type { Given } from './given.ts';

/** Thrown when statements are needed where only an expression may stand: one for all times, as it is thrown often. */
const NOT_PURE = new Error('not pure');

/** Says that an expression alone will not do. */
export function notPure(): never {
  throw NOT_PURE;
}

/** Names and statements of one generated function, with what is already known in the block that is being written. */
export class Code {
  readonly lines: string[] = [];
  readonly #known: Map<string, Given>[] = [new Map()];
  readonly #next: { name: number };
  #pure = 0;

  constructor(names: { name: number } = { name: 0 }) {
    this.#next = names;
  }

  line(text: string): void {
    if (this.#pure > 0) notPure();
    this.lines.push(text);
  }

  fresh(letter: string): string {
    this.#next.name += 1;
    return `${letter}${this.#next.name}`;
  }

  know(key: string, value: Given): void {
    this.#known.at(-1)?.set(key, value);
  }

  known(key: string): Given | undefined {
    for (let i = this.#known.length - 1; i >= 0; i -= 1) {
      const value = this.#known[i]?.get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** A block of its own: what is found out in it is forgotten after it. */
  block(head: string, body: () => void, foot = '}'): void {
    this.line(head);
    this.#known.push(new Map());
    body();
    this.#known.pop();
    this.line(foot);
  }

  /** The expression, if it needs no statements; else undefined, and nothing has been written. */
  attempt(make: () => string): string | undefined {
    this.#pure += 1;
    this.#known.push(new Map());
    try {
      return make();
    } catch (thrown) {
      if (thrown === NOT_PURE) return undefined;
      throw thrown;
    } finally {
      this.#known.pop();
      this.#pure -= 1;
    }
  }
}
