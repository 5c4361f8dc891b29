import { z } from 'zod';
import { LEVELS } from './level.ts';

/**
 * The pack format: one zod schema per kind of file. The published JSON Schemas (`$schema` of each
 * file) are generated from these; `validate` runs them; the TypeScript types follow from them.
 * Objects are closed: an unknown key is an issue.
 */

/** An id such as `ejin.purchase.threshold/route`: letters, digits, `.`, `-`, `/`. */
export const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.\-/]*$/)
  .max(120);

/** A region path: `nm/ordos/ejin-horo`; `_` stands for a township that is not named. */
export const regionPath = z
  .string()
  .regex(/^[a-z0-9-]+(\/([a-z0-9-]+|_))*$/)
  .max(200);

/** A civil date `YYYY-MM-DD`. */
export const civilDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** An expression in JsonLogic; its own rules are checked by the engine's parser. */
export const expression = z.json();

/** Where a value comes from: stated in a source, following from it, public fact outside, or a default of ours. */
export const basis = z.enum(['seed', 'inference', 'outside', 'assumption']);

/** How an upper layer lets lower layers change a value. */
export const mergeMode = z.enum(['override', 'floor', 'ceiling', 'append', 'subset', 'locked']);

/** The administrative levels, upper first; a region's level follows from the depth of its path. */
export const level = z.enum(LEVELS);

/** A passage that a value or a rule rests on: a source by id, with the sentence (at most 40 characters). */
export const citation = z.strictObject({
  source: id,
  paragraph: z.string().optional(),
  quote: z.string().max(40),
});

const schemaRef = { $schema: z.string().optional() };
const dated = { from: civilDate.optional(), until: civilDate.optional() };

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
      may: z.array(z.enum(['open', 'oversee', 'draft', 'publish', 'export', 'administer'])).optional(),
    }),
  ),
  bodies: z.array(z.strictObject({ id, title: z.string(), level: level.optional() })).optional(),
});

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
  /** The pack's own reason code for a value outside its enum or bounds, instead of notInClosedList / malformedFact. */
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

const whenAssumption = z.strictObject({ key: id, when: expression.optional() });
const whenWarning = z.strictObject({
  code: id,
  when: expression,
  assumptions: z.array(id).optional(),
  blocking: z.literal(false).optional(),
});

/**
 * A decision: one question the pack answers. Judged in this order: defined at this region? evidenced at
 * this date? applies at this level? required facts there? facts well formed? then `rules`, first hit
 * wins; then the `table`; then `flow` (asks: step) or `check`.
 * Scope of expressions: facts by name; `let` names; `$at`, `$region`. Afterwards (`assumptions`,
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
  rules: z.array(rule).optional(),
  table: table.optional(),
  /** asks check: faults and missing items make `{ conforms, faults?, missing? }`. */
  check: z
    .strictObject({
      faults: z.array(z.strictObject({ code: id, when: expression })).optional(),
      missing: expression.optional(),
    })
    .optional(),
  /** asks step: the flow whose kernel answers. */
  flow: id.optional(),
  assumptions: z.array(whenAssumption).optional(),
  warnings: z.array(whenWarning).optional(),
  /** Words for the value, for explanations: enum values and keys of the answer. */
  labels: z.record(z.string(), z.string()).optional(),
  /** Units of numbers in the value, for explanations: `{ "amount": "yuan" }`. */
  units: z.record(z.string(), z.string()).optional(),
  note: z.string().optional(),
});

/** A form: JSON Schema for the data, ui schema for the screen, and the decisions shown while filling in. */
export const form = z.strictObject({
  ...schemaRef,
  kind: z.literal('form'),
  id,
  title: z.string(),
  ...dated,
  description: z.string().optional(),
  schema: z.record(z.string(), z.json()),
  ui: z.record(z.string(), z.json()).optional(),
  sources: z.array(citation).optional(),
});

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
    .array(z.strictObject({ when: expression, ends: id.optional(), next: id.optional(), reason: id.optional() }))
    .optional(),
  next: id.optional(),
  assumptions: z.array(whenAssumption).optional(),
  warnings: z.array(whenWarning).optional(),
  /** Done already when this step of an earlier stage of the same case is done: `stage/step`. */
  doneBy: z.string().optional(),
  form: id.optional(),
  decisions: z.array(stepDecision).optional(),
  /** Bodies that must each sign the submitted content before the step is done. */
  signatures: z.array(id).optional(),
  /** Steps (`step` or `stage/step`) to which the actor may return the case for correction. */
  returnsTo: z.array(z.string()).optional(),
  /** Bodies that record for others: minutes of a meeting, paper forms. */
  minutes: z.boolean().optional(),
  /** A stage: the flow that is carried inside it; the first whose `when` is true. */
  flows: z.array(z.strictObject({ flow: id, when: expression.optional() })).optional(),
  /** Suggested time limit, shown, never enforced. */
  due: z
    .strictObject({ days: z.number().int().positive(), calendar: z.enum(['calendar', 'working']), basis, key: id })
    .optional(),
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
  note: z.string().optional(),
});

