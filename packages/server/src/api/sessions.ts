import { recordId } from './names.ts';
import { z } from './zod.ts';

export const signInRequest = z.strictObject({ link: z.string().min(20).max(200) });
export const switchRequest = z.strictObject({ person: recordId });

export const assignment = z.strictObject({
  role: z.string(),
  roleTitle: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  organisation: z.string().optional(),
  organisationTitle: z.string().optional(),
  /** First and last day. */
  from: z.string().optional(),
  until: z.string().optional(),
  /** Held as the deputy of this person. */
  for: z.string().optional(),
  forName: z.string().optional(),
});

/** `title` is how the demo's switch names the person, `scene` under what it lists them. */
export const personRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  title: z.string().optional(),
  scene: z.string().optional(),
  assignments: z.array(assignment),
});
export const people = z.array(personRow);
export const me = z.strictObject({ person: personRow, demo: z.boolean(), may: z.array(z.string()) });
export type Assignment = z.infer<typeof assignment>;
export type PersonRow = z.infer<typeof personRow>;
/** The person who is signed in; `may` lists what their roles permit: open, oversee, draft, publish, export, administer. */
export type Me = z.infer<typeof me>;
