import type { JsonValue } from '@cebao/engine';
import type {
  CaseEvent,
  CaseMigrated,
  CaseOpened,
  CaseReturned,
  NewRound,
  SigningSettled,
  StepCorrected,
  StepSigned,
  StepSubmitted,
} from './event.ts';
import type { CaseState, Contribution, StepRecord, Submission, TimelineEntry } from './state.ts';

/**
 * The state that events leave, from the first one on. Pure: no policy, no clock.
 *
 * @example
 * const state = foldCase(events); // the same as applying them one by one
 */
export function foldCase(events: readonly CaseEvent[]): CaseState | undefined {
  let state: CaseState | undefined;
  for (const event of events) state = applyEvent(state, event);
  return state;
}

/** The state after one more event. Before `opened` there is no case, and other events leave it so. */
export function applyEvent(state: CaseState | undefined, event: CaseEvent): CaseState | undefined {
  if (event.type === 'opened') return state ?? open(event);
  if (!state) return undefined;
  const moved = event.type === 'commented' ? {} : { movedOn: event.at };
  const noted: CaseState = {
    ...state,
    ...moved,
    version: state.version + 1,
    changedOn: event.at,
    timeline: [...state.timeline, entryOf(event)],
  };
  switch (event.type) {
    case 'submitted':
      return beginRound(submit(noted, event), event.round, event.at);
    case 'signed':
      return beginRound(sign(noted, event), event.round, event.at);
    case 'settled':
      return beginRound(settle(noted, event), event.round, event.at);
    case 'returned':
      return giveBack(noted, event);
    case 'withdrawn':
      return { ...noted, withdrawn: { reason: event.reason, by: event.actor, at: event.at } };
    case 'corrected':
      return correct(noted, event);
    case 'migrated':
      return migrate(noted, event);
    case 'commented':
      return noted;
  }
}

function open(event: CaseOpened): CaseState {
  return {
    id: event.caseId,
    version: 1,
    flow: event.flow,
    place: event.place,
    title: event.title,
    ...(event.givenTitle === undefined ? {} : { givenTitle: event.givenTitle }),
    revision: event.revision,
    governedOn: event.governedOn,
    openedOn: event.at,
    openedBy: event.actor,
    changedOn: event.at,
    movedOn: event.at,
    parties: event.parties,
    data: event.data,
    opening: event.data,
    contributions: [],
    steps: {},
    done: [],
    decisions: [],
    attachments: [],
    timeline: [entryOf(event)],
  };
}

function submit(state: CaseState, event: StepSubmitted): CaseState {
  const before = stepOf(state, event.step);
  const submission: Submission = {
    event: event.id,
    at: event.at,
    on: event.paper?.on ?? event.at.slice(0, 10),
    actor: event.actor,
    data: event.data,
    attachments: event.attachments,
    ...(event.paper ? { paper: event.paper } : {}),
    ...(event.despite === undefined ? {} : { despite: event.despite }),
    contentHash: event.contentHash,
    judged: event.judged,
    corrections: [],
    superseded: false,
    ...(before?.round === undefined ? {} : { round: before.round }),
  };
  const signed = event.signatures.length > 0;
  const pending = before?.status === 'signing' ? before.submissions.at(-1)?.event : undefined;
  const kept = state.contributions.filter((one) => (event.repeat ? one.event !== pending : one.step !== event.step));
  const lapsed = lapsedOf(before, event.signatures);
  const record: StepRecord = {
    status: signed ? 'signing' : 'done',
    repeat: event.repeat,
    submissions: [...(event.repeat ? supersedePending(before) : supersede(before)), submission],
    required: event.signatures,
    signatures: [],
    ...(event.signing ? { terms: event.signing } : {}),
    ...(lapsed.length > 0 ? { lapsed } : {}),
    ...(before?.round === undefined ? {} : { round: before.round }),
    ...(before?.returns === undefined ? {} : { returns: before.returns }),
  };
  const { returned, ...rest } = state;
  return {
    ...rest,
    ...standing(event, event.at),
    ...(returned && returned.to !== event.step ? { returned } : {}),
    ...withContributions(state, [...kept, { event: event.id, step: event.step, data: event.data, kept: event.kept }]),
    steps: { ...state.steps, [event.step]: record },
    // An entry of a log that waits for signatures takes nothing from those before it, nor from what rests on them.
    done: !signed ? add(state.done, event.step) : event.repeat ? state.done : without(state.done, [event.step]),
    decisions: [
      ...state.decisions,
      ...event.decisions.map((taken) => ({ ...taken, step: event.step, event: event.id })),
    ],
    attachments: [
      ...state.attachments,
      ...event.attachments.map((id) => ({ id, step: event.step, event: event.id, by: event.actor, at: event.at })),
    ],
  };
}

