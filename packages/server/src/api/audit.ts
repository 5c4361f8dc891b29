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

/** A checkpoint as it is handed to a second body: its figures, the signed file, a page to print and the public key. */
export const handoverReply = z.strictObject({
  file: z.string(),
  /** Civil time. */
  at: z.string(),
  events: z.number().int(),
  commits: z.number().int(),
  fingerprint: z.string(),
  key: z.string(),
  text: z.string(),
  page: z.string(),
  publicKey: z.string(),
});
export type HandoverReply = z.infer<typeof handoverReply>;

/** Whether the service makes checkpoints by itself, and the last one. */
export const checkpointReply = z.strictObject({
  daily: z.boolean(),
  /** Events there are now. */
  events: z.number().int(),
  last: handoverReply.optional(),
});
export type CheckpointReply = z.infer<typeof checkpointReply>;

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
