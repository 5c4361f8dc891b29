import type { KeptRecord } from '@cebao/casework';
import { civilDate, jsonMap, placePath } from './names.ts';
import { carried, z } from './zod.ts';

/** How a register is filled: from cases, by hand and import, as an account, or from minutes of meetings. */
const kind = z.enum(['cases', 'kept', 'account', 'meetings']);

export const registerRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind,
  flow: z.string().optional(),
  /** Lines that the person sees; of kept records those that hold today. */
  records: z.number().int(),
  note: z.string().optional(),
});
export const registerList = z.array(registerRow);
export const registerQuery = z.strictObject({
  place: placePath.optional(),
  /** Kept records: the day they are read for; default today. */
  at: civilDate.optional(),
  /** Kept records: those that hold no longer, or not yet, too. */
  all: z.literal('true').optional(),
});

/** `cells` are raw values by column id; `texts` the same as people read them. */
export const registerReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind,
  demo: z.boolean(),
  note: z.string().optional(),
  /** Of a register that minutes fill: the meeting of the pack. */
  meetings: z.string().optional(),
  columns: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      format: z.enum(['text', 'money', 'date', 'number', 'label', 'organisation', 'place']),
    }),
  ),
  rows: z.array(
    z.strictObject({
      /** The case it comes from, where the person may open it; the record that people keep, or the meeting. */
      caseId: z.string().optional(),
      record: z.string().optional(),
      meeting: z.string().optional(),
      place: z.string(),
      placeTitle: z.string(),
      /** The day the record belongs to; of a kept record the first and the last day on which it says this. */
      on: z.string(),
      until: z.string().optional(),
      holds: z.boolean().optional(),
      cells: z.record(z.string(), z.json()),
      texts: z.record(z.string(), z.string()),
    }),
  ),
  /** Kept registers: the day, the places that have such a book, and what the pack's decisions are asked about each. */
  kept: z
    .strictObject({
      at: z.string(),
      form: z.string(),
      places: z.array(z.strictObject({ path: z.string(), title: z.string(), mayKeep: z.boolean() })),
      asked: z.array(
        z.strictObject({ place: z.string(), placeTitle: z.string(), decision: z.string(), facts: jsonMap }),
      ),
    })
    .optional(),
});
export type RegisterRow = z.infer<typeof registerRow>;
export type RegisterReply = z.infer<typeof registerReply>;

const reason = z.string().max(500);
export const addRecordRequest = z.strictObject({
  place: placePath,
  data: jsonMap,
  from: civilDate.optional(),
  until: civilDate.optional(),
});
export const recordCommandRequest = z.strictObject({
  /** How many events the person has seen. */
  version: z.number().int().positive(),
  command: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('change'), data: jsonMap, from: civilDate, reason }),
    z.strictObject({ type: z.literal('correct'), data: jsonMap, from: civilDate.optional(), reason }),
    z.strictObject({ type: z.literal('end'), until: civilDate, reason }),
    z.strictObject({ type: z.literal('resume'), reason }),
  ]),
});

export const recordReply = z.strictObject({
  register: z.string(),
  registerTitle: z.string(),
  form: z.string(),
  region: z.string(),
  revision: z.string(),
  demo: z.boolean(),
  place: z.string(),
  placeTitle: z.string(),
  today: z.string(),
  mayKeep: z.boolean(),
  record: carried<KeptRecord>('The record: what it says from when to when, and its history.'),
  names: z.record(z.string(), z.string()),
});

export const importQuery = z.strictObject({
  place: placePath,
  name: z.string().min(1).max(200),
  /** `rehearse` tells what would happen and keeps nothing. */
  run: z.enum(['rehearse', 'import']),
  /** Rows with a problem are left out; otherwise one problem keeps everything out. */
  leaveOut: z.literal('true').optional(),
});
export const importReply = z.strictObject({
  /** Whether the rows are kept now. */
  kept: z.boolean(),
  rows: z.number().int(),
  /** Rows that can be kept. */
  good: z.number().int(),
  columns: z.array(z.strictObject({ title: z.string(), letter: z.string(), field: z.string().nullable() })),
  ignored: z.array(z.string()),
  problems: z.array(
    z.strictObject({
      row: z.number().int().optional(),
      column: z.string().optional(),
      code: z.string(),
      message: z.string(),
    }),
  ),
});

export type AddRecordRequest = z.infer<typeof addRecordRequest>;
export type RecordCommandRequest = z.infer<typeof recordCommandRequest>;
export type RecordReply = z.infer<typeof recordReply>;
export type ImportReply = z.infer<typeof importReply>;
