import { z } from './zod.ts';

export const signaturesQuery = z.strictObject({ step: z.string().min(1).max(240) });

/** The answers given to a step under the content with this hash, as far as the person may see them. */
export const signatureRecord = z.strictObject({
  caseId: z.string(),
  caseTitle: z.string(),
  place: z.string(),
  step: z.string(),
  stepTitle: z.string(),
  submittedAt: z.string(),
  submittedBy: z.string(),
  contentHash: z.string(),
  /** The content as it is kept gives this hash again. */
  intact: z.boolean(),
  rule: z.enum(['each', 'all', 'quorum', 'veto']),
  count: z.number().optional(),
  until: z.strictObject({ on: z.string(), provisional: z.boolean() }).optional(),
  silence: z.enum(['waits', 'agrees', 'abstains', 'escalates']).optional(),
  basis: z.string().optional(),
  /** What an assumption of the rule says. */
  assumption: z.string().optional(),
  /** Only the person's own answers are in it. */
  partial: z.boolean(),
  /** Opinions and comments are left out: a demo prints none of a flow that is not open to all. */
  withheld: z.boolean(),
  rows: z.array(
    z.strictObject({
      body: z.string(),
      state: z.enum(['answered', 'silent', 'again']),
      person: z.string().optional(),
      at: z.string().optional(),
      opinion: z.string().optional(),
      comment: z.string().optional(),
    }),
  ),
  settled: z
    .strictObject({
      result: z.enum(['agreed', 'refused']),
      at: z.string(),
      by: z.string(),
      counted: z.enum(['agrees', 'abstains', 'escalates']).optional(),
      reason: z.string().optional(),
    })
    .optional(),
  printedOn: z.string(),
  demo: z.boolean(),
});
export type SignatureRecord = z.infer<typeof signatureRecord>;
