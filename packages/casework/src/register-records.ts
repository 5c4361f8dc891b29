import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { Register } from '@cebao/pack';
import { readCase } from './case-facts.ts';
import { type CasePolicy, evaluatorAt } from './case-policy.ts';
import { registerCells } from './register-cells.ts';
import { type CaseState, effectiveSubmissions } from './state.ts';

/** One line of a register. `key` stays the same when it is made again. */
export interface RegisterRecord {
  readonly key: string;
  readonly register: string;
  /** The case it comes from, or the record that people keep. */
  readonly caseId?: string;
  readonly record?: string;
  /** The meeting whose minutes it comes from. */
  readonly meeting?: string;
  readonly place: string;
  /** The day it belongs to; for a kept record the first and the last day on which it says this. */
  readonly on: string;
  readonly until?: string;
  /** Column id → value; null where there is none. */
  readonly cells: Readonly<Record<string, JsonValue>>;
}

/**
 * The lines a case gives to a register: one, once `after` is done, or with `each` one per valid submission of that
 * step, whose data goes before the case's. Columns also see `$on`, `$by` (body) and `$submission` there.
 */
export function registerRecords(
  policy: CasePolicy,
  register: Register,
  state: CaseState,
  options: { readonly today?: string } = {},
): Result<RegisterRecord[]> {
  const flow = policy.findFlow(state.flow);
  if (!flow || register.flow !== state.flow) return { ok: true, value: [] };
  if (!reached(state, register.after)) return { ok: true, value: [] };
  const evaluate = evaluatorAt(policy, state.governedOn);
  const issues: Issue[] = [];
  const record = (key: string, on: string, over: Readonly<Record<string, JsonValue>>): RegisterRecord => {
    const read = readCase(policy, flow, state, { today: options.today, over });
    const cells = registerCells(register, evaluate, read, issues);
    return { key, register: register.id, caseId: state.id, place: state.place, on, cells };
  };
  const records =
    register.each === undefined
      ? [record(state.id, dayAfter(state, register.after), {})]
      : eachOf(state, register.each).map(({ event, on, data, by }) =>
          record(event, on, { ...data, $on: on, $by: by, $submission: event }),
        );
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: records };
}

function eachOf(
  state: CaseState,
  step: string,
): { event: string; on: string; data: Readonly<Record<string, JsonValue>>; by: string }[] {
  const record = Object.hasOwn(state.steps, step) ? state.steps[step] : undefined;
  if (!record) return [];
  const valid = record.submissions.filter(({ superseded }) => !superseded);
  return (record.status === 'signing' ? valid.slice(0, -1) : valid).map(({ event, on, data, actor }) => ({
    event,
    on,
    data,
    by: actor.body,
  }));
}

/** A step taken in an earlier round stays reached; one without submissions counts while it is done. */
function reached(state: CaseState, step: string | undefined): boolean {
  return step === undefined || state.done.includes(step) || effectiveSubmissions(state, step).length > 0;
}

function dayAfter(state: CaseState, step: string | undefined): string {
  const submission =
    step === undefined ? undefined : state.steps[step]?.submissions.filter(({ superseded }) => !superseded).at(-1);
  return submission?.on ?? state.openedOn.slice(0, 10);
}
