import type { Node } from '@cebao/engine';
import type { Decision, Flow, Param } from '../format.ts';
import type { Chain } from './chain.ts';
import { Findings } from './finding.ts';
import { writtenName } from './judge.ts';
import { lintBasis } from './lint-param.ts';
import { callsIn, readExpression } from './read-expression.ts';
import { ruleSitesOf } from './rule-sites.ts';

/** Assumed params that an answer rests on: each must be listed among the assumptions of what reads it. */
export function lintDecisionAssumptions(chain: Chain, decision: Decision, findings: Findings): void {
  const at = chain.file('decision', decision.id);
  const always = (decision.assumptions ?? []).map(({ key }) => key);
  lintBasis(chain, decision.basis, decision.sources, decision.title, at, findings, 'ruleWithoutSource');
  const assumed = assumedIn(chain, decision.let ?? {});
  for (const site of ruleSitesOf(decision)) {
    const { rule } = site;
    const listed = [...always, ...(rule.then.assumptions ?? [])];
    const path = `${at}${site.path}`;
    demand([...assumed(rule.when), ...assumed(rule.then.value)], listed, path, findings);
    if (rule.basis === 'assumption' && listed.length === 0)
      findings.problem('assumptionUnmarked', `${path}/then`, { name: rule.id, key: '' });
  }
  for (const [index, warning] of (decision.warnings ?? []).entries())
    demand(assumed(warning.when), [...always, ...(warning.assumptions ?? [])], `${at}/warnings/${index}`, findings);
  for (const [index, fault] of (decision.check?.faults ?? []).entries())
    demand(assumed(fault.when), always, `${at}/check/faults/${index}`, findings);
  if (decision.check?.missing !== undefined)
    demand(assumed(decision.check.missing), always, `${at}/check/missing`, findings);
}

/** Params of this layer that are assumed, and that decisions of upper layers read without listing them. */
export function lintAssumedBelow(chain: Chain, findings: Findings): void {
  const assumed = chain.pack.params.filter((param) => param.values.some(({ basis }) => basis === 'assumption'));
  if (assumed.length === 0) return;
  const above = new Findings();
  for (const decision of chain.packs.slice(1).flatMap((pack) => pack.decisions))
    lintDecisionAssumptions(chain, decision, above);
  for (const { code, params } of above.list()) {
    const param =
      code === 'assumptionUnmarked'
        ? assumed.find(({ id, values }) => values.some(({ key }) => (key ?? id) === params.key))
        : undefined;
    if (param)
      findings.advice('assumptionBelow', `${chain.file('param', param.id)}/values`, {
        name: param.title,
        key: params.key ?? '',
      });
  }
}

export function lintFlowAssumptions(chain: Chain, flow: Flow, findings: Findings): void {
  const at = chain.file('flow', flow.id);
  lintBasis(chain, flow.basis, flow.sources, flow.title, at, findings, 'ruleWithoutSource');
  const assumed = assumedIn(chain, flow.let ?? {});
  /** Nothing is listed where a case is barred or ended: an assumption must not do that. */
  const forbid = (expression: unknown, path: string) => {
    for (const { key, title } of assumed(expression)) findings.problem('assumptionDecides', path, { name: title, key });
  };
  for (const [index, { when }] of (flow.preconditions ?? []).entries()) forbid(when, `${at}/preconditions/${index}`);
  for (const [index, step] of flow.steps.entries()) {
    const path = `${at}/steps/${index}`;
    const always = (step.assumptions ?? []).map(({ key }) => key);
    for (const [i, { when }] of (step.blocks ?? []).entries()) forbid(when, `${path}/blocks/${i}`);
    for (const [i, { when }] of (step.outcomes ?? []).entries()) forbid(when, `${path}/outcomes/${i}`);
    for (const [i, check] of (step.checks ?? []).entries())
      demand(assumed(check.when), check.assumptions ?? [], `${path}/checks/${i}`, findings);
    for (const [i, warning] of (step.warnings ?? []).entries())
      demand(assumed(warning.when), [...always, ...(warning.assumptions ?? [])], `${path}/warnings/${i}`, findings);
    if (step.basis === 'assumption' && always.length === 0)
      findings.problem('assumptionUnmarked', path, { name: step.title, key: '' });
  }
}

interface Assumed {
  readonly key: string;
  readonly title: string;
}

function demand(assumed: readonly Assumed[], listed: readonly string[], at: string, findings: Findings): void {
  for (const { key, title } of assumed)
    if (!listed.includes(key)) findings.problem('assumptionUnmarked', at, { name: title, key });
}

/** The assumed params that an expression reads, itself or by `let` names. */
function assumedIn(chain: Chain, lets: Readonly<Record<string, unknown>>): (expression: unknown) => Assumed[] {
  const visit = (node: Node, within: readonly string[]): Assumed[] =>
    callsIn(node).flatMap((call) => {
      if (call.operator === 'param') {
        const id = writtenName(call.args[0]);
        const value = chain
          .params(id)
          .flatMap((param): Param['values'] => param.values)
          .find(({ basis }) => basis === 'assumption');
        return value ? [{ key: value.key ?? id, title: chain.params(id)[0]?.title ?? id }] : [];
      }
      const name = call.operator === 'var' ? (writtenName(call.args[0]).split('.')[0] as string) : '';
      return Object.hasOwn(lets, name) && !within.includes(name)
        ? visit(readExpression(lets[name]), [...within, name])
        : [];
    });
  return (expression) => (expression === undefined ? [] : visit(readExpression(expression), []));
}
