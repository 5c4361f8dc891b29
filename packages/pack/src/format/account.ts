import { z } from 'zod';
import { basis, expression, id } from './scalars.ts';

/** What money is for, or where it comes from. A closed list refuses others with its reason; an open one takes them. */
const purposes = z.strictObject({
  values: z.record(id, z.string()),
  closed: z.strictObject({ reason: id, basis }).optional(),
});

/**
 * A fund account: one per place of the register's level. Cases book money into it and out of it, each line in the same
 * commit as the step that brings it; what is not there cannot be paid.
 */
export const account = z.strictObject({
  bookings: z
    .array(
      z.strictObject({
        flow: id,
        /** Booked once this step is done: `step` or `stage/step`. Of a repeatable step every submission. */
        after: z.string(),
        direction: z.enum(['in', 'out']),
        /** Yuan, at most two decimals. */
        amount: expression,
        /** A key of `sources` or `uses`. */
        purpose: expression.optional(),
        /** Who pays or is paid. */
        party: expression.optional(),
      }),
    )
    .min(1),
  /** Where money may come from. */
  sources: purposes.optional(),
  /** What money may be used for. */
  uses: purposes.optional(),
  /** Boxes for signature and stamp under the monthly statement. */
  signatures: z.array(z.strictObject({ label: z.string(), stamp: z.boolean().optional() })).optional(),
  note: z.string().optional(),
});

export type Account = z.infer<typeof account>;
