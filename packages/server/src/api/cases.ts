import type { CaseState, CaseView } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { civilDate, jsonMap, packId, placePath, recordId, revisionHash } from './names.ts';
import { carried, z } from './zod.ts';

const text = z.string().max(4000);
const stepPath = z.string().min(1).max(240);

/** `state`: open, returned, ended, withdrawn. `q` looks in titles. `after` is the cursor of the page before. */
export const casesQuery = z.strictObject({
  state: z.enum(['open', 'returned', 'ended', 'withdrawn']).optional(),
  flow: packId.optional(),
  place: placePath.optional(),
  q: z.string().max(100).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});

export const caseRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  flow: z.string(),
  flowTitle: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  state: z.enum(['open', 'returned', 'ended', 'withdrawn']),
  openedOn: z.string(),
  changedOn: z.string(),
  /** Titles of the steps that are open now. */
  steps: z.array(z.string()),
  end: z.string().optional(),
});
export const caseList = z.strictObject({
  rows: z.array(caseRow),
  /** How many there are, on the first page and when they are few enough to be counted. */
  total: z.number().int().optional(),
  next: z.string().optional(),
});
export type CaseRow = z.infer<typeof caseRow>;
export type CaseList = z.infer<typeof caseList>;
export type CasesQuery = {
  state?: 'open' | 'returned' | 'ended' | 'withdrawn';
  flow?: string;
  place?: string;
  q?: string;
  after?: string;
  limit?: number;
};

/** A matter kept on paper: on which day it was really done, and why it is entered now. */
const paper = z.strictObject({ on: civilDate, reason: text });

/** What the browser decided while the form was filled in: under which revision, and the answer per decision id. */
export const preview = z.strictObject({ revision: revisionHash, answers: z.record(z.string().max(200), z.json()) });
export type Preview = { revision: string; answers: Record<string, JsonValue> };

/** With `submit` the first step is taken at once with the same data, or nothing happens. */
export const openCaseRequest = z.strictObject({
  flow: packId,
  place: placePath,
  data: jsonMap.optional(),
  title: z.string().max(200).optional(),
  submit: z.boolean().optional(),
  paper: paper.optional(),
  despite: text.optional(),
  preview: preview.optional(),
});
export type OpenCaseRequest = {
  flow: string;
  place: string;
  data?: Record<string, JsonValue>;
  title?: string;
  submit?: boolean;
  paper?: { on: string; reason: string };
  despite?: string;
  preview?: Preview;
};

export const caseCommand = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('submit'),
    step: stepPath,
    data: jsonMap,
    attachments: z.array(recordId).max(50).optional(),
    paper: paper.optional(),
    despite: text.optional(),
  }),
  z.strictObject({
    type: z.literal('sign'),
    step: stepPath,
    contentHash: z.string().max(200),
    opinion: packId.optional(),
    comment: text.optional(),
  }),
  z.strictObject({
    type: z.literal('settle'),
    step: stepPath,
    contentHash: z.string().max(200),
    result: z.enum(['agreed', 'refused']).optional(),
    reason: text.optional(),
  }),
  z.strictObject({ type: z.literal('return'), to: stepPath, reason: text }),
  z.strictObject({ type: z.literal('withdraw'), reason: text }),
  z.strictObject({
    type: z.literal('correct'),
    step: stepPath,
    data: jsonMap,
    reason: text,
    submission: recordId.optional(),
  }),
  z.strictObject({ type: z.literal('comment'), text }),
]);
export type CaseCommand =
  | {
      type: 'submit';
      step: string;
      data: Record<string, JsonValue>;
      attachments?: string[];
      paper?: { on: string; reason: string };
      despite?: string;
    }
  | { type: 'sign'; step: string; contentHash: string; opinion?: string; comment?: string }
  | { type: 'settle'; step: string; contentHash: string; result?: 'agreed' | 'refused'; reason?: string }
  | { type: 'return'; to: string; reason: string }
  | { type: 'withdraw'; reason: string }
  | { type: 'correct'; step: string; data: Record<string, JsonValue>; reason: string; submission?: string }
  | { type: 'comment'; text: string };

/** `version` is the version of the case that the person saw. */
export const commandRequest = z.strictObject({
  command: caseCommand,
  version: z.number().int().min(0),
  preview: preview.optional(),
});
export type CommandRequest = { command: CaseCommand; version: number; preview?: Preview };

export type CaseReply = {
  id: string;
  version: number;
  revision: string;
  /** Region whose pack governs the case. */
  region: string;
  /** The person sees the whole case, not only their own part of it. */
  whole: boolean;
  state: CaseState;
  view: CaseView;
  /** Rows of other cases that this case's decisions read, by fact name. */
  lookups: Record<string, JsonValue>;
  placeTitle: string;
  flowTitle: string;
  attachments: AttachmentRow[];
  /** Names for the ids in state and view: people who took part, organisations, places. */
  names: { people: Record<string, string>; organisations: Record<string, string>; places: Record<string, string> };
};
export type AttachmentRow = {
  id: string;
  name: string;
  size: number;
  sha256: string;
  step?: string;
  by: string;
  at: string;
};

export const caseReply = carried<CaseReply>(
  'A case as the person may see it: state, view (outline, open steps, mine, prints, summary), version, revision, lookups.',
);

/** What a person has typed so far, of a case (`case`) or of one not opened yet. */
export const lookupsRequest = z.strictObject({
  flow: packId,
  place: placePath,
  data: jsonMap,
  case: recordId.optional(),
});
export type LookupsRequest = { flow: string; place: string; data: Record<string, JsonValue>; case?: string };
export const lookupsReply = z.record(z.string(), z.json());

export type NextReply = Pick<CaseView, 'later' | 'whyNot'> & { open: CaseView['openSteps'] };
export const nextReply = carried<NextReply>(
  'Open steps with who may take them, since when and until when; later steps with why not; why this person may do nothing.',
);
