import type { MatchBook } from '@cebao/casework';
import type { DocumentWrite, Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';

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
      value: inKeyOrder(book),
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