function sign(state: CaseState, event: StepSigned): CaseState {
  const record = stepOf(state, event.step);
  if (!record) return state;
  const { id, at, actor, contentHash, opinion, comment, completes, kept, result } = event;
  const signatures = [
    ...record.signatures,
    {
      event: id,
      at,
      actor,
      contentHash,
      ...(opinion === undefined ? {} : { opinion }),
      ...(comment === undefined ? {} : { comment }),
    },
  ];
  const settled = result === undefined ? {} : { settled: { event: id, at, actor, result, silent: [] } };
  return {
    ...state,
    ...standing(event, at),
    ...withResult(state, record, kept),
    steps: {
      ...state.steps,
      [event.step]: { ...record, status: completes ? 'done' : 'signing', signatures, ...settled },
    },
    done: completes ? add(state.done, event.step) : state.done,
  };
}

function settle(state: CaseState, event: SigningSettled): CaseState {
  const record = stepOf(state, event.step);
  if (!record) return state;
  const { id, at, actor, result, until, silent, counted, reason } = event;
  const settled = { event: id, at, actor, result, until, silent, counted, ...(reason === undefined ? {} : { reason }) };
  return {
    ...state,
    ...standing(event, at),
    ...withResult(state, record, event.kept),
    steps: { ...state.steps, [event.step]: { ...record, status: 'done', settled } },
    done: add(state.done, event.step),
  };
}

/** The result of a co-signature beside what was submitted. */
function withResult(
  state: CaseState,
  record: StepRecord,
  kept: Readonly<Record<string, JsonValue>> | undefined,
): Partial<Pick<CaseState, 'contributions' | 'data'>> {
  const submitted = record.submissions.at(-1)?.event;
  return kept === undefined || submitted === undefined
    ? {}
    : withContributions(
        state,
        state.contributions.map((one) => (one.event === submitted ? { ...one, kept: { ...one.kept, ...kept } } : one)),
      );
}

/** Of the bodies that are asked, those whose signature under earlier content fell away. */
function lapsedOf(before: StepRecord | undefined, asked: readonly string[]): readonly string[] {
  const signed = [...(before?.lapsed ?? []), ...(before?.signatures ?? []).map(({ actor }) => actor.body)];
  return asked.filter((body) => signed.includes(body));
}

function giveBack(state: CaseState, event: CaseReturned): CaseState {
  const steps = { ...state.steps };
  const pending: string[] = [];
  for (const step of [event.to, ...event.reopens]) {
    const record = stepOf(state, step);
    if (!record) continue;
    const lapsed = lapsedOf(record, record.required);
    const { settled: _settled, lapsed: _lapsed, ...rest } = record;
    steps[step] = {
      ...rest,
      status: 'reopened',
      signatures: [],
      submissions: record.repeat ? supersedePending(record) : supersede(record),
      ...(lapsed.length > 0 ? { lapsed } : {}),
      ...(step === event.to ? { returns: (record.returns ?? 0) + 1 } : {}),
      reopenedOn: event.at,
    };
    if (record.repeat && record.status === 'signing') pending.push(record.submissions.at(-1)?.event ?? '');
  }
  return {
    ...state,
    ...standing(event, event.at),
    ...withContributions(
      state,
      state.contributions.filter((one) => !event.discards.includes(one.step) && !pending.includes(one.event)),
    ),
    steps,
    done: without(state.done, [event.to, ...event.reopens]),
    returned: { from: event.from, to: event.to, reason: event.reason, by: event.actor, at: event.at },
  };
}

/** A step led back: it and what rests on it are open again in a new round. What was submitted stays valid. */
function beginRound(state: CaseState, round: NewRound | undefined, at: string): CaseState {
  if (!round) return state;
  const steps = { ...state.steps };
  for (const step of round.reopens) {
    const record = stepOf(state, step);
    if (!record) continue;
    const { settled: _settled, lapsed: _lapsed, returns: _returns, ...rest } = record;
    steps[step] = { ...rest, status: 'reopened', signatures: [], round: (record.round ?? 1) + 1, reopenedOn: at };
  }
  return { ...state, steps, done: without(state.done, round.reopens) };
}

