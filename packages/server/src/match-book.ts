import { applyMatchEvent, type MatchBook, type MatchEvent } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { canonicalJson, type DocumentWrite, type Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';

/** What each resource was brought together with: documents made from the events of `match/<register>/<resource>` and nothing else. */
export const MATCH_BOOKS = 'match-books';
/** How often needs were matched or set free: written with each, so that two at once are seen. */
export const MATCHED_NEEDS = 'matched-needs';

const STREAM = 'match/';

/** The stream of what a resource is brought together with. */
export function matchStream(register: string, resource: string): string {
  return `${STREAM}${register}/${resource}`;
}

export function isMatchStream(stream: string): boolean {
  return stream.startsWith(STREAM);
}

/** All books of a register of resources, by resource. */
export async function matchBooks(store: Store, register: string): Promise<Map<string, MatchBook>> {
  const books = new Map<string, MatchBook>();
  for await (const { value } of eachDocument(store, MATCH_BOOKS, `${register}|`)) {
    const book = value as unknown as MatchBook;
    books.set(book.resource, book);
  }
  return books;
}

export function putMatchBook(book: MatchBook): DocumentWrite {
  return {
    put: {
      collection: MATCH_BOOKS,
      key: `${book.register}|${book.resource}`,
      value: JSON.parse(canonicalJson(book as unknown as JsonValue)) as JsonValue,
    },
  };
}

/** A need as it is counted. */
export interface MatchedNeed {
  readonly register: string;
  readonly need: string;
  readonly moves: number;
}

export function needKey({ register, need }: Pick<MatchedNeed, 'register' | 'need'>): string {
  return `${register}|${need}`;
}

export function putMatchedNeed({ register, need, moves }: MatchedNeed, expectedVersion?: number): DocumentWrite {
  return {
    put: {
      collection: MATCHED_NEEDS,
      key: needKey({ register, need }),
      value: { moves, need, register },
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    },
  };
}

/** Every book, and the count of every need, made anew from events. */
export class MatchFold {
  readonly #books = new Map<string, MatchBook>();
  readonly #needs = new Map<string, MatchedNeed>();

  add(stream: string, body: JsonValue): void {
    if (!isMatchStream(stream)) return;
    const event = body as unknown as MatchEvent;
    const book = applyMatchEvent(this.#books.get(stream), event);
    if (!book) return;
    this.#books.set(stream, book);
    const pair = book.pairs.find(({ id }) => id === event.pair);
    if (!pair) return;
    const need = { register: pair.needRegister, need: pair.need };
    const moves = (this.#needs.get(needKey(need))?.moves ?? 0) + 1;
    this.#needs.set(needKey(need), { ...need, moves });
  }

  documents(): DocumentWrite[] {
    return [
      ...[...this.#books.values()].map(putMatchBook),
      ...[...this.#needs.values()].map((need) => putMatchedNeed(need)),
    ];
  }
}
