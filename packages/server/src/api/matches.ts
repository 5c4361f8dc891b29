import { civilDate, packId, placePath, recordId } from './names.ts';
import { carried, z } from './zod.ts';

/** A match that is stated for a place where the person works. */
export interface MatchRow {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly placeTitle: string;
  /** Open needs that the person sees, and how many of them have no candidate. */
  readonly needs: number;
  readonly without: number;
}

/** A resource that fits a need. `reasons` are sentences. */
export interface CandidateRow {
  readonly resource: string;
  readonly title: string;
  readonly place: string;
  readonly placeTitle: string;
  /** Units left; null is not counted. */
  readonly left: number | null;
  /** Units it can give to the need. */
  readonly amount: number;
  readonly reasons: readonly string[];
}

export interface NeedRow {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly placeTitle: string;
  readonly since: string;
  readonly on: string;
  readonly amount: number;
  readonly rest: number;
  /** What must agree, in words. */
  readonly keys: readonly { readonly title: string; readonly value: string }[];
  /** The case it is, where needs are cases. */
  readonly caseId?: string;
  readonly mayConfirm: boolean;
}

/** A need and a resource brought together. */
export interface PairRow {
  readonly id: string;
  readonly need: string;
  readonly needTitle: string;
  readonly needPlaceTitle: string;
  readonly resource: string;
  readonly resourceTitle: string;
  readonly amount: number;
  readonly on: string;
  readonly at: string;
  readonly by: string;
  readonly note?: string;
  readonly became?: { readonly register: string; readonly record: string; readonly title: string };
  readonly undone?: { readonly at: string; readonly by: string; readonly reason: string };
  readonly mayUndo: boolean;
}

/** The round of a match: all open needs that the person sees, on a day. */
export interface MatchReply {
  readonly id: string;
  readonly title: string;
  readonly demo: boolean;
  readonly note?: string;
  readonly cadence?: 'quarter' | 'year';
  readonly at: string;
  readonly today: string;
  readonly place: string;
  readonly placeTitle: string;
  readonly places: readonly { readonly path: string; readonly title: string }[];
  /** Whether matches are confirmed here; otherwise the case of the need goes on by itself. */
  readonly confirms: boolean;
  /** Bodies that confirm, by title. */
  readonly confirmedBy: readonly string[];
  readonly becomes?: { readonly register: string; readonly title: string };
  readonly needRegister: { readonly id: string; readonly title: string };
  readonly resourceRegister: { readonly id: string; readonly title: string };
  readonly needs: readonly (NeedRow & {
    readonly candidates: readonly CandidateRow[];
    /** What a need without candidates lacks, as sentences. */
    readonly lacking: readonly string[];
  })[];
  readonly idle: readonly {
    readonly id: string;
    readonly title: string;
    readonly placeTitle: string;
    readonly left: number | null;
  }[];
  readonly resources: readonly {
    readonly id: string;
    readonly title: string;
    readonly placeTitle: string;
    readonly capacity: number | null;
    readonly used: number;
    readonly left: number | null;
  }[];
  readonly pairs: readonly PairRow[];
}

/** One need: everyone who fits, and why all others do not. */
export interface NeedReply {
  readonly match: string;
  readonly matchTitle: string;
  readonly demo: boolean;
  readonly at: string;
  readonly confirms: boolean;
  readonly parts: boolean;
  readonly need: NeedRow;
  readonly candidates: readonly CandidateRow[];
  readonly others: readonly {
    readonly resource: string;
    readonly title: string;
    readonly placeTitle: string;
    readonly because: readonly string[];
  }[];
}

export const matchQuery = z.strictObject({ place: placePath.optional(), at: civilDate.optional() });
export const matchList = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    place: z.string(),
    placeTitle: z.string(),
    needs: z.number().int(),
    without: z.number().int(),
  }),
);
export const matchReply = carried<MatchReply>('Open needs on a day with candidates, or with what is missing; pairs.');
export const needReply = carried<NeedReply>('A need: who fits and why, who does not and why not.');

export const confirmRequest = z.strictObject({
  need: recordId,
  resource: recordId,
  amount: z.number().int().positive().optional(),
  note: z.string().max(500).optional(),
});
export const undoRequest = z.strictObject({ reason: z.string().max(500) });
export const ofNeed = z.strictObject({ id: packId, need: recordId });
export const ofPair = z.strictObject({ id: packId, pair: recordId });

export type MatchQuery = z.infer<typeof matchQuery>;
export type ConfirmRequest = z.infer<typeof confirmRequest>;
