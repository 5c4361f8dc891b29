import { z } from 'zod';
import { listEffect } from './listing.ts';
import { whenAssumption, whenWarning } from './remarks.ts';
import { basis, citation, dated, expression, id, level, schemaRef } from './scalars.ts';
import { signatures } from './signatures.ts';

/** A decision asked at a step, its facts taken from the case data and the form under way. */
export const stepDecision = z.strictObject({
  decision: id,
  /** fact name → expression over case facts; a fact not named is taken from the case fact of the same name. */
  facts: z.record(z.string(), expression).optional(),
  /** The answer is kept in the case data under this name: `{ status, value, reason }`. */
  as: id.optional(),
  /** An `invalid` answer refuses the step (never one that rests on an assumption). */
  blocking: z.boolean().optional(),
});

/** One step of a flow. */
export const step = z.strictObject({
  id,
  title: z.string(),
  /** What the person does, for the button. */
  action: z.string().optional(),
  /** Bodies that may take the step; absent: not checked. */
  actors: z.array(id).optional(),
  /** Without `actors`: bodies whose task the step is in a case, though the rule names nobody and none is refused by it. */
  handledBy: z.array(id).optional(),
  /** Reason code when another body acts; absent: the flow's `reasons.wrongActor`. */
  actorReason: id.optional(),
  /** Steps that must be done before; absent: the step before in the list. */
  after: z.array(id).optional(),
  /** Reason codes for particular prerequisites that are not done; absent: the flow's `reasons.outOfOrder`. */
  afterReasons: z.record(z.string(), id).optional(),
  /** May be taken again. */
  repeat: z.boolean().optional(),
  /** The flow may go on without it. */
  optional: z.boolean().optional(),
  /** Judged together with the order: a true `when` refuses with the reason (default outOfOrder). */
  blocks: z.array(z.strictObject({ when: expression, reason: id.optional() })).optional(),
  /** Facts this step needs; judged after order and actor. */
  needs: z.array(z.string()).optional(),
  /** Judged last: a true `when` makes the step invalid. */
  checks: z.array(z.strictObject({ when: expression, reason: id, assumptions: z.array(id).optional() })).optional(),
  /** After the step: first true `when` decides. Without outcomes the next step in the list follows. */
  outcomes: z
    .array(
      z.strictObject({
        when: expression,
        ends: id.optional(),
        next: id.optional(),
        /** Leads back to an earlier step (`step`, or `stage/step` of the case): a new round, earlier submissions stay valid. */
        again: z.string().optional(),
        reason: id.optional(),
      }),
    )
    .optional(),
  next: id.optional(),
  assumptions: z.array(whenAssumption).optional(),
  warnings: z.array(whenWarning).optional(),
  /** Done already when this step of an earlier stage of the same case is done: `stage/step`. */
  doneBy: z.string().optional(),
  form: id.optional(),
  decisions: z.array(stepDecision).optional(),
  /** Bodies that must each sign the submitted content before the step is done, or a co-signature with its rule. */
  signatures: signatures.optional(),
  /** With the flow's `visibility`: further bodies that see what is submitted and answered here. */
  visibility: z.array(id).optional(),
  /** Steps (`step` or `stage/step`) to which the actor may return the case for correction. */
  returnsTo: z.array(z.string()).optional(),
  /** Bodies that record for others: minutes of a meeting, paper forms. */
  minutes: z.boolean().optional(),
  /** A stage: the flow that is carried inside it; the first whose `when` is true. */
  flows: z.array(z.strictObject({ flow: id, when: expression.optional() })).optional(),
  /** Suggested time limit, shown, never enforced. Counted from the day after the case came to the step. */
  due: z
    .strictObject({
      days: z.number().int().positive(),
      calendar: z.enum(['calendar', 'working']),
      basis,
      key: id,
      /** The step is marked as due soon from this many days before. */
      remind: z.number().int().nonnegative().optional(),
      /** The body that is shown the step once it is overdue by `days` (default 0). */
      escalate: z.strictObject({ to: id, days: z.number().int().nonnegative().optional() }).optional(),
    })
    .optional(),
  /**
   * How often the step may be submitted again after a return to it; then the case is not returned to it any more. A limit
   * that rests on an assumption only advises.
   */
  resubmits: z.strictObject({ most: z.number().int().nonnegative(), reason: id, basis, key: id }).optional(),
  /** What it enters in lists kept per place, once it is done. */
  lists: z.array(listEffect).optional(),
  prints: z.array(id).optional(),
  sources: z.array(citation).optional(),
  basis: basis.optional(),
  note: z.string().optional(),
});