/** The case under another revision: paths that were renamed are renamed everywhere. */
function migrate(state: CaseState, event: CaseMigrated): CaseState {
  const named = (path: string) => (Object.hasOwn(event.renames, path) ? (event.renames[path] as string) : path);
  const moved = <T extends { readonly step: string }>(list: readonly T[]): T[] =>
    list.map((one) => ({ ...one, step: named(one.step) }));
  const { ended: _ended, returned, ...rest } = state;
  return {
    ...rest,
    ...standing(event, event.at),
    revision: event.revision,
    governedOn: event.governedOn,
    ...(returned ? { returned: { ...returned, from: named(returned.from), to: named(returned.to) } } : {}),
    steps: Object.fromEntries(Object.entries(state.steps).map(([path, record]) => [named(path), record])),
    done: state.done.map(named),
    contributions: moved(state.contributions),
    decisions: moved(state.decisions),
    attachments: moved(state.attachments),
  };
}

function correct(state: CaseState, event: StepCorrected): CaseState {
  const record = stepOf(state, event.step);
  if (!record) return state;
  const { id, at, actor, reason, changes, contentHash } = event;
  const submissions = record.submissions.map((submission) =>
    submission.event === event.submission
      ? {
          ...submission,
          data: event.data,
          contentHash,
          corrections: [...submission.corrections, { event: id, at, actor, reason, changes }],
        }
      : submission,
  );
  const reopened = record.required.length > 0;
  const lapsed = reopened ? lapsedOf(record, record.required) : [];
  const { settled: _settled, ...kept } = record;
  return {
    ...state,
    ...standing(event, at),
    ...withContributions(
      state,
      state.contributions.map((one) =>
        one.event === event.submission ? { ...one, data: event.data, kept: event.kept } : one,
      ),
    ),
    steps: {
      ...state.steps,
      [event.step]: reopened
        ? { ...kept, submissions, status: 'signing', signatures: [], ...(lapsed.length > 0 ? { lapsed } : {}) }
        : { ...record, submissions },
    },
    done: reopened ? without(state.done, [event.step]) : state.done,
    decisions: [...state.decisions, ...event.decisions.map((taken) => ({ ...taken, step: event.step, event: id }))],
  };
}

/** The data of a case: what it was opened with, then every valid submission in the order of entry, then the answers kept. */
function withContributions(
  state: CaseState,
  contributions: readonly Contribution[],
): Pick<CaseState, 'contributions' | 'data'> {
  const data: Record<string, JsonValue> = { ...state.opening };
  for (const one of contributions) Object.assign(data, one.data, one.kept);
  return { contributions, data };
}

function standing(
  event: StepSubmitted | StepSigned | SigningSettled | CaseReturned | StepCorrected | CaseMigrated,
  at: string,
): Pick<CaseState, 'title' | 'parties'> & { ended?: CaseState['ended'] & object } {
  return { title: event.title, parties: event.parties, ...(event.ended ? { ended: { ...event.ended, at } } : {}) };
}

function entryOf(event: CaseEvent): TimelineEntry {
  const head = { id: event.id, type: event.type, at: event.at, actor: event.actor };
  switch (event.type) {
    case 'opened':
      return head;
    case 'submitted':
      return {
        ...head,
        step: event.step,
        judged: event.judged,
        ...(event.round ? { to: event.round.to } : {}),
        ...(event.paper ? { on: event.paper.on, text: event.paper.reason } : {}),
        ...(event.despite === undefined ? {} : { despite: event.despite }),
      };
    case 'signed':
      return { ...head, step: event.step };
    case 'settled':
      return { ...head, step: event.step, ...(event.reason === undefined ? {} : { text: event.reason }) };
    case 'returned':
      return { ...head, step: event.from, to: event.to, text: event.reason };
    case 'corrected':
      return { ...head, step: event.step, text: event.reason, changes: event.changes };
    case 'withdrawn':
    case 'migrated':
      return { ...head, text: event.reason };
    case 'commented':
      return { ...head, text: event.text };
  }
}

function stepOf(state: CaseState, step: string): StepRecord | undefined {
  return Object.hasOwn(state.steps, step) ? state.steps[step] : undefined;
}

/** The submissions of a repeatable step; one that waits for signatures no longer counts. */
function supersedePending(record: StepRecord | undefined): readonly Submission[] {
  const { submissions = [], status } = record ?? {};
  return status === 'signing'
    ? submissions.map((one, index) => (index === submissions.length - 1 ? { ...one, superseded: true } : one))
    : submissions;
}

/** What was submitted in the round under way no longer counts; earlier rounds stay. */
function supersede(record: StepRecord | undefined): Submission[] {
  const round = record?.round ?? 1;
  return (record?.submissions ?? []).map((submission) =>
    submission.superseded || (submission.round ?? 1) !== round ? submission : { ...submission, superseded: true },
  );
}

function add(list: readonly string[], item: string): readonly string[] {
  return list.includes(item) ? list : [...list, item];
}

function without(list: readonly string[], items: readonly string[]): readonly string[] {
  return list.filter((item) => !items.includes(item));
}
