import type { JsonValue } from '@cebao/engine';
import type { Answer, Question } from '@cebao/pack';
import { carried, z } from './zod.ts';

export const auditReply = z.strictObject({
  ok: z.boolean(),
  events: z.number().int(),
  head: z.string(),
  /** The first event whose bytes and hash do not agree. */
  broken: z.strictObject({ sequence: z.number().int(), why: z.string() }).optional(),
});
export type AuditReply = z.infer<typeof auditReply>;

/** One kept answer: what was asked, what was answered, and whether asking again gives the same. */
export type DecisionRecordReply = {
  id: string;
  question: Question;
  revision: string;
  answer: Answer;
  at: string;
  caseId?: string;
  step?: string;
  replay: { same: boolean; answer: JsonValue };
};
export const decisionRecordReply = carried<DecisionRecordReply>(
  'A decision record: question, revision, answer, and the same question asked again.',
);
