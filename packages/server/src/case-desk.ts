import { randomBytes } from 'node:crypto';
import {
  applyEvent,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  decideCommand,
  type FillOptions,
  showCase,
  viewCase,
} from '@cebao/casework';
import type { Issue, JsonValue } from '@cebao/engine';
import { hashJson, type Policy, SEMANTICS_VERSION } from '@cebao/pack';
import type { NewDecision } from '@cebao/store';
import { bookInAccounts, isAccountConflict } from './account-book.ts';
import type { CaseReply, CommandRequest, OpenCaseRequest } from './api/cases.ts';
import { attachmentsOf, findVisibleAttachment, seesFile } from './attachments.ts';
import { findVisibleCase } from './case-index.ts';
import { civilDateOf, civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import { enterInLists } from './enter-in-lists.ts';
import { findLookups, imaginedCase } from './lookups.ts';
import { Refusal } from './problem.ts';
import { projectCase } from './project-case.ts';
import { caseStream, readCaseState } from './read-case.ts';
import { refuseIssues } from './refuse-issues.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** A case with the policy it was opened under. */
export interface LoadedCase {
  readonly state: CaseState;
  readonly policy: Policy;
}

/** A case the person may see; anything else is as if it were not there. */
export async function loadVisibleCase(services: Services, viewer: Viewer, id: string): Promise<LoadedCase> {
  if ((await findVisibleCase(services, viewer, id)) === undefined) throw new Refusal(404, 'unknownCase');
  const state = await readCaseState(services, id);
  const policy = state === undefined ? undefined : await services.policies.ofRevision(state.revision, state.place);
  if (state === undefined || policy === undefined) throw new Refusal(404, 'unknownCase');
  return { state, policy };
}

/** Opens a case under the newest revision; the rules are read for today. */
export async function openCase(
  services: Services,
  viewer: Viewer,
  request: OpenCaseRequest,
  key: string,
): Promise<CaseReply> {
  const earlier = await earlierResult(services, viewer, key, request);
  if (earlier !== undefined) return replyOf(services, viewer, await loadVisibleCase(services, viewer, earlier));
  if (services.instance().findPlace(request.place) === undefined)
    throw new Refusal(422, 'unknownPlace', {
      params: { place: request.place },
      issues: [{ code: 'unknownPlace', path: '/place', params: { place: request.place } }],
    });
  const newest = services.policies.newest(request.place);
  if (!newest.ok) throw refuseIssues(newest.issues);
  const policy = newest.value;
  const flow = policy.findFlow(request.flow);
  if (flow === undefined)
    throw new Refusal(422, 'unknownFlow', {
      params: { flow: request.flow },
      issues: [{ code: 'unknownFlow', path: '/flow', params: { id: request.flow } }],
    });
  const { flow: flowId, place, data = {}, title, submit, paper, despite } = request;
  const command: CaseCommand = {
    type: 'open',
    flow: flowId,
    place,
    data,
    ...(title === undefined ? {} : { title }),
    ...(submit === true ? { submit: { paper, despite } } : {}),
  };
  return run(services, viewer, policy, undefined, command, { key, request, preview: request.preview, data });
}

/** Does a command on a case, unless the case has moved on since the person saw it. */
export async function commandCase(
  services: Services,
  viewer: Viewer,
  id: string,
  request: CommandRequest,
  key: string,
): Promise<CaseReply> {
  const { state, policy } = await loadVisibleCase(services, viewer, id);
  const asked = { case: id, ...request };
  if ((await earlierResult(services, viewer, key, asked)) !== undefined)
    return replyOf(services, viewer, { state, policy });
  if (state.version !== request.version)
    throw new Refusal(409, 'staleVersion', {
      issues: [
        { code: 'staleVersion', path: '/version', params: { expected: request.version, actual: state.version } },
      ],
    });
  const { command } = request;
  if (command.type === 'submit') {
    for (const [index, attachment] of (command.attachments ?? []).entries()) {
      const known = attachment.startsWith(`${id}:`)
        ? await findVisibleAttachment(services, viewer, attachment)
        : undefined;
      if (known === undefined)
        throw refuseIssues(
          [{ code: 'unknownAttachment', path: `/command/attachments/${index}`, params: {} }],
          'commandRefused',
        );
    }
  }
  const data = 'data' in command ? command.data : {};
  return run(services, viewer, policy, state, command, { key, request: asked, preview: request.preview, data });
}

interface Run {
  readonly key: string;
  readonly request: unknown;
  readonly preview: CommandRequest['preview'];
  readonly data: Readonly<Record<string, JsonValue>>;
}

/** How often a command is judged anew because an account it books into has moved on meanwhile. */
const MOST_TRIES = 8;

async function run(
  services: Services,
  viewer: Viewer,
  policy: Policy,
  state: CaseState | undefined,
  command: CaseCommand,
  given: Run,
  tries = 1,
): Promise<CaseReply> {
  const { key, request, preview, data } = given;
  const { store, clock } = services;
  const now = civilTimeOf(clock());
  const today = civilDateOf(clock());
  const subject =
    state ?? (command.type === 'open' ? imaginedCase(policy, command.flow, command.place, data, now) : undefined);
  const lookups = subject === undefined ? {} : await findLookups(services, policy, subject, data);
  const decided = decideCommand(policy, state, command, {
    now,
    actor: viewer.person,
    newId: () => newId(today),
    governedOn: today,
    lookups,
    preview,
  });
  if (!decided.ok) throw refuseCommand(decided.issues, policy);
  const { events } = decided;
  const after = events.reduce<CaseState | undefined>(applyEvent, state) as CaseState;
  const booked = await bookInAccounts(store, policy, state, after, events);
  if (!booked.ok) throw refuseCommand(booked.issues, policy);
  const entered = await enterInLists(services, policy, state, after, events, () => newId(today));
  const done = await store.commit({
    streams: [
      ...entered.streams,
      {
        stream: caseStream(after.id),
        expectedVersion: state?.version ?? 0,
        events: commitEvents(events),
      },
    ],
    decisions: events.flatMap((event, index) => decisionsOf(event, index + entered.events)),
    documents: [...(await projectCase(store, policy, after)), ...entered.documents, ...booked.value],
    idempotency: { key: scoped(viewer, key), request: hashJson(request), result: { case: after.id } },
  });
  if (!done.ok && isAccountConflict(done.issues) && tries < MOST_TRIES)
    return run(services, viewer, policy, state, command, given, tries + 1);
  if (!done.ok) throw refuseIssues(done.issues, 'commandRefused');
  const kept = (done.value.result as { case: string }).case;
  return done.value.replayed
    ? replyOf(services, viewer, await loadVisibleCase(services, viewer, kept))
    : replyOf(services, viewer, { state: after, policy });
}

/** A key belongs to the person who sent it. */
function scoped(viewer: Viewer, key: string): string {
  return `${viewer.person.id}:${key}`;
}

/** The case that an earlier request with this key was about; the same key for something else is refused. */
async function earlierResult(
  services: Services,
  viewer: Viewer,
  key: string,
  request: unknown,
): Promise<string | undefined> {
  const receipt = await services.store.readReceipt(scoped(viewer, key));
  if (receipt === undefined) return undefined;
  if (receipt.request !== hashJson(request)) throw new Refusal(409, 'keyReused');
  return (receipt.result as { case: string }).case;
}

/** The decision records that an event brings; `index` is its position among all events of the commit. */
export function decisionsOf(event: CaseEvent, index: number): NewDecision[] {
  if (event.type !== 'submitted' && event.type !== 'corrected') return [];
  return event.decisions.map(({ decision, region, at, facts, answer, revision }) => ({
    revision,
    semantics: String(SEMANTICS_VERSION),
    region,
    at,
    decision,
    facts: facts as JsonValue,
    answer: answer as unknown as JsonValue,
    caseId: event.caseId,
    event: index,
  }));
}

/** What the person's screen showed is not what the service decided: both answers. Otherwise why the command is refused. */
function refuseCommand(issues: readonly Issue[], policy: Policy): Refusal {
  const differing = issues.filter(({ code }) => code === 'previewDiffers');
  if (differing.length === issues.length && differing.length > 0) {
    const side = (name: 'preview' | 'answer') =>
      Object.fromEntries(differing.map(({ params }) => [String(params['decision']), params[name] ?? null]));
    return new Refusal(409, 'previewDiffers', {
      issues,
      answers: { preview: side('preview'), service: side('answer') },
    });
  }
  return new Refusal(422, 'commandRefused', { issues, words: (code) => policy.words(code) });
}

/** `20261125-k3f9qa2m`: the day it was made, and chance enough never to meet again. */
function newId(today: string): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  return `${today.replaceAll('-', '')}-${Array.from(randomBytes(10), (byte) => alphabet[byte % alphabet.length]).join('')}`;
}

