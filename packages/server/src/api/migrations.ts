import type { MigrationEffect } from '@cebao/casework';
import { civilDate, packId, placePath, recordId } from './names.ts';
import { apiIssue } from './problem.ts';
import { carried, z } from './zod.ts';

const declared = {
  reason: z.string().max(2000),
  /** Steps that bear another path under the new rules: old → new. */
  renames: z.record(z.string().max(240), z.string().max(240)).optional(),
  /** The day the rules are read for from now on; absent: as the case was opened. */
  governedOn: civilDate.optional(),
};

/** Which running cases: those at or below a place, of a flow. */
export const rehearseRequest = z.strictObject({ ...declared, place: placePath.optional(), flow: packId.optional() });
/** The cases to move, each in the version that was rehearsed. */
export const migrateRequest = z.strictObject({
  ...declared,
  cases: z
    .array(z.strictObject({ id: recordId, version: z.number().int().min(1) }))
    .min(1)
    .max(500),
});

export const migrationRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  flowTitle: z.string(),
  placeTitle: z.string(),
  version: z.number().int(),
  /** Revisions before and after. */
  from: z.string(),
  to: z.string(),
  moved: z.boolean(),
  effects: z.array(carried<MigrationEffect>('One thing that changes for the case.')),
  /** Why it cannot be moved as declared. */
  problems: z.array(apiIssue),
});
export const migrationRows = z.array(migrationRow);
export type MigrationRow = z.infer<typeof migrationRow>;
type Declared = { reason: string; renames?: Record<string, string>; governedOn?: string };
export type RehearseRequest = Declared & { place?: string; flow?: string };
export type MigrateRequest = Declared & { cases: { id: string; version: number }[] };
