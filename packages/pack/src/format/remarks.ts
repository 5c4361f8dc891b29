import { z } from 'zod';
import { expression, id } from './scalars.ts';

/** An assumption that takes part when this is true; absent: always. */
export const whenAssumption = z.strictObject({ key: id, when: expression.optional() });

/** A warning that is given when this is true. */
export const whenWarning = z.strictObject({
  code: id,
  when: expression,
  assumptions: z.array(id).optional(),
  blocking: z.literal(false).optional(),
});
