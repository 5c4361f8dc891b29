import type { Issue, JsonValue } from '@cebao/engine';
import type { Answer, Change, Explanation } from '@cebao/pack';
import type { ShortAnswer } from '@cebao/pack/simulate';
import { civilDate, jsonMap, packId, placePath } from './names.ts';
import { carried, z } from './zod.ts';

/** A question to a pack. `record: true` keeps the answer as a decision record and needs a sign-in. */
export const decideRequest = z.strictObject({
  region: placePath,
  at: civilDate,
  decision: packId,
  facts: jsonMap,
  record: z.boolean().optional(),
});

export type DecideRequest = {
  region: string;
  at: string;
  decision: string;
  facts: Record<string, JsonValue>;
  record?: boolean;
};
export type Decided = Answer & {
  explanation: Explanation & { change: readonly Change[] };
  decisionRecord?: string;
};

export const decided = carried<Decided>(
  'The answer of the pack: status, value, reason, missing, warnings, assumptions, sources, params, layer, revision, trace; with its explanation in words and what would change it (`explanation.change`), and the id of the decision record when one was kept.',
);

/** Most questions of one batch. */
export const LARGEST_BATCH = 1000;

/** The same decision asked many times: one set of facts per question. */
export const decideBatchRequest = z.strictObject({
  region: placePath,
  at: civilDate,
  decision: packId,
  facts: z.array(jsonMap).min(1).max(LARGEST_BATCH),
});
export type DecideBatchRequest = {
  region: string;
  at: string;
  decision: string;
  facts: Record<string, JsonValue>[];
};

/** One answer of a batch, or why there is none. */
export type BatchAnswer = ShortAnswer | { readonly issues: readonly Issue[] };
export type DecidedBatch = { readonly revision: string; readonly answers: readonly BatchAnswer[] };

export const decidedBatch = carried<DecidedBatch>(
  'The revision that answered, and one answer per set of facts in their order: status, value, reason, missing, warnings and assumptions, without trace and sources; or its issues.',
);
