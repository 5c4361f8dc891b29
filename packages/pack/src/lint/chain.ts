import type { Decision, Flow, Form, Param, Register, Source } from '../format.ts';
import type { Pack } from '../pack.ts';
import { type Shape, shapeOfParam } from './shape.ts';

/** A pack with its parents, as its items see them: the nearest statement of an id wins. */
export class Chain {
  readonly pack: Pack;
  /** The pack first, then its parents. */
  readonly packs: readonly Pack[];
  readonly #shapes = new Map<string, Shape | undefined>();
  readonly #known = new Map<string, unknown>();

  constructor(packs: readonly Pack[]) {
    this.packs = packs;
    this.pack = packs[0] as Pack;
  }

  /** Something that is worked out once for the chain. */
  once<T>(key: string, make: () => T): T {
    if (!this.#known.has(key)) this.#known.set(key, make());
    return this.#known.get(key) as T;
  }

  /** All statements of a param, upper layer first. */
  params(id: string): Param[] {
    return this.packs.flatMap((pack) => pack.params.filter((param) => param.id === id)).reverse();
  }

  paramShape(id: string): Shape | undefined {
    if (!this.#shapes.has(id)) {
      const stated = this.params(id);
      this.#shapes.set(id, stated.length > 0 ? shapeOfParam(stated) : undefined);
    }
    return this.#shapes.get(id);
  }

  /** Every param that is stated in the chain, once. */
  get paramIds(): string[] {
    return [...new Set(this.packs.flatMap((pack) => pack.params.map(({ id }) => id)))];
  }

  decision(id: string): Decision | undefined {
    return this.#nearest('decisions', id);
  }

  flow(id: string): Flow | undefined {
    return this.#nearest('flows', id);
  }

  form(id: string): Form | undefined {
    return this.#nearest('forms', id);
  }

  register(id: string): Register | undefined {
    return this.#nearest('registers', id);
  }

  source(id: string): Source | undefined {
    for (const pack of this.packs) {
      const found = pack.sources.find((source) => source.id === id);
      if (found) return found;
    }
    return undefined;
  }

  /** All of a kind that hold here, each id once. */
  every<K extends 'decisions' | 'flows' | 'forms' | 'registers'>(kind: K): Pack[K][number][] {
    const seen = new Map<string, Pack[K][number]>();
    for (const pack of this.packs) for (const item of pack[kind]) if (!seen.has(item.id)) seen.set(item.id, item);
    return [...seen.values()];
  }

  /** Whether some message file of the chain has words for a code. */
  hasWords(kind: 'reasons' | 'warnings' | 'assumptions' | 'labels', code: string): boolean {
    return this.packs.some((pack) => Object.hasOwn(pack.messages[kind] ?? {}, code));
  }

  /** `folder/file#` of an item of this pack. */
  file(kind: string, id: string): string {
    return `${this.pack.files[`${kind}:${id}`] ?? this.pack.folder}#`;
  }

  #nearest<K extends 'decisions' | 'flows' | 'forms' | 'registers'>(kind: K, id: string): Pack[K][number] | undefined {
    for (const pack of this.packs) {
      const found = pack[kind].find((item) => item.id === id);
      if (found) return found;
    }
    return undefined;
  }
}
