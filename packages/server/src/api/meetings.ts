import type { Answer } from '@cebao/pack';
import { civilDate, packId, placePath, recordId } from './names.ts';
import { carried, z } from './zod.ts';

const text = z.string().max(2000);
const short = z.string().max(200);
const named = z.strictObject({ id: z.string(), title: z.string() });
const how = z.enum(['present', 'deputy', 'leave', 'absent']);
const result = z.enum(['adopted', 'notAdopted', 'deferred']);
const votes = z.strictObject({
  for: z.number().int().min(0).max(10_000),
  against: z.number().int().min(0).max(10_000),
  abstain: z.number().int().min(0).max(10_000),
});

const agendaInput = z
  .array(
    z.strictObject({
      id: recordId.optional(),
      kind: packId,
      title: short,
      note: text.optional(),
      caseId: recordId.optional(),
    }),
  )
  .max(50);
const arrangement = {
  on: civilDate,
  time: z.string().max(5).optional(),
  where: short,
  /** The member who chairs; out of turn with a reason. */
  chair: z.string().min(1).max(60),
  chairReason: text.optional(),
  agenda: agendaInput,
};
const minutesInput = z.strictObject({
  attendance: z
    .array(
      z.strictObject({
        member: z.string().min(1).max(60),
        how,
        deputy: short.optional(),
        reason: short.optional(),
      }),
    )
    .max(200),
  discussion: z.record(recordId, z.string().max(5000)),
  resolutions: z
    .array(
      z.strictObject({
        id: recordId.optional(),
        item: recordId,
        no: z.string().max(60),
        text,
        result,
        votes: votes.optional(),
        body: packId.optional(),
        responsible: short.optional(),
        until: z.string().max(10).optional(),
      }),
    )
    .max(100),
});

export const meetingPlaceQuery = z.strictObject({ place: placePath });
export const callMeetingRequest = z.strictObject({ place: placePath, stage: packId.optional(), ...arrangement });
export const meetingCommandRequest = z.strictObject({
  version: z.number().int().min(1),
  command: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('change'), reason: text, ...arrangement }),
    z.strictObject({ type: z.literal('cancel'), reason: text }),
    z.strictObject({
      type: z.literal('minutes'),
      minutes: minutesInput,
      close: z.boolean(),
      chair: z.string().min(1).max(60).optional(),
      chairReason: text.optional(),
    }),
    z.strictObject({ type: z.literal('correct'), minutes: minutesInput, reason: text }),
    z.strictObject({ type: z.literal('follow'), resolution: recordId, text, done: z.boolean() }),
  ]),
});

const due = z.strictObject({
  last: z.string().optional(),
  /** Absent while none took place from which to count. */
  next: z.string().optional(),
  overdue: z.boolean(),
  months: z.number(),
  by: z.enum(['interval', 'calendar']),
  basis: z.enum(['seed', 'inference', 'outside', 'assumption']),
  /** What is assumed, in words. */
  assumption: z.string().optional(),
});
const status = z.enum(['called', 'minuted', 'closed', 'cancelled']);

/** A body that meets at a place. */
export const meetingBodyRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  due: due.optional(),
  /** The next one that was called. */
  planned: z.strictObject({ id: z.string(), on: z.string() }).optional(),
  held: z.number(),
  openResolutions: z.number(),
});
export const meetingBodies = z.array(meetingBodyRow);

const member = z.strictObject({ member: z.string(), name: z.string(), mayChair: z.boolean() });
const asked = z.strictObject({
  decision: z.string(),
  at: z.string(),
  facts: z.record(z.string(), z.json()),
  answer: carried<Answer>('The answer of the pack.'),
});

