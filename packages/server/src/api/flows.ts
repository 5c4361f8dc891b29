import { z } from './zod.ts';

/** A flow that the person may open, with the places where they may. `form` is the first step's form. */
export const openableFlow = z.strictObject({
  flow: z.string(),
  title: z.string(),
  form: z.string().optional(),
  firstStep: z.string(),
  region: z.string(),
  revision: z.string(),
  /** `choose` = the person picks a place of `level` at or below these. */
  places: z.array(z.strictObject({ path: z.string(), title: z.string() })),
  level: z.string(),
});
export const openableFlows = z.array(openableFlow);
export type OpenableFlow = z.infer<typeof openableFlow>;
