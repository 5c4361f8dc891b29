import { z } from 'zod';
import { basis, citation, dated, id, type MergeMode, mergeMode, schemaRef } from './scalars.ts';

/**
 * A param: a dated value with unit, source, basis and merge mode. A layer that changes a param of an upper one says its
 * `id` and `values`; what it leaves out (`title`, `unit`, `merge`, `enum`) stays as it is above.
 */
export const param = z.strictObject({
  ...schemaRef,
  kind: z.literal('param'),
  id,
  title: z.string().optional(),
  unit: z.string().optional(),
  merge: mergeMode.optional(),
  /** Closed list of what a lower layer may set. */
  enum: z.array(z.json()).optional(),
  values: z.array(
    z.strictObject({
      ...dated,
      value: z.json(),
      basis,
      sources: z.array(citation).optional(),
      /** basis assumption: the key under which answers list it; absent: the param's id. */
      key: id.optional(),
      /** Without `from`: in force since its source is evidenced. */
      note: z.string().optional(),
    }),
  ),
});

/** A param with what its layer took over from above. */
export type Param = z.infer<typeof param> & { title: string; merge: MergeMode };
