import { type CaseState, type Deadline, deadlineOf, maySee, seesWhole } from '@cebao/casework';
import { type Capacity, mayAct, type Person, type Step } from '@cebao/pack';
import type { CaseRow } from './api/cases.ts';
import { taskViewsOf, viewsOfPerson } from './case-views.ts';
import { eachInViews } from './each-document.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

/** One document per case, for lists and tasks; made from the case's events and nothing else. */
export const CASES = 'cases';

/** Something that waits in a case: who may do it follows from bodies, place and parties. */
export interface WaitingStep {
  readonly step: string;
  readonly title: string;
  readonly action?: string;
  readonly kind: 'submit' | 'sign';
  readonly bodies: readonly string[];
  readonly since: string;
  /** Its suggested time limit; the date follows from `since` and the working days that are published. */
  readonly due?: NonNullable<Step['due']>;
  /** Who may settle a co-signature without those who have not answered, once this day is over. */
  readonly settlers?: { readonly after: string; readonly bodies: readonly string[] };
  /** Why it came back, when it was returned to this step. */
  readonly returned?: string;
  /** May be left out, or taken again: not a task of its own. */
  readonly optional: boolean;
}

/** The index row of a case as it is kept. Titles of places are looked up when it is shown. */
export interface CaseIndexRow {
  readonly id: string;
  readonly title: string;
  readonly flow: string;
  readonly flowTitle: string;
  readonly place: string;
  readonly revision: string;
  readonly governedOn: string;
  readonly state: CaseRow['state'];
  readonly openedOn: string;
  readonly changedOn: string;
  readonly version: number;
  readonly parties: Readonly<Record<string, string>>;
  /** Who opened it and who took part: they keep sight of it. */
  readonly openedBy: CaseState['openedBy'];
  readonly participants: readonly string[];
  /** Bodies in whose name something was done. */
  readonly acted?: readonly string[];
  readonly waiting: readonly WaitingStep[];
  readonly end?: string;
}

/**
 * Whether a person may see a case. Every list, print, register and file asks here. An organisation sees the cases in
 * which it is a party by name, and no case in which that place is still free.
 */
export async function maySeeRow(services: Services, person: Person, row: CaseIndexRow): Promise<boolean> {
  const policy = await services.policies.ofRevision(row.revision, row.place);
  if (policy === undefined) return false;
  const assignments = person.assignments.filter(
    ({ role, organisation }) =>
      organisation === undefined || row.parties[policy.findRole(role)?.actsFor ?? ''] === organisation,
  );
  if (assignments.some(({ organisation }) => organisation !== undefined) && !policy.findFlow(row.flow)?.visibility)
    return true;
  const concerned = [
    ...row.waiting.flatMap(({ bodies, settlers }) => [...bodies, ...(settlers?.bodies ?? [])]),
    ...(row.acted ?? []),
  ];
  const timeline = row.participants.map((id) => ({ actor: { person: id } })) as unknown as CaseState['timeline'];
  return maySee(
    policy,
    { flow: row.flow, place: row.place, parties: row.parties, openedBy: row.openedBy, timeline, concerned },
    { ...person, assignments },
  );
}

/** Whether a person sees the whole case, not only their own part of it (`visibility` of its flow). */
export async function seesWholeRow(services: Services, person: Person, row: CaseIndexRow): Promise<boolean> {
  const policy = await services.policies.ofRevision(row.revision, row.place);
  return policy !== undefined && seesWhole(policy, row, person);
}

export async function findVisibleCase(
  services: Services,
  viewer: Viewer,
  id: string,
): Promise<CaseIndexRow | undefined> {
  const row = (await services.store.readDocument(CASES, id))?.value as unknown as CaseIndexRow | undefined;
  return row !== undefined && (await maySeeRow(services, viewer.person, row)) ? row : undefined;
}

/** Whether a person may see a case, and all of it. */
export async function seesWholeCase(services: Services, viewer: Viewer, id: string): Promise<boolean> {
  const row = await findVisibleCase(services, viewer, id);
  return row !== undefined && (await seesWholeRow(services, viewer.person, row));
}

/** The cases that a person sees whole: what registers, overviews and reports are made of. */
export async function wholeCases(services: Services, viewer: Viewer): Promise<CaseIndexRow[]> {
  const rows: CaseIndexRow[] = [];
  for (const row of await visibleCases(services, viewer))
    if (await seesWholeRow(services, viewer.person, row)) rows.push(row);
  return rows;
}

