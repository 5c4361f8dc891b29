import { z } from 'zod';
import { basis, civilDate, id, level, regionPath, schemaRef } from './scalars.ts';

/** `pack.json`: what this layer is, and which pack it states differences from. */
export const packManifest = z.strictObject({
  ...schemaRef,
  id,
  format: z.literal(1),
  title: z.string(),
  region: regionPath,
  extends: id.optional(),
  authority: z.string().optional(),
  /** Where a resident may object; empty means: ask your community. */
  objection: z.string().optional(),
});

/** `sources.json`: the documents that this layer cites. */
export const sourcesFile = z.strictObject({
  ...schemaRef,
  sources: z.array(
    z.strictObject({
      id,
      /** report: press and web, no policy; policy: a policy document. */
      kind: z.enum(['report', 'policy', 'outside']),
      title: z.string(),
      /** File name of the document, as loaded into a document library. */
      document: z.string().optional(),
      issuer: z.string().optional(),
      published: z.string().optional(),
      /** A rule from this source is in force, for evaluation, from this day on. */
      evidencedFrom: z.strictObject({ date: civilDate, basis }),
      /** The policy document behind it; `null` = pending. */
      policy: z
        .strictObject({ title: z.string(), number: z.string(), issuer: z.string(), article: z.string().optional() })
        .nullable(),
    }),
  ),
});

/** `places.json`: named places of the tree below this pack's region, for titles and levels. */
export const placesFile = z.strictObject({
  ...schemaRef,
  places: z.array(
    z.strictObject({ path: regionPath, title: z.string(), kind: z.string().optional(), code: z.string().optional() }),
  ),
});

/** `roles.json`: who acts for which body, and at which level. */
export const rolesFile = z.strictObject({
  ...schemaRef,
  roles: z.array(
    z.strictObject({
      /** The role a person holds, such as a clerk of a body. */
      id,
      title: z.string(),
      /** The body or party in whose name the role acts in flows (`actors` of a step). */
      actsFor: id,
      level: level.optional(),
      /** The role belongs to an organisation, not to a place. */
      organisation: z.boolean().optional(),
      /** What the role may do besides its steps. */
      may: z.array(z.enum(['open', 'oversee', 'draft', 'publish', 'export', 'report', 'administer'])).optional(),
    }),
  ),
  bodies: z.array(z.strictObject({ id, title: z.string(), level: level.optional() })).optional(),
});

export type PackManifest = z.infer<typeof packManifest>;
export type SourcesFile = z.infer<typeof sourcesFile>;
export type Source = SourcesFile['sources'][number];
export type Place = z.infer<typeof placesFile>['places'][number];
export type RolesFile = z.infer<typeof rolesFile>;
export type Role = RolesFile['roles'][number];
