import { type Issue, isTruthy, type JsonValue, type Result } from '@cebao/engine';
import type { List, ListEffect, Step } from '@cebao/pack';
import { readCase } from '../case-facts.ts';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import { getCaseStep } from '../case-step.ts';
import type { CaseEvent } from '../event.ts';
import { issue } from '../refusals.ts';
import type { CaseState } from '../state.ts';
import { changeIssues } from './list-command.ts';
import type { ListChangeType, ListItemChanged } from './list-event.ts';

/**
 * What the events of a case enter in the lists of its place: for each step that is done now and was not before, or whose
 * submission was corrected, the `lists` of the step. To be written in the same commit.
 */
export function listEffects(
  policy: CasePolicy,
  before: CaseState | undefined,
  after: CaseState,
  events: readonly CaseEvent[],
  options: {
    readonly newId: () => string;
    readonly findList: (id: string) => List | undefined;
    /** Ids that the list knows at the place. */
    readonly known: (list: string) => readonly string[];
  },
): Result<ListItemChanged[]> {
  const last = events.at(-1);
  if (!last) return { ok: true, value: [] };
  const corrected = events.flatMap((event) =>
    event.type === 'corrected' && after.done.includes(event.step) ? [event.step] : [],
  );
  const fresh = after.done.filter((path) => !before?.done.includes(path) || corrected.includes(path));
  const changes: ListItemChanged[] = [];
  const issues: Issue[] = [];
  for (const path of fresh) {
    const found = getCaseStep(policy, after, path, {});
    for (const effect of found.ok ? (found.value.step.lists ?? []) : []) {
      const change = changeOf(policy, after, found.ok ? found.value.step : undefined, effect, last, options.newId);
      if (!change.ok) issues.push(...change.issues);
      else if (change.value) {
        const list = options.findList(effect.list);
        if (!list?.perPlace) issues.push(issue('listNotPerPlace', '/list', { list: effect.list }));
        else issues.push(...changeIssues(list, after.place, change.value, options.known(effect.list)));
        changes.push(change.value);
      }
    }
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: changes };
}

function changeOf(
  policy: CasePolicy,
  state: CaseState,
  step: Step | undefined,
  effect: ListEffect,
  last: CaseEvent,
  newId: () => string,
): Result<ListItemChanged | undefined> {
  const flow = policy.findFlow(state.flow);
  if (!flow || !step) return { ok: true, value: undefined };
  const evaluate = evaluatorAt(policy, state.governedOn);
  const read = readCase(policy, flow, state, { today: last.at.slice(0, 10) });
  const issues: Issue[] = [];
  const value = (expression: JsonValue | undefined): JsonValue => {
    if (expression === undefined) return null;
    const run = evaluate(expression, read);
    if (run.ok) return run.value;
    issues.push(...run.issues);
    return null;
  };
  const holds = effect.when === undefined || isTruthy(value(effect.when));
  if (issues.length > 0) return { ok: false, issues };
  if (!holds) return { ok: true, value: undefined };
  const text = (expression: JsonValue | undefined): string | undefined => {
    const found = value(expression);
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  const kinds = value(effect.kinds);
  const data = value(effect.data);
  const title = text(effect.title);
  const part = text(effect.part);
  const until = text(effect.until);
  const change = text(effect.change) ?? '';
  if (!CHANGES.includes(change)) issues.push(issue('unknownListChange', '/change', { change }));
  const made: ListItemChanged = {
    id: newId(),
    schema: 1,
    place: state.place,
    at: last.at,
    actor: last.actor,
    sealed: null,
    type: 'itemChanged',
    list: effect.list,
    change: change as ListChangeType,
    item: text(effect.item) ?? '',
    ...(title === undefined ? {} : { title }),
    ...(part === undefined ? {} : { part }),
    ...(Array.isArray(kinds) && kinds.length > 0 ? { kinds: kinds.map(String) } : {}),
    ...(data !== null && typeof data === 'object' && !Array.isArray(data) ? { data: dropEmpty(data) } : {}),
    reason: text(effect.reason) ?? '',
    from: text(effect.from) ?? '',
    ...(until === undefined ? {} : { until }),
    case: state.id,
  };
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: made };
}

const CHANGES = ['add', 'remove', 'amend'];

function dropEmpty(data: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== ''));
}
