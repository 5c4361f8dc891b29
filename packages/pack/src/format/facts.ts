import { z } from 'zod';
import { id } from './scalars.ts';

export interface FactSpec {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'month' | 'array' | 'object';
  title: string;
  required?: boolean | undefined;
  requiredUnless?: string | undefined;
  nullable?: boolean | undefined;
  unit?: string | undefined;
  enum?: (string | number)[] | undefined;
  open?: boolean | undefined;
  notListed?: boolean | undefined;
  min?: number | undefined;
  max?: number | undefined;
  invalid?: string | undefined;
  labels?: Record<string, string> | undefined;
  unread?: string | undefined;
  advise?: boolean | undefined;
  items?: (Omit<FactSpec, 'title' | 'required'> & { title?: string | undefined }) | undefined;
  properties?: Record<string, FactSpec> | undefined;
}

const factShape = {
  type: z.enum(['string', 'number', 'integer', 'boolean', 'date', 'month', 'array', 'object']),
  required: z.boolean().optional(),
  /** Required unless the named other fact is given: one of two ways to state the same thing. */
  requiredUnless: z.string().optional(),
  nullable: z.boolean().optional(),
  /** `yuan` means money: at most two decimals. */
  unit: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  /** With `enum`: other values are accepted too. */
  open: z.boolean().optional(),
  /** With `open`: an unlisted value gets the warning `notListed`. */
  notListed: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /**
   * The pack's own reason code for a value outside its enum or bounds, or a fraction where a whole number is asked,
   * instead of notInClosedList / malformedFact.
   */
  invalid: id.optional(),
  /** Chinese words for enum values. */
  labels: z.record(z.string(), z.string()).optional(),
  /** Why no rule reads this fact though it may be told; absent: some rule must. */
  unread: z.string().optional(),
  /** `false`: nobody is ever advised to change it: what a person is, how a project is cut. */
  advise: z.boolean().optional(),
};

/** A fact that a decision reads: type, unit, closed or open list, bounds. Items of a list need no title. */
export const factSpec: z.ZodType<FactSpec> = z.lazy(() =>
  z.strictObject({
    ...factShape,
    title: z.string(),
    items: factItem.optional(),
    properties: z.record(z.string(), factSpec).optional(),
  }),
) as z.ZodType<FactSpec>;

const factItem: z.ZodType<NonNullable<FactSpec['items']>> = z.lazy(() =>
  z.strictObject({
    ...factShape,
    title: z.string().optional(),
    items: factItem.optional(),
    properties: z.record(z.string(), factSpec).optional(),
  }),
) as z.ZodType<NonNullable<FactSpec['items']>>;
