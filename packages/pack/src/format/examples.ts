import { z } from 'zod';
import { civilDate, id, level, regionPath, schemaRef } from './scalars.ts';

/** `examples/*.json`: tests as data. */
export const examplesFile = z.strictObject({
  ...schemaRef,
  examples: z.array(
    z.strictObject({
      id,
      title: z.string(),
      decision: id,
      region: regionPath,
      at: civilDate,
      facts: z.record(z.string(), z.json()),
      packOverride: z.record(z.string(), z.record(z.string(), z.json())).optional(),
      expect: z.strictObject({
        status: z.enum(['decided', 'undefined', 'missingFacts', 'invalid']),
        value: z.json().optional(),
        reason: id.optional(),
        missing: z.array(z.string()).optional(),
        warnings: z.array(id).optional(),
        assumptions: z.array(id).optional(),
        layer: level.optional(),
      }),
      /** Made by `cebao examples --propose`, its answer the engine's own: judges nothing until a person confirms it by taking this line out. */
      proposed: z.literal(true).optional(),
      source: z.string().optional(),
      quote: z.string().max(40).optional(),
      note: z.string().optional(),
    }),
  ),
});

export type Example = z.infer<typeof examplesFile>['examples'][number];
