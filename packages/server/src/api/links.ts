import { recordId } from './names.ts';
import { z } from './zod.ts';

/** Asked by the command line over loopback, with the secret that lies in the data folder. */
export const linkRequest = z.strictObject({ secret: z.string().min(20).max(200), person: recordId.optional() });
export const linkReply = z.strictObject({ link: z.string(), path: z.string(), expires: z.string() });
/** A one-time link: `path` is what to append to the address of the service. */
export type LinkReply = z.infer<typeof linkReply>;
