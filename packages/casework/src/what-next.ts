import type { Issue, JsonValue, Result } from '@cebao/engine';
import { type Calendar, type Eligible, eligibleOf, onDuty, type Person, type StageView } from '@cebao/pack';
import { bodiesOf, type CasePolicy } from './case-policy.ts';
import { type OpenStep, openStepsOf } from './open-steps.ts';
import { closedIssue, issue } from './refusals.ts';
import type { CaseState } from './state.ts';

/** A step that cannot be taken yet: whose it will be, and why not now. */
export interface LaterStep {
  readonly path: string;
  readonly title: string;
  readonly who: readonly Eligible[];
  readonly whyNot: Issue;
}

/** What may happen next in a case: by whom, until when, and what not, with the reason. */
export interface WhatNext {
  readonly open: readonly OpenStep[];
  readonly later: readonly LaterStep[];
  readonly outline: readonly StageView[];
  /** Nothing may happen any more. */
  readonly over?: Issue;
}

/** What else the answer depends on. */
export interface WhatNextOptions {
  readonly lookups?: Readonly<Record<string, JsonValue>> | undefined;
  /** Working days as they are published now, if newer than those of the case's rules. */
  readonly calendars?: readonly Calendar[] | undefined;
}

/**
 * What may happen next in a case on a day, by whom, until when, and why not. Screens, tasks, the API and the commands
 * themselves rest on this one answer; it agrees with the kernel that answers the `step` decisions of a pack.
 *
 * @example
 * const next = whatNext(policy, state, '2026-11-25', person);
 * if (next.ok) next.value.open.filter(({ mine }) => mine); // what this person may do, each with its deadline
 */
export function whatNext(
  policy: CasePolicy,
  state: CaseState,
  at: string,
  person?: Person,
  options: WhatNextOptions = {},
): Result<WhatNext> {
  const flow = policy.findFlow(state.flow);
  if (!flow) return { ok: false, issues: [issue('unknownFlow', '/flow', { id: state.flow })] };
  const today = at.slice(0, 10);
  const found = openStepsOf(policy, flow, state, person && onDuty(person, today), { ...options, today });
  if (!found.ok) return found;
  const { outline, open } = found.value;
  const steps = outline.flatMap((stage) => stage.steps);
  const titleOf = (path: string) => steps.find((step) => step.path === path)?.title ?? path;
  const over = closedIssue(state);
  const later = over ? [] : steps.filter((step) => step.state === 'waiting' || step.state === 'blocked');
  return {
    ok: true,
    value: {
      open,
      later: later.map((step) => ({
        path: step.path,
        title: step.title,
        who: (step.actors.length > 0 ? step.actors : bodiesOf(policy, flow)).map((body) =>
          eligibleOf(policy, body, state),
        ),
        whyNot:
          step.state === 'blocked' && step.reason !== undefined
            ? issue(step.reason, '/step', { step: step.title })
            : issue('waitsForSteps', '/step', {
                step: step.title,
                waitsFor: step.waitsFor.length > 0 ? step.waitsFor.map(titleOf) : [stageBefore(outline, step.path)],
              }),
      })),
      outline,
      ...(over ? { over } : {}),
    },
  };
}

/** The stage that has to be over before the stage of a step. */
function stageBefore(outline: readonly StageView[], path: string): string {
  const index = outline.findIndex((stage) => stage.steps.some((step) => step.path === path));
  const before = outline.slice(0, Math.max(index, 0)).filter(({ state }) => state !== 'done');
  return before.at(-1)?.title ?? '';
}
