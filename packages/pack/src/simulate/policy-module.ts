import { type JsonValue, parseExpression } from '@cebao/engine';
import {
  createSlotTable,
  type EmittedModule,
  emitModule,
  lowerExpression,
  type ModuleRule,
} from '@cebao/engine/module';
import type { Decision } from '../format.ts';
import type { Policy } from '../policy.ts';
import { typesOfFacts } from './fact-types.ts';

/** Where the expressions of a decision stand in a module: their places among its rules. */
export interface DecisionPlan {
  readonly decision: Decision;
  /** Names of `let`, each after those it reads. */
  readonly lets: readonly { readonly name: string; readonly at: number }[];
  /** `when` of every rule (absent: holds always), and the value of those that give one. */
  readonly rules: readonly { readonly when: number | undefined; readonly value: number | undefined }[];
  readonly faults: readonly number[];
  readonly missing: number | undefined;
  readonly warnings: readonly number[];
  readonly assumptions: readonly (number | undefined)[];
  readonly params: readonly string[];
}

/** A policy's decisions as one ES module. Decisions that are not in it are left to `policy.decide`. */
export interface PolicyModule {
  readonly emitted: EmittedModule;
  readonly plans: ReadonlyMap<string, DecisionPlan>;
}

/**
 * Writes the decisions of a policy as an ES module for work in bulk. Left out: decisions answered by a flow or a table
 * (the table has an index of its own), and all of them while an override breaks a guard.
 *
 * @example
 * const { emitted, plans } = writePolicyModule(policy);
 */
export function writePolicyModule(policy: Policy): PolicyModule {
  const table = createSlotTable();
  const rules: ModuleRule[] = [];
  const plans = new Map<string, DecisionPlan>();
  if (Object.keys(policy.layered.guarded).length === 0)
    for (const decision of policy.decisions) {
      const plan = planOf(decision, rules, table);
      if (plan) plans.set(decision.id, plan);
    }
  return { emitted: emitModule(rules), plans };
}

function planOf(
  decision: Decision,
  rules: ModuleRule[],
  table: ReturnType<typeof createSlotTable>,
): DecisionPlan | undefined {
  if (decision.flow !== undefined || decision.table !== undefined) return undefined;
  const types = { vars: typesOfFacts(decision) };
  const params = new Set<string>();
  const written: ModuleRule[] = [];
  let broken = false;
  const add = (json: JsonValue, id: string): number => {
    const parsed = parseExpression(json);
    if (!parsed.ok) {
      broken = true;
      return 0;
    }
    for (const param of parsed.value.reads.params) params.add(param);
    written.push({ id: `${decision.id}#${id}`, ir: lowerExpression(parsed.value, types, table) });
    return rules.length + written.length - 1;
  };
  const order = orderOfLets(decision);
  if (!order) return undefined;
  const plan: DecisionPlan = {
    decision,
    lets: order.map((name) => ({ name, at: add(decision.let?.[name] as JsonValue, `/let/${name}`) })),
    rules: (decision.rules ?? []).map((rule) => ({
      when: rule.when === undefined ? undefined : add(rule.when, `/rules/${rule.id}/when`),
      value: rule.then.value === undefined ? undefined : add(rule.then.value, `/rules/${rule.id}/then/value`),
    })),
    faults: (decision.check?.faults ?? []).map(({ code, when }) => add(when, `/check/faults/${code}`)),
    missing: decision.check?.missing === undefined ? undefined : add(decision.check.missing, '/check/missing'),
    warnings: (decision.warnings ?? [])
      .filter(({ code }) => code !== 'floorLowered')
      .map(({ code, when }) => add(when, `/warnings/${code}`)),
    assumptions: (decision.assumptions ?? []).map(({ key, when }) =>
      when === undefined ? undefined : add(when, `/assumptions/${key}`),
    ),
    params: [...params],
  };
  if (broken) return undefined;
  rules.push(...written);
  return plan;
}

/** The names of `let`, each after those it reads; undefined when they go round in a circle. */
function orderOfLets(decision: Decision): readonly string[] | undefined {
  const lets = decision.let ?? {};
  const order: string[] = [];
  const under = new Set<string>();
  const visit = (name: string): boolean => {
    if (order.includes(name)) return true;
    if (under.has(name)) return false;
    under.add(name);
    const parsed = parseExpression(lets[name] as JsonValue);
    if (!parsed.ok) return false;
    for (const read of parsed.value.reads.vars) {
      const first = read.split('.')[0] as string;
      if (first !== name && Object.hasOwn(lets, first) && !visit(first)) return false;
    }
    order.push(name);
    return true;
  };
  return Object.keys(lets).every(visit) ? order : undefined;
}
