import { z } from './zod.ts';

export const health = z.strictObject({ status: z.literal('ok'), demo: z.boolean(), version: z.string() });
export type Health = z.infer<typeof health>;

/** Anything else is answered as a problem (503, `notReady`) with an issue for each thing that stands against it. */
export const ready = z.strictObject({ status: z.literal('ready') });
export type Ready = z.infer<typeof ready>;
