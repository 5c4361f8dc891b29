import type { Issue, JsonValue, Result } from '@cebao/engine';
import {
  type Answer,
  type Assignment,
  fill,
  hashJson,
  isWithin,
  type Person,
  packMessages,
  type StepView,
} from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import type { CaseMigrated, DecisionTaken } from './event.ts';
import { dayOf, eventHead } from './event-head.ts';
import { applyEvent } from './fold.ts';
import { caseworkWords as words } from './messages/zh-CN.ts';
import type { MigrationEffect } from './migration-effect.ts';
import { closedIssue, issue } from './refusals.ts';
import { standingOf } from './standing.ts';
import type { CaseState } from './state.ts';
import { type WhatNext, whatNext } from './what-next.ts';

/** A declared migration: why, and which steps bear another path under the new rules. */
export interface Migration {
  readonly reason: string;
  /** old path → new path. */
  readonly renames?: Readonly<Record<string, string>> | undefined;
  /** The day the rules are read for from now on; absent: the day the case was opened under. */
  readonly governedOn?: string | undefined;
}

/** Who declares it, and when. */
export interface MigrationContext {
  readonly now: string;
  readonly actor: Person;
  readonly newId: () => string;
}

/**
 * Moves a running case to another revision of the rules. The event carries every effect, so that a rehearsal is this
 * same call without keeping the event. Refused where a step that was taken has no place under the new rules, or where
 * nothing could happen there any more.
 *
 * @example
 * const moved = migrateCase(oldPolicy, newPolicy, state, { reason: 'New limits' }, { now, actor, newId });
 * if (moved.ok) moved.value.effects; // [{ kind: 'dueChanges', step: 'review', before: '2026-12-01', after: '2026-12-08' }]
 */
export function migrateCase(
  from: CasePolicy,
  to: CasePolicy,
  state: CaseState,
  migration: Migration,
  context: MigrationContext,
): Result<CaseMigrated> {
  const today = dayOf(context.now);
  const refused = barred(from, to, state, migration, context);
  const flow = to.findFlow(state.flow);
  const held = overseerPost(from, state, context.actor);
  if (refused || !flow || !held) return { ok: false, issues: refused ? [refused] : [] };
  const draft: CaseMigrated = {
    ...eventHead(context, state.id, held),
    type: 'migrated',
    from: state.revision,
    revision: to.revision,
    governedOn: migration.governedOn ?? state.governedOn,
    reason: migration.reason,
    renames: migration.renames ?? {},
    effects: [],
    title: state.title,
    parties: state.parties,
  };
  const after = applyEvent(state, draft) as CaseState;
  const standing = standingOf(to, flow, after, { today });
  if (!standing.ok) return standing;
  const told: CaseMigrated = { ...draft, ...standing.value };
  const moved = applyEvent(state, told) as CaseState;
  const [was, is] = [whatNext(from, state, today), whatNext(to, moved, today)];
  if (!was.ok) return was;
  if (!is.ok) return is;
  const lost = lostSteps(moved, is.value, was.value);
  if (lost.length > 0) return { ok: false, issues: lost };
  if (is.value.open.length === 0 && !moved.ended) return { ok: false, issues: [issue('migrationStops', '')] };
  const effects = [
    ...stepEffects(to, migration.renames ?? {}, was.value, is.value),
    ...answerEffects(from, to, moved),
    ...(moved.title === state.title
      ? []
      : [{ kind: 'titleChanges' as const, before: state.title, after: moved.title }]),
    ...(moved.ended ? [{ kind: 'ends' as const, after: to.words(moved.ended.end) }] : []),
  ];
  return { ok: true, value: { ...told, effects } };
}

function barred(
  from: CasePolicy,
  to: CasePolicy,
  state: CaseState,
  { reason }: Migration,
  { actor }: MigrationContext,
): Issue | undefined {
  if (reason.trim() === '') return issue('reasonMissing', '/reason');
  if (from.revision !== state.revision)
    return issue('otherRevision', '/revision', { case: state.revision, policy: from.revision });
  if (to.revision === state.revision) return issue('sameRevision', '/revision');
  if (!to.findFlow(state.flow)) return issue('unknownFlow', '/flow', { id: state.flow });
  if (!overseerPost(from, state, actor)) return issue('notYoursToMigrate', '');
  return closedIssue(state);
}

/** The post that oversees the place of a case. */
function overseerPost(
  policy: CasePolicy,
  state: CaseState,
  actor: Person,
): { readonly assignment: Assignment; readonly body: string } | undefined {
  for (const assignment of actor.assignments) {
    const role = policy.roles.find(({ id }) => id === assignment.role);
    if (role?.may?.includes('oversee') && !role.organisation && isWithin(state.place, assignment.place))
      return { assignment, body: role.actsFor };
  }
  return undefined;
}

