import type { EventActor } from '../event.ts';

interface MatchEventHead {
  readonly id: string;
  readonly schema: 1;
  readonly match: string;
  /** The register and the record of the resource: whose capacity is used. */
  readonly register: string;
  readonly resource: string;
  readonly pair: string;
  /** Civil time with offset. */
  readonly at: string;
  readonly actor: EventActor;
  readonly revision: string;
  readonly sealed: string | null;
}

/** A person confirmed that a resource meets a need, or a part of it. */
export interface MatchConfirmed extends MatchEventHead {
  readonly type: 'matchConfirmed';
  readonly resourcePlace: string;
  readonly needRegister: string;
  readonly need: string;
  readonly needPlace: string;
  readonly amount: number;
  /** The day for which it is meant. */
  readonly on: string;
  readonly note?: string;
  /** The record that it became. */
  readonly became?: { readonly register: string; readonly record: string };
}

/** It was taken back: what it used of the resource is free again. */
export interface MatchUndone extends MatchEventHead {
  readonly type: 'matchUndone';
  readonly reason: string;
}

export type MatchEvent = MatchConfirmed | MatchUndone;