/** What showing a case needs besides the case itself. */
export async function fillOptions(
  services: Services,
  { state, policy }: LoadedCase,
): Promise<FillOptions & { today: string; calendars?: Policy['calendars'] }> {
  const instance = services.instance();
  const newest = services.policies.newest(state.place);
  return {
    ...(newest.ok ? { calendars: newest.value.calendars } : {}),
    today: services.today(),
    lookups: await findLookups(services, policy, state),
    organisation: instance.organisationTitle,
    place: instance.titleOf,
  };
}

/** A case as a person sees it. */
export async function replyOf(services: Services, viewer: Viewer, { state, policy }: LoadedCase): Promise<CaseReply> {
  const instance = services.instance();
  const options = await fillOptions(services, { state, policy });
  const view = viewCase(policy, state, viewer.person, options);
  if (!view.ok) throw refuseIssues(view.issues);
  const shown = showCase(policy, state, view.value, viewer.person, options);
  const people = new Set([
    state.openedBy.person,
    ...shown.state.timeline.flatMap(({ actor }) => [actor.person, ...(actor.for === undefined ? [] : [actor.for])]),
    ...shown.view.openSteps.flatMap(({ deputyOf }) => deputyOf ?? []),
  ]);
  const files = await attachmentsOf(services, state.id);
  return {
    id: state.id,
    version: state.version,
    revision: state.revision,
    region: policy.region,
    whole: shown.whole,
    state: shown.state,
    view: shown.view,
    lookups: { ...options.lookups },
    placeTitle: instance.titleOf(state.place),
    flowTitle: policy.findFlow(state.flow)?.title ?? state.flow,
    attachments: files.filter((file) => seesFile(policy, state, viewer.person, file)),
    names: {
      people: Object.fromEntries([...people].map((id) => [id, instance.findPerson(id)?.name ?? id])),
      organisations: Object.fromEntries(Object.values(state.parties).map((id) => [id, instance.organisationTitle(id)])),
      places: Object.fromEntries(
        state.place
          .split('/')
          .map((_, index, parts) => parts.slice(0, index + 1).join('/'))
          .map((path) => [path, instance.titleOf(path)]),
      ),
    },
  };
}
