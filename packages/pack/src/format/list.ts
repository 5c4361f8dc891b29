import { z } from 'zod';
import { perPlace } from './listing.ts';
import { basis, citation, dated, id, schemaRef } from './scalars.ts';

/**
 * A list: a catalogue that permits or obliges. Lower layers change it as `merge` allows: `append` new entries, `subset`
 * some of the upper entries, `override` their own list, `locked` nothing.
 */
export const list = z.strictObject({
  ...schemaRef,
  kind: z.literal('list'),
  id,
  title: z.string(),
  ...dated,
  basis,
  sources: z.array(citation).optional(),
  merge: z.enum(['override', 'append', 'subset', 'locked']),
  /** What an entry does: it permits, obliges, is needed, or is offered. */
  purpose: z.enum(['permits', 'obliges', 'needs', 'offers']).optional(),
  /** Every place of a level has its own list made of these entries. */
  perPlace: perPlace.optional(),
  entries: z.array(
    z.strictObject({
      id,
      title: z.string(),
      /** The part of the list it stands in (`perPlace.parts`). */
      part: id.optional(),
      ...dated,
      basis: basis.optional(),
      sources: z.array(citation).optional(),
      /** Kinds of place for which the entry holds; absent: all. */
      placeKinds: z.array(z.string()).optional(),
      data: z.record(z.string(), z.json()).optional(),
      note: z.string().optional(),
    }),
  ),
  note: z.string().optional(),
});

export type List = z.infer<typeof list>;
