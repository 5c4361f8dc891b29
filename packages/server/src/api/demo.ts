import { z } from './zod.ts';

/** A stop of the demo's guided tour, as the cast file says it: at least its number, title and person. */
export const tourStop = z.looseObject({ stop: z.number().int(), title: z.string(), person: z.string() });
export const tour = z.array(tourStop);

export type TourStop = z.infer<typeof tourStop>;

/** Where to sign in to the demo that was made anew. */
export const resetReply = z.strictObject({ link: z.string() });
export type ResetReply = z.infer<typeof resetReply>;
