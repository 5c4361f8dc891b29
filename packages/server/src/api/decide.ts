import type { JsonValue } from '@cebao/engine';
import type { Answer, Change, Explanation } from '@cebao/pack';
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