/** A printable paper of a flow: rows of label and value, then boxes for signature and stamp. */
export const print = z.strictObject({
  id,
  title: z.string(),
  /** Offered once this step is done: `stage/step` or `step`. */
  after: z.string(),
  rows: z.array(
    z.strictObject({
      label: z.string(),
      value: expression,
      format: z.enum(['text', 'money', 'date', 'label', 'organisation', 'place']).optional(),
    }),
  ),
  signatures: z.array(z.strictObject({ label: z.string(), stamp: z.boolean().optional() })),
  note: z.string().optional(),
});

/** A flow: how a case moves and who may move it. A flow whose steps carry `flows` is a flow of stages. */
export const flow = z.strictObject({
  ...schemaRef,
  kind: z.literal('flow'),
  id,
  title: z.string(),
  ...dated,
  basis,
  sources: z.array(citation),
  reasons: z.strictObject({ outOfOrder: id, wrongActor: id }),
  /** Judged before the order: a true `when` refuses with the reason. */
  preconditions: z.array(z.strictObject({ when: expression, reason: id })).optional(),
  let: z.record(z.string(), expression).optional(),
  steps: z.array(step),
  /** Name of the end after the last step. */
  completed: id.optional(),
  /** Only for flows that people open as a case. */
  opens: z
    .strictObject({
      /** Bodies that may open it. */
      actors: z.array(id),
      /** Level of the place a case belongs to. */
      level,
      /** Label over the case data for lists. */
      title: expression,
      /** Facts derived from the case data, for guards and decisions. */
      facts: z.record(z.string(), expression).optional(),
      /** body → expression giving the id of the organisation that acts as that body in this case. */
      parties: z.record(z.string(), expression).optional(),
      /** Rows of other cases that decisions here may read: fact name → register and matching fields. */
      lookups: z
        .record(
          z.string(),
          z.strictObject({
            register: id,
            match: z.record(z.string(), expression),
            fields: z.record(z.string(), z.string()),
          }),
        )
        .optional(),
      /** What is in an account of the case's place, in yuan, without what this case booked: fact name → register with an account. */
      accounts: z.record(z.string(), z.strictObject({ register: id })).optional(),
      /** Entries of a list as it reads at the case's place: fact name → list. Rows have `id`, `title`, `part`, `kinds`, `data`. */
      lists: z.record(z.string(), z.strictObject({ list: id })).optional(),
      /** Bodies of the place that see all its cases without acting in them. */
      overseers: z.array(id).optional(),
      /** Labelled facts shown on top of a case, such as the four amounts. */
      summary: z
        .array(
          z.strictObject({
            label: z.string(),
            value: expression,
            format: z.enum(['text', 'money', 'date', 'label', 'organisation', 'place']).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
  prints: z.array(print).optional(),
  /**
   * Bodies that see whole cases of this flow. Everybody else with a part in it sees what they did themselves, what they are
   * asked to sign, and the steps whose `visibility` names them; no overseer sees it by office. Absent: no such limit.
   */
  visibility: z.array(id).optional(),
  note: z.string().optional(),
});

export type Flow = z.infer<typeof flow>;
export type Step = z.infer<typeof step>;
export type StepDecision = z.infer<typeof stepDecision>;
export type Print = z.infer<typeof print>;
