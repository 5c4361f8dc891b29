import { placePath } from './names.ts';
import { z } from './zod.ts';

const direction = z.enum(['in', 'out']);

/** Amounts are yuan with at most two decimals. */
export const accountRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  balance: z.number(),
  lines: z.number().int(),
});
export const accountList = z.array(accountRow);

export const statementQuery = z.strictObject({
  place: placePath,
  /** `2026-11`; default: this month. */
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
});

export const statementReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  demo: z.boolean(),
  note: z.string().optional(),
  month: z.string(),
  /** Months with lines, and this one, newest first. */
  months: z.array(z.string()),
  /** The month is not over. */
  running: z.boolean(),
  /** What is in the account now. */
  balance: z.number(),
  opening: z.number(),
  in: z.number(),
  out: z.number(),
  closing: z.number(),
  lines: z.array(
    z.strictObject({
      id: z.string(),
      on: z.string(),
      /** The day on which it really happened. */
      happened: z.string(),
      kind: z.enum(['booked', 'corrected', 'undone']),
      direction,
      purpose: z.string(),
      party: z.string(),
      title: z.string(),
      /** As it adds to what came in, or to what went out. */
      amount: z.number(),
      balance: z.number(),
      by: z.string(),
      /** The case it comes from, where the person may open it. */
      caseId: z.string().optional(),
    }),
  ),
  purposes: z.array(z.strictObject({ direction, purpose: z.string(), amount: z.number(), lines: z.number().int() })),
  signatures: z.array(z.strictObject({ label: z.string(), stamp: z.boolean() })),
  /** Flows by which money comes and goes here, and whether the person may open one. */
  flows: z.array(z.strictObject({ flow: z.string(), title: z.string(), direction, may: z.boolean() })),
});

export type AccountRow = z.infer<typeof accountRow>;
export type StatementReply = z.infer<typeof statementReply>;
