import type { JsonValue } from '../issue.ts';
import type { Domain } from './domain.ts';
import type { LineKind } from './line.ts';
import type { Ratio } from './ratio.ts';

/** What a variable stands for. */
export type Subject =
  /** A fact. */
  | { readonly of: 'fact'; readonly path: string }
  /** How many items a fact has that is a list. */
  | { readonly of: 'count'; readonly path: string }
  /** Whether a list has an item. */
  | { readonly of: 'member'; readonly path: string; readonly value: JsonValue }
  /** Whether an object is there. */
  | { readonly of: 'presence'; readonly path: string }
  /** A value made from facts, taken as a whole. */
  | { readonly of: 'term'; readonly json: JsonValue }
  /** How two values stand to each other: less, equal, greater. */
  | { readonly of: 'relation'; readonly left: JsonValue; readonly right: JsonValue }
  /** A condition taken as a whole. */
  | { readonly of: 'truth'; readonly json: JsonValue };

/** One variable of the diagrams: what it stands for, and its line of positions. */
export interface Variable {
  readonly index: number;
  readonly key: string;
  readonly subject: Subject;
  readonly line: LineKind;
  /** First and last position of a value; positions outside of them do not occur. */
  readonly least: number;
  readonly most: number;
  readonly mayBeAbsent: boolean;
  /** Absent is said by null. */
  readonly absentIsNull: boolean;
  /** The values of a choice, by position; of an open one, those met so far. */
  readonly values: JsonValue[];
  readonly open: boolean;
  readonly domain?: Domain;
  readonly linear?: { readonly factors: ReadonlyMap<string, Ratio> };
}
