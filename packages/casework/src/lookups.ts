import type { Issue, JsonValue, Result } from '@cebao/engine';
import { readCase } from './case-facts.ts';
import { type CasePolicy, evaluatorAt } from './case-policy.ts';
import type { RegisterRecord } from './register-records.ts';
import type { CaseState } from './state.ts';

/** What a case wants to know of other cases: records of a register whose cells equal `match`. */
export interface LookupQuery {
  /** The fact that the rows become. */
  readonly fact: string;
  readonly register: string;
  readonly match: Readonly<Record<string, JsonValue>>;
  /** field of the fact → column of the register. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * The lookups of a case, with what it would match when `data` were submitted. A lookup with a value that is not there
 * yet finds nothing and is left out.
 */
export function lookupQueries(
  policy: CasePolicy,
  state: CaseState,
  data: Readonly<Record<string, JsonValue>> = {},
): Result<LookupQuery[]> {
  const flow = policy.findFlow(state.flow);
  const evaluate = evaluatorAt(policy, state.governedOn);
  const queries: LookupQuery[] = [];
  const issues: Issue[] = [];
  const read = flow && readCase(policy, flow, { ...state, data: { ...state.data, ...data } });
  for (const [fact, lookup] of Object.entries(flow?.opens?.lookups ?? {})) {
    const match: Record<string, JsonValue> = {};
    for (const [column, expression] of Object.entries(lookup.match)) {
      const run = read ? evaluate(expression as JsonValue, read) : undefined;
      if (run && !run.ok) issues.push(...run.issues);
      match[column] = run?.ok ? run.value : null;
    }
    if (Object.values(match).every((value) => value !== null))
      queries.push({ fact, register: lookup.register, match, fields: lookup.fields });
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: queries };
}

/** The rows that a lookup finds among records; never those of the case itself. */
export function lookUp(query: LookupQuery, records: readonly RegisterRecord[], caseId: string): JsonValue[] {
  return records
    .filter((record) => record.register === query.register && record.caseId !== caseId)
    .filter(({ cells }) =>
      Object.entries(query.match).every(([column, value]) => Object.hasOwn(cells, column) && cells[column] === value),
    )
    .map(({ cells }) =>
      Object.fromEntries(
        Object.entries(query.fields).map(([field, column]) => [
          field,
          (Object.hasOwn(cells, column) ? cells[column] : null) ?? null,
        ]),
      ),
    );
}