export const meetingBodyReply = z.strictObject({
  id: z.string(),
  title: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  note: z.string().optional(),
  due: due.optional(),
  members: z.array(member),
  membersRegister: named,
  /** Whose turn it is to chair the next one, and the chairs after that where the chair rotates. */
  chair: z.strictObject({
    rotates: z.boolean(),
    next: z.string().optional(),
    ahead: z.array(z.string()),
    basis: z.string().optional(),
    assumption: z.string().optional(),
    note: z.string().optional(),
  }),
  quorum: z.strictObject({ persons: z.number(), basis: z.string() }).optional(),
  agenda: z.array(named),
  /** Which kinds of meeting may be held next in the round, and why others may not. */
  stages: z.array(z.strictObject({ id: z.string(), title: z.string(), why: z.string().optional() })).optional(),
  meetings: z.array(
    z.strictObject({
      id: z.string(),
      number: z.number(),
      on: z.string(),
      where: z.string(),
      status,
      stage: z.string().optional(),
      chair: z.string(),
      turn: z.string().optional(),
      chairReason: z.string().optional(),
      topics: z.array(z.string()),
      attended: z.number().optional(),
      resolutions: z.number(),
      open: z.number(),
    }),
  ),
  asked: z.array(asked),
  /** Cases of the place that run: an item of the agenda may come from one. */
  cases: z.array(named),
  mayCall: z.boolean(),
  callers: z.array(z.string()),
  demo: z.boolean(),
});

const resolutionReply = z.strictObject({
  id: z.string(),
  item: z.string(),
  no: z.string(),
  text: z.string(),
  result,
  votes: votes.optional(),
  body: z.string().optional(),
  bodyTitle: z.string().optional(),
  responsible: z.string().optional(),
  until: z.string().optional(),
  /** Newest last. */
  followUps: z.array(z.strictObject({ at: z.string(), by: z.string(), text: z.string(), done: z.boolean() })),
  done: z.boolean(),
  overdue: z.boolean(),
  mayFollow: z.boolean(),
});

export const meetingReply = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  number: z.number(),
  version: z.number(),
  status,
  on: z.string(),
  time: z.string().optional(),
  where: z.string(),
  /** Entered after its day. */
  late: z.boolean(),
  stage: z.string().optional(),
  chair: z.strictObject({
    member: z.string(),
    name: z.string(),
    turn: z.string().optional(),
    reason: z.string().optional(),
  }),
  agenda: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      kindTitle: z.string(),
      title: z.string(),
      note: z.string().optional(),
      caseId: z.string().optional(),
      discussion: z.string().optional(),
    }),
  ),
  members: z.array(member),
  attendance: z.array(
    z.strictObject({
      member: z.string(),
      name: z.string(),
      how,
      deputy: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
  resolutions: z.array(resolutionReply),
  /** Reasons to look again, never refusals. */
  warnings: z.array(z.strictObject({ text: z.string(), basis: z.string(), assumption: z.string().optional() })),
  asked: z.array(asked),
  agendaKinds: z.array(named),
  bodies: z.array(named),
  may: z.strictObject({ arrange: z.boolean(), record: z.boolean(), correct: z.boolean() }),
  clerks: z.array(z.string()),
  history: z.array(
    z.strictObject({
      id: z.string(),
      type: z.enum([
        'meetingCalled',
        'meetingChanged',
        'meetingCancelled',
        'minutesKept',
        'minutesCorrected',
        'resolutionFollowed',
      ]),
      at: z.string(),
      by: z.string(),
      body: z.string(),
      reason: z.string().optional(),
      closed: z.boolean().optional(),
      changes: z
        .array(z.strictObject({ what: z.string(), field: z.string(), before: z.string(), after: z.string() }))
        .optional(),
    }),
  ),
  demo: z.boolean(),
});

/** A resolution that waits for somebody, among the tasks of a person. */
export const meetingTask = z.strictObject({
  kind: z.string(),
  meeting: z.string(),
  resolution: z.string(),
  title: z.string(),
  no: z.string(),
  text: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  on: z.string(),
  until: z.string().optional(),
  overdue: z.boolean(),
});
export const meetingTasks = z.array(meetingTask);

export type CallMeetingRequest = z.infer<typeof callMeetingRequest>;
export type MeetingCommandRequest = z.infer<typeof meetingCommandRequest>;
export type MeetingBodyRow = z.infer<typeof meetingBodyRow>;
export type MeetingBodyReply = z.infer<typeof meetingBodyReply>;
export type MeetingReply = z.infer<typeof meetingReply>;
export type MeetingTask = z.infer<typeof meetingTask>;
