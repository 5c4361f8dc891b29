import { placePath } from './names.ts';
import { z } from './zod.ts';

export const placesQuery = z.strictObject({
  under: placePath.optional(),
  level: z.string().max(40).optional(),
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});
export const placeRow = z.strictObject({
  path: z.string(),
  title: z.string(),
  kind: z.string().optional(),
  level: z.string(),
});
export const placeList = z.array(placeRow);
export type PlaceRow = z.infer<typeof placeRow>;

export const organisationRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.string().optional(),
  place: z.string().optional(),
});
export const organisationList = z.array(organisationRow);
export type OrganisationRow = z.infer<typeof organisationRow>;
