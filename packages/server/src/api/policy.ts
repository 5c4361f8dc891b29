import type { JsonValue } from '@cebao/engine';
import type { FactSpec, LayeredPack } from '@cebao/pack';
import { civilDate, packId, placePath, revisionHash } from './names.ts';
import { carried, z } from './zod.ts';

export const policyQuery = z.strictObject({ region: placePath, revision: revisionHash.optional() });
export const policyReply = z.strictObject({
  region: z.string(),
  revision: z.string(),
  layered: carried<LayeredPack>(
    'The layered pack as plain JSON; the browser compiles it with the same code as the service.',
  ),
  elsewhere: z.record(z.string(), z.string()),
});
/** `elsewhere`: titles of every decision of the instance by id, so that one defined elsewhere only is told from a typing error. */
export type PolicyReply = { region: string; revision: string; layered: LayeredPack; elsewhere: Record<string, string> };

/** A region that has a pack of its own, or a named place below one. */
export const regionRow = z.strictObject({ path: z.string(), title: z.string(), level: z.string(), pack: z.boolean() });
export const regionList = z.array(regionRow);
export type RegionRow = z.infer<typeof regionRow>;

export const catalogueQuery = z.strictObject({ region: placePath, at: civilDate.optional() });
export const catalogueRow = z.strictObject({
  decision: packId,
  title: z.string(),
  question: z.string(),
  asks: z.string(),
  facts: z.record(z.string(), carried<FactSpec>('What the fact is: kind, title, unit, bounds.')),
  params: z.array(z.string()),
  sources: z.array(
    z.strictObject({ source: z.string(), title: z.string(), quote: z.string(), policy: z.string().nullable() }),
  ),
  /** Questions the packs keep as examples of this decision, without their expected answers. */
  examples: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      region: z.string(),
      at: z.string(),
      facts: z.record(z.string(), z.json()),
    }),
  ),
});
export const catalogue = z.array(catalogueRow);
export type CatalogueRow = {
  decision: string;
  title: string;
  question: string;
  asks: string;
  facts: Record<string, FactSpec>;
  params: string[];
  sources: { source: string; title: string; quote: string; policy: string | null }[];
  examples: { id: string; title: string; region: string; at: string; facts: Record<string, JsonValue> }[];
};
