import { z } from 'zod';
import { factSpec } from './facts.ts';
import { whenAssumption, whenWarning } from './remarks.ts';
import { basis, citation, dated, expression, id, level, regionPath, schemaRef } from './scalars.ts';

/** What a rule answers when it hits. Exactly one of value, undefined, invalid, missing. */
export const outcome = z.strictObject({
  /** An expression; `{ "object": {…} }` builds objects and leaves out keys whose value is null. */
  value: expression.optional(),
  undefined: id.optional(),
  invalid: id.optional(),
  missing: z.array(z.string()).optional(),
  /** Beside a value: why it is negative. */
  reason: id.optional(),
  warnings: z.array(id).optional(),
  /** Keys of assumptions that took part. */
  assumptions: z.array(id).optional(),
  sources: z.array(citation).optional(),
  /** The answer's layer is the layer that set this param. */
  layerOf: id.optional(),
});

export const rule = z.strictObject({
  id,
  /** Hits when true; absent = always. */
  when: expression.optional(),
  then: outcome,
  basis: basis.optional(),
  note: z.string().optional(),
});

/** A value in a cell: written, or a param's on the day the rules are read for; `null`: nothing is there. */
const cellValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.strictObject({ param: id })]);
const cellEnd = z.union([z.number(), z.string(), z.strictObject({ param: id })]);
const plainCell = z.union([
  cellValue,
  z.array(cellValue).min(1),
  z.strictObject({
    '>': cellEnd.optional(),
    '>=': cellEnd.optional(),
    '<': cellEnd.optional(),
    '<=': cellEnd.optional(),
  }),
]);

/**
 * A cell of a table: `"-"` anything, a value, a list of values, a range `{ ">=": 60, "<": 80 }`, or `{ "not": … }`. A
 * fact that is not there satisfies only `"-"` and `null`.
 */
export const cell = z.union([plainCell, z.strictObject({ not: plainCell })]);

/** A decision table: rows from top to bottom, columns from left to right, as in a spreadsheet. */
export const table = z.strictObject({
  /** `first`: the first row that holds; `unique`: at most one may hold; `collect`: all that hold, as a list. */
  hit: z.enum(['first', 'unique', 'collect']),
  /** Columns: a fact (or `let`, `$at`, `$region`) by name, or an expression. */
  inputs: z
    .array(
      z.strictObject({ fact: z.string().optional(), expression: expression.optional(), title: z.string().optional() }),
    )
    .min(1)
    .max(64),
  /** Keys of the value, when rows answer by a list. */
  outputs: z.array(z.string()).min(1).optional(),
  rows: z
    .array(
      z.strictObject({
        id,
        /** One cell per input. */
        when: z.array(cell),
        /** An outcome, or a list of expressions: the outputs from left to right; null leaves one out. */
        then: z.union([z.array(expression), outcome]),
        /** Beside a value: why it is negative. */
        reason: id.optional(),
        /** The row holds on these days and at or below this region only. */
        ...dated,
        region: regionPath.optional(),
        sources: z.array(citation).optional(),
        basis: basis.optional(),
        note: z.string().optional(),
      }),
    )
    .min(1)
    .max(10_000),
});

/**
 * A decision: one question the pack answers. Judged in this order: defined at this region? evidenced at
 * this date? applies at this level? required facts there (also those that `missing` rules at the top ask
 * for, unless an `undefined` rule above them hits)? facts well formed? then `rules`, first hit
 * wins; then the `table`; then `flow` (asks: step) or `check`.
 * Scope of expressions: facts by name; `let` names; `$at`, `$region`, `$level`. Afterwards (`assumptions`,
 * `warnings`): also `$status`, `$reason`, `$value`.
 */
export const decision = z.strictObject({
  ...schemaRef,
  kind: z.literal('decision'),
  id,
  asks: z.enum(['rule', 'check', 'step', 'indicator']),
  title: z.string(),
  question: z.string(),
  /** In force from/until these days; absent: from the day its first source is evidenced. */
  ...dated,
  fromBasis: basis.optional(),
  levels: z.array(level).optional(),
  basis,
  sources: z.array(citation),
  facts: z.record(z.string(), factSpec),
  /** Named intermediate values, computed only when read. */
  let: z.record(z.string(), expression).optional(),
  rules: z.array(rule).max(1_000).optional(),
  table: table.optional(),
  /** asks check: faults and missing items make `{ conforms, faults?, missing? }`. */
  check: z
    .strictObject({
      faults: z
        .array(z.strictObject({ code: id, when: expression }))
        .max(1_000)
        .optional(),
      missing: expression.optional(),
    })
    .optional(),
  /** asks step: the flow whose kernel answers. */
  flow: id.optional(),
  assumptions: z.array(whenAssumption).max(1_000).optional(),
  warnings: z.array(whenWarning).max(1_000).optional(),
  /** Words for the value, for explanations: enum values and keys of the answer. */
  labels: z.record(z.string(), z.string()).optional(),
  /** Keys that the value always has: null where the rule gives nothing for them. */
  keeps: z.array(z.string()).optional(),
  /** Units of numbers in the value, for explanations: `{ "amount": "yuan" }`. */
  units: z.record(z.string(), z.string()).optional(),
  note: z.string().optional(),
});

export type Decision = z.infer<typeof decision>;
export type Rule = z.infer<typeof rule>;
export type Outcome = z.infer<typeof outcome>;
export type Table = z.infer<typeof table>;
