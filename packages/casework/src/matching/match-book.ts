import type { EventActor } from '../event.ts';
import type { MatchEvent } from './match-event.ts';

/** A need and a resource that were brought together, and whether that still holds. */
export interface MatchPair {
  readonly id: string;
  readonly match: string;
  readonly needRegister: string;
  readonly need: string;
  readonly needPlace: string;
  readonly amount: number;
  readonly on: string;
  readonly at: string;
  readonly actor: EventActor;
  readonly note?: string;
  readonly became?: { readonly register: string; readonly record: string };
  readonly undone?: { readonly at: string; readonly actor: EventActor; readonly reason: string };
}

/** Everything a resource was ever brought together with. Plain JSON. */
export interface MatchBook {
  readonly register: string;
  readonly resource: string;
  readonly place: string;
  /** Number of events. */
  readonly version: number;
  readonly pairs: readonly MatchPair[];
}

/** The book after one more event. */
export function applyMatchEvent(book: MatchBook | undefined, event: MatchEvent): MatchBook | undefined {
  if (event.type === 'matchConfirmed') {
    const { pair, match, needRegister, need, needPlace, amount, on, at, actor, note, became } = event;
    const made: MatchPair = {
      id: pair,
      match,
      needRegister,
      need,
      needPlace,
      amount,
      on,
      at,
      actor,
      ...(note === undefined ? {} : { note }),
      ...(became === undefined ? {} : { became }),
    };
    return {
      register: event.register,
      resource: event.resource,
      place: event.resourcePlace,
      version: (book?.version ?? 0) + 1,
      pairs: [...(book?.pairs ?? []), made],
    };
  }
  if (!book) return undefined;
  const { pair, at, actor, reason } = event;
  return {
    ...book,
    version: book.version + 1,
    pairs: book.pairs.map((one) => (one.id === pair ? { ...one, undone: { at, actor, reason } } : one)),
  };
}

/** The book that events leave. */
export function foldMatchBook(events: readonly MatchEvent[]): MatchBook | undefined {
  let book: MatchBook | undefined;
  for (const event of events) book = applyMatchEvent(book, event);
  return book;
}

/**
 * How much of a resource is used by what still holds.
 *
 * @example
 * usedOf(book); // 3
 */
export function usedOf(book: MatchBook | undefined): number {
  return sumOf(book?.pairs ?? []);
}

/** The units of the pairs that still hold. */
export function sumOf(pairs: readonly MatchPair[]): number {
  return pairs.reduce((sum, { amount, undone }) => (undone ? sum : sum + amount), 0);
}