/** The cases a person may see, newest change first. */
export function visibleCases(services: Services, viewer: Viewer): Promise<CaseIndexRow[]> {
  return seenRows(services, viewer, viewsOfPerson(services.policies, viewer.person));
}

/** The cases in which something may wait for a person, as they see them. */
export function waitingCases(services: Services, viewer: Viewer): Promise<CaseIndexRow[]> {
  return seenRows(services, viewer, taskViewsOf(viewer.person));
}

async function seenRows(services: Services, viewer: Viewer, views: readonly string[]): Promise<CaseIndexRow[]> {
  const rows: CaseIndexRow[] = [];
  for await (const { value } of eachInViews(services.store, CASES, views, { backwards: true })) {
    const row = await seenRow(services, viewer.person, value as unknown as CaseIndexRow);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** A row as a person sees it, if they may. */
export async function seenRow(
  services: Services,
  person: Person,
  row: CaseIndexRow,
): Promise<CaseIndexRow | undefined> {
  return (await maySeeRow(services, person, row)) ? shownRow(services, person, row) : undefined;
}

/** What something that waits in a case is for a person, and whose deputy they would be. */
export interface TaskKind {
  /** To do or sign it, to settle it without the silent ones, or to look after it because it is overdue. */
  readonly kind: 'submit' | 'sign' | 'settle' | 'overdue';
  readonly deputyOf?: string;
  readonly deadline?: Deadline;
}

export async function taskOf(
  services: Services,
  person: Person,
  row: CaseIndexRow,
  waiting: WaitingStep,
): Promise<TaskKind | undefined> {
  const { bodies, kind, settlers } = waiting;
  const policy = await services.policies.ofRevision(row.revision, row.place);
  if (policy === undefined) return undefined;
  const venue = { place: row.place, parties: row.parties };
  const deadline = deadlineIn(services, row, waiting);
  const task = (as: Capacity, what: TaskKind['kind']): TaskKind => ({
    kind: what,
    ...(as.assignment.for === undefined ? {} : { deputyOf: as.assignment.for }),
    ...(deadline ? { deadline } : {}),
  });
  const may = mayAct(policy, bodies, venue, person);
  if (may.ok) return task(may.as, kind);
  const settles = settlers !== undefined && services.today() > settlers.after;
  const leads = settles ? mayAct(policy, settlers.bodies, venue, person) : undefined;
  if (leads?.ok) return task(leads.as, 'settle');
  const looksAfter = deadline?.escalates?.now ? mayAct(policy, [deadline.escalates.to], venue, person) : undefined;
  return looksAfter?.ok ? task(looksAfter.as, 'overdue') : undefined;
}

/** Until when something that waits should be done, by the working days published now. */
export function deadlineIn(services: Services, row: CaseIndexRow, { due, since }: WaitingStep): Deadline | undefined {
  const newest = services.policies.newest(row.place);
  return due === undefined || !newest.ok ? undefined : deadlineOf(newest.value.calendars, due, since, services.today());
}

/** The row as a person may see it: those who do not see the whole case are told what waits for them, not how it came out. */
async function shownRow(services: Services, person: Person, row: CaseIndexRow): Promise<CaseIndexRow> {
  const policy = await services.policies.ofRevision(row.revision, row.place);
  if (policy === undefined || seesWhole(policy, row, person)) return row;
  const mine = row.waiting.filter(
    ({ bodies, settlers }) => mayAct(policy, [...bodies, ...(settlers?.bodies ?? [])], row, person).ok,
  );
  const { end: _end, ...rest } = row;
  const state = row.state === 'withdrawn' ? row.state : mine.some(({ returned }) => returned) ? 'returned' : 'open';
  return { ...rest, state, waiting: mine };
}

/** The row as it goes over the wire. */
export function caseRowOf(services: Services, row: CaseIndexRow): CaseRow {
  const { id, title, flow, flowTitle, place, state, openedOn, changedOn, waiting, end } = row;
  return {
    id,
    title,
    flow,
    flowTitle,
    place,
    placeTitle: services.instance().titleOf(place),
    state,
    openedOn,
    changedOn,
    steps: waiting.filter(({ optional }) => !optional).map((step) => step.title),
    ...(end === undefined ? {} : { end }),
  };
}
