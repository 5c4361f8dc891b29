import { z } from 'zod';
import { expression, id, level } from './scalars.ts';

/** A decision that is asked about a list: fact name → expression over what is asked. */
export const listQuestion = z.strictObject({ decision: id, facts: z.record(z.string(), expression) });

/**
 * A list that every place of a level has for itself: these entries, those that places above add for their kinds of
 * place, and what the place adds, takes away or words otherwise. The lists of the places are data of the instance.
 *
 * @example
 * { "level": "village-community", "kinds": [{ "id": "farming", "title": "…" }], "parts": [], "maintainers": ["bannerOffice"] }
 */
export const perPlace = z.strictObject({
  level,
  /** Kinds of place that entries may be meant for. */
  kinds: z.array(z.strictObject({ id, title: z.string() })),
  /** What the list is divided into; each entry names its part. */
  parts: z.array(z.strictObject({ id, title: z.string() })),
  /** Particulars of an entry that are shown: key of its `data` → title. */
  fields: z.array(z.strictObject({ id, title: z.string() })).optional(),
  /**
   * Flows by which others come to a change: `change` proposes one, `report` tells of a matter outside the list, `apply` asks
   * for a new entry. `fields` names the fields of their first form that are filled in beforehand.
   */
  opens: z
    .strictObject({
      change: z
        .strictObject({
          flow: id,
          fields: z.strictObject({ change: id, item: id, title: id.optional(), part: id.optional() }),
        })
        .optional(),
      report: z.strictObject({ flow: id, fields: z.strictObject({ matter: id }) }).optional(),
      apply: z.strictObject({ flow: id, fields: z.strictObject({ matter: id, kinds: id.optional() }) }).optional(),
    })
    .optional(),
  /** Bodies that keep the lists, at their place and below. */
  maintainers: z.array(id),
  decisions: z
    .strictObject({
      /** Which of the entries a kind of place has. Scope: `kind`, `items` with `id`, `kinds` (absent: all), `applies`. */
      select: listQuestion.optional(),
      /** Whether the lists of places differ as they should. Scope: `places`, `identical`. */
      compare: listQuestion.optional(),
      /** Whether a change may be entered: refused unless the answer says `conforms`. Scope: `change`, `item`, `reason`, `from`. */
      change: listQuestion.optional(),
      /** What a place does with a matter that reaches it. Scope: `matter`, `listed`, `part`, `admitted`. */
      respond: listQuestion.optional(),
    })
    .optional(),
});

/**
 * What a step enters in the list of the case's place once it is done, in the same commit. Expressions over the facts of
 * the case; `change` is `add`, `remove` or `amend`.
 */
export const listEffect = z.strictObject({
  list: id,
  when: expression.optional(),
  change: expression,
  item: expression,
  title: expression.optional(),
  part: expression.optional(),
  /** Kinds of place; null or an empty list: all. */
  kinds: expression.optional(),
  data: expression.optional(),
  reason: expression,
  from: expression,
  until: expression.optional(),
});

export type PerPlace = z.infer<typeof perPlace>;
export type ListEffect = z.infer<typeof listEffect>;
