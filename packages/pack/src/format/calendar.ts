import { z } from 'zod';
import { basis, citation, civilDate, id, schemaRef } from './scalars.ts';

/**
 * The working days of one year: Monday to Friday, less `holidays`, and the weekend days of `workdays` on which people
 * work for a bridged holiday. A year without such a file is not published yet: dates in it are provisional.
 */
export const calendar = z.strictObject({
  ...schemaRef,
  kind: z.literal('calendar'),
  id,
  title: z.string(),
  year: z.number().int().min(2000).max(2100),
  basis,
  /** The notice that fixes the year. */
  notice: z.strictObject({ title: z.string(), number: z.string(), issuer: z.string(), published: civilDate }),
  holidays: z.array(z.strictObject({ title: z.string(), from: civilDate, to: civilDate })),
  /** Weekend days that are worked. */
  workdays: z.array(civilDate),
  sources: z.array(citation).optional(),
  note: z.string().optional(),
});

export type Calendar = z.infer<typeof calendar>;
