import type { Deadline } from '@cebao/casework';
import { carried, z } from './zod.ts';

/** What waits for the person: a step to submit, a submission to sign, or a matter returned for correction. */
export const taskRow = z.strictObject({
  caseId: z.string(),
  title: z.string(),
  flow: z.string(),
  flowTitle: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  step: z.string(),
  stepTitle: z.string(),
  action: z.string().optional(),
  since: z.string(),
  returned: z.strictObject({ reason: z.string() }).optional(),
  /** `overdue`: shown because whoever should do it is late. */
  kind: z.enum(['submit', 'sign', 'settle', 'overdue']),
  deadline: carried<Deadline>('Until when it should be done, and how that looks today.').optional(),
  /** Name of the person whose deputy does it. */
  deputyOf: z.string().optional(),
});
export const tasks = z.array(taskRow);
export type TaskRow = z.infer<typeof taskRow>;