function stepsOf(next: WhatNext): readonly StepView[] {
  return next.outline.flatMap(({ steps }) => steps);
}

/** Steps that were taken and that the new rules do not know. */
function lostSteps(moved: CaseState, is: WhatNext, was: WhatNext): Issue[] {
  const known = new Set(stepsOf(is).map(({ path }) => path));
  const titles = new Map(stepsOf(was).map(({ path, title }) => [path, title]));
  return Object.keys(moved.steps)
    .filter((path) => !known.has(path))
    .map((path) => issue('stepLost', '/renames', { path, step: titles.get(path) ?? path }));
}

function stepEffects(
  to: CasePolicy,
  renames: Readonly<Record<string, string>>,
  was: WhatNext,
  is: WhatNext,
): MigrationEffect[] {
  const named = (path: string) => (Object.hasOwn(renames, path) ? (renames[path] as string) : path);
  const before = new Map(stepsOf(was).map((step) => [named(step.path), step]));
  const after = new Map(stepsOf(is).map((step) => [step.path, step]));
  const wasOpen = new Map(was.open.map((step) => [named(step.path), step]));
  const isOpen = new Map(is.open.map((step) => [step.path, step]));
  const titled = (bodies: readonly string[]) =>
    bodies.map((body) => to.bodies.find(({ id }) => id === body)?.title ?? body).join(words.listSeparator);
  const effects: MigrationEffect[] = [];
  for (const [path, step] of after) {
    const old = before.get(path);
    const head = { step: path, title: step.title };
    if (!old) effects.push({ kind: 'stepAdded', ...head });
    else if (hashJson(old.actors) !== hashJson(step.actors))
      effects.push({ kind: 'actorsChange', ...head, before: titled(old.actors), after: titled(step.actors) });
    if (old && isOpen.has(path) !== wasOpen.has(path))
      effects.push({ kind: isOpen.has(path) ? 'stepOpens' : 'stepCloses', ...head });
    const [due, dueBefore] = [dueText(isOpen.get(path), step), dueText(wasOpen.get(path), old)];
    if (old && due !== dueBefore && !step.done)
      effects.push({
        kind: 'dueChanges',
        ...head,
        ...(dueBefore === undefined ? {} : { before: dueBefore }),
        ...(due === undefined ? {} : { after: due }),
      });
  }
  for (const [path, step] of before)
    if (!after.has(path)) effects.push({ kind: 'stepGone', step: path, title: step.title });
  return effects;
}

/** The day until which an open step should be done; else how many days it will have. */
function dueText(open: WhatNext['open'][number] | undefined, step: StepView | undefined): string | undefined {
  return open?.deadline?.on ?? (step?.due && String(step.due.days));
}

/** Decisions that were asked and that the new rules would answer otherwise; what was decided stays decided. */
function answerEffects(from: CasePolicy, to: CasePolicy, moved: CaseState): MigrationEffect[] {
  const latest = new Map<string, DecisionTaken & { readonly step: string }>();
  for (const taken of moved.decisions) latest.set(`${taken.step} ${taken.decision}`, taken);
  return [...latest.values()].flatMap(({ decision, facts, answer, step }) => {
    const asked = to.decide({ at: moved.governedOn, decision, facts });
    if (asked.ok && hashJson(essenceOf(asked.value)) === hashJson(essenceOf(answer))) return [];
    const now = asked.ok
      ? textOf(to, asked.value)
      : asked.issues.map(({ code }) => to.words(code)).join(words.listSeparator);
    const then = textOf(from, answer);
    const title = to.findDecision(decision)?.title ?? from.findDecision(decision)?.title ?? decision;
    return [{ kind: 'answerChanges', step, title, before: then, after: now }];
  });
}

/** What of an answer makes a difference. */
function essenceOf({ status, value, reason }: Answer): JsonValue {
  return { status, value: value ?? null, reason: reason ?? null };
}

function textOf(policy: CasePolicy, { status, value, reason }: Answer): string {
  return [
    wordsOf(policy, status),
    ...(value === undefined ? [] : [valueWords(policy, value)]),
    ...(reason ? [policy.words(reason)] : []),
  ].join(words.partSeparator);
}

function valueWords(policy: CasePolicy, value: JsonValue): string {
  if (Array.isArray(value)) return value.map((one) => valueWords(policy, one)).join(words.listSeparator);
  if (value !== null && typeof value === 'object')
    return Object.keys(value)
      .sort()
      .map((key) => fill(words.named, { name: policy.words(key), value: valueWords(policy, value[key] ?? null) }))
      .join(words.partSeparator);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return value === null ? words.empty : policy.words(String(value));
}

/** The pack's word for a status, else the one of the format. */
function wordsOf(policy: CasePolicy, code: string): string {
  const own = policy.words(code);
  return own === code ? (packMessages[`status.${code}`] ?? code) : own;
}