/** A register: a book that is kept, filled from cases; its columns are expressions over case data. */
export const register = z.strictObject({
  ...schemaRef,
  kind: z.literal('register'),
  id,
  title: z.string(),
  sources: z.array(citation).optional(),
  /** Cases of this flow give one record each, once `after` is done. */
  flow: id,
  after: z.string().optional(),
  /** One record per submission of this repeatable step instead of one per case. */
  each: z.string().optional(),
  columns: z.array(
    z.strictObject({
      id,
      title: z.string(),
      value: expression,
      format: z.enum(['text', 'money', 'date', 'number', 'label', 'organisation', 'place']).optional(),
      labels: z.record(z.string(), z.string()).optional(),
    }),
  ),
  note: z.string().optional(),
});

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
  entries: z.array(
    z.strictObject({
      id,
      title: z.string(),
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

/**
 * An indicator: a figure over a register, and the figures that sources report, each with its day. A reported figure
 * is an observation and never a threshold.
 */
export const indicator = z.strictObject({
  ...schemaRef,
  kind: z.literal('indicator'),
  id,
  title: z.string(),
  unit: z.string().optional(),
  basis,
  sources: z.array(citation).optional(),
  over: z
    .strictObject({
      register: id,
      /** Only records for which this is true; a record's columns are read by their ids. */
      where: expression.optional(),
      take: z.enum(['count', 'sum', 'share']),
      /** take sum: the column that is added up. */
      column: id.optional(),
      /** take share: the condition whose share among the records is asked for. */
      of: expression.optional(),
    })
    .optional(),
  observations: z
    .array(
      z.strictObject({
        at: z.string(),
        value: z.number(),
        qualifier: z.enum(['exact', 'moreThan', 'almost']),
        source: id,
        quote: z.string().max(40),
        note: z.string().optional(),
      }),
    )
    .optional(),
  note: z.string().optional(),
});

/** A report: a view over registers that asks only for what no register holds. */
export const report = z.strictObject({
  ...schemaRef,
  kind: z.literal('report'),
  id,
  title: z.string(),
  /** Who asks for it. */
  requestedBy: z.string().optional(),
  period: z.enum(['once', 'month', 'quarter', 'year']).optional(),
  basis,
  sources: z.array(citation).optional(),
  elements: z.array(
    z.strictObject({
      id,
      title: z.string(),
      /** The data element it is: equal elements of two reports are one fact, asked once. */
      element: id,
      unit: z.string().optional(),
      /** Where it is held; absent: it has to be asked for. */
      from: z.strictObject({ register: id, column: id, take: z.enum(['latest', 'count', 'sum']) }).optional(),
      note: z.string().optional(),
    }),
  ),
  note: z.string().optional(),
});

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

/** `messages/<locale>.json`: words for codes: reasons, faults, warnings, assumptions, labels. */
export const messagesFile = z.strictObject({
  ...schemaRef,
  reasons: z.record(z.string(), z.string()).optional(),
  warnings: z.record(z.string(), z.string()).optional(),
  assumptions: z.record(z.string(), z.string()).optional(),
  labels: z.record(z.string(), z.string()).optional(),
});

/** `remove.json`: ids of the parent's items that do not hold here. */
export const removeFile = z.strictObject({
  ...schemaRef,
  remove: z.array(
    z.strictObject({
      kind: z.enum(['param', 'decision', 'form', 'flow', 'register', 'list', 'indicator', 'report']),
      id,
      reason: z.string(),
      sources: z.array(citation).optional(),
    }),
  ),
});

/** `homonyms.json`: one word for several mechanisms, which must never be taken for one another or merged. */
export const homonymsFile = z.strictObject({
  ...schemaRef,
  homonyms: z.array(
    z.strictObject({
      word: z.string().min(1),
      variants: z
        .array(
          z.strictObject({
            /** Ids of the mechanism's items begin with this; absent: not in these packs yet. */
            system: id.optional(),
            /** Whose word it is. */
            title: z.string(),
          }),
        )
        .min(2),
      note: z.string().optional(),
    }),
  ),
});

export type PackManifest = z.infer<typeof packManifest>;
export type SourcesFile = z.infer<typeof sourcesFile>;
export type Source = SourcesFile['sources'][number];
export type Place = z.infer<typeof placesFile>['places'][number];
export type RolesFile = z.infer<typeof rolesFile>;
export type Role = RolesFile['roles'][number];
export type Basis = z.infer<typeof basis>;
export type MergeMode = z.infer<typeof mergeMode>;
export type Citation = z.infer<typeof citation>;
/** A param with what its layer took over from above. */
export type Param = z.infer<typeof param> & { title: string; merge: MergeMode };
export type Decision = z.infer<typeof decision>;
export type Rule = z.infer<typeof rule>;
export type Outcome = z.infer<typeof outcome>;
export type Table = z.infer<typeof table>;
export type Form = z.infer<typeof form>;
export type Flow = z.infer<typeof flow>;
export type Step = z.infer<typeof step>;
export type StepDecision = z.infer<typeof stepDecision>;
export type Print = z.infer<typeof print>;
export type Register = z.infer<typeof register>;
export type List = z.infer<typeof list>;
export type Indicator = z.infer<typeof indicator>;
export type Report = z.infer<typeof report>;
export type Homonym = z.infer<typeof homonymsFile>['homonyms'][number];
export type Example = z.infer<typeof examplesFile>['examples'][number];
export type Messages = z.infer<typeof messagesFile>;
export type Removal = z.infer<typeof removeFile>['remove'][number];
