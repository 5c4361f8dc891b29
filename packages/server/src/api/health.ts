import { z } from './zod.ts';

export const health = z.strictObject({ status: z.literal('ok'), demo: z.boolean(), version: z.string() });
export type Health = z.infer<typeof health>;
