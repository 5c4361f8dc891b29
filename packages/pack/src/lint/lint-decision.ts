import { nearestName } from '@cebao/engine';
import type { Decision, FactSpec } from '../format.ts';
import type { Chain } from './chain.ts';
import { decisionScope, judgeRules, requiredFacts } from './decision-scope.ts';
import type { Findings } from './finding.ts';
import { judgeExpression } from './judge.ts';
import { lintUnit } from './lint-unit.ts';
import { readExpression } from './read-expression.ts';
import { ruleSitesOf } from './rule-sites.ts';
import { presentWith } from './scope.ts';
import type { Shape } from './shape.ts';
import { agree } from './units.ts';

/** Types and units of a decision, the facts it declares, and whether each is read. */
export function lintDecision(chain: Chain, decision: Decision, findings: Findings): void {
  const at = chain.file('decision', decision.id);
  const read = new Set<string>();
  const letsRead = new Set<string>();
  const onRead = (name: string, isLet: boolean) => (isLet ? letsRead : read).add(name);
  for (const [name, spec] of Object.entries(decision.facts))
    lintFact(decision, name, spec, `${at}/facts/${name}`, findings);

  const course = judgeRules(chain, decision, at, findings, onRead, ({ shape }, path) => {
    lintAnswer(decision, shape, path, findings);
    const { literal } = shape;
    if (typeof literal === 'number' && literal !== 0 && path.endsWith('/value'))
      findings.problem('writtenAmount', path, { value: literal, name: decision.title });
  });
  for (const { rule, path } of ruleSitesOf(decision))
    for (const name of rule.then.missing ?? []) {
      const head = name.split('.')[0] as string;
      if (!Object.hasOwn(decision.facts, head))
        findings.problem('nobodySupplies', `${at}${path}/then/missing`, {
          name,
          suggestion: nearestName(head, Object.keys(decision.facts)),
        });
    }
  const during = decisionScope(chain, decision, at);
  const judged = (expression: unknown, path: string, present: readonly string[]) =>
    judgeExpression(
      readExpression(expression),
      `${at}${path}`,
      during,
      findings,
      { present: presentWith(new Set(), present) },
      onRead,
    );
  for (const [index, fault] of (decision.check?.faults ?? []).entries())
    judged(fault.when, `/check/faults/${index}/when`, course.beyond);
  if (decision.check?.missing !== undefined) {
    const { shape } = judged(decision.check.missing, '/check/missing', course.beyond);
    if (!['list', 'unknown', 'null'].includes(shape.kind))
      findings.problem('listAgainstScalar', `${at}/check/missing`, {
        name: 'missing',
        found: shape.kind,
        expected: 'list',
      });
  }
  const after = decisionScope(chain, decision, at, course.value);
  const decided = [...course.decided, ...requiredFacts(decision), '$value'];
  for (const [index, warning] of (decision.warnings ?? []).entries())
    judgeExpression(
      readExpression(warning.when),
      `${at}/warnings/${index}/when`,
      after,
      findings,
      { present: presentWith(new Set(), decided), decided },
      onRead,
    );
  for (const [index, assumption] of (decision.assumptions ?? []).entries())
    if (assumption.when !== undefined)
      judgeExpression(
        readExpression(assumption.when),
        `${at}/assumptions/${index}/when`,
        after,
        findings,
        { present: new Set(), decided },
        onRead,
      );
  if (decision.flow !== undefined) readByFlow(chain, decision.flow, read);
  for (const name of Object.keys(decision.let ?? {})) {
    if (Object.hasOwn(decision.facts, name)) findings.problem('letHidden', `${at}/let/${name}`, { name });
    else if (!letsRead.has(name)) findings.advice('letUnread', `${at}/let/${name}`, { name });
  }
  for (const [name, spec] of Object.entries(decision.facts)) {
    if (Object.hasOwn(decision.let ?? {}, name)) continue;
    if (read.has(name) && spec.unread !== undefined)
      findings.advice('readAfterAll', `${at}/facts/${name}/unread`, { name });
    else if (!read.has(name) && spec.unread === undefined)
      findings.problem('nobodyReads', `${at}/facts/${name}`, { name, title: spec.title });
  }
  for (const [field, unit] of Object.entries(decision.units ?? {})) {
    lintUnit(unit, `${at}/units/${field}`, findings);
    const shape = course.value.kind === 'record' ? course.value.fields?.[field] : undefined;
    if (course.value.kind === 'record' && course.value.fields && !shape)
      findings.problem('unitOfNothing', `${at}/units/${field}`, {
        name: field,
        suggestion: nearestName(field, Object.keys(course.value.fields)),
      });
  }
}

function lintAnswer(decision: Decision, shape: Shape, at: string, findings: Findings): void {
  if (shape.kind !== 'record') return;
  for (const [name, field] of Object.entries(shape.fields ?? {})) {
    const unit = decision.units?.[name];
    if (typeof field.literal === 'number' && field.literal !== 0)
      if (at.endsWith('/value'))
        findings.problem('writtenAmount', `${at}/object/${name}`, { value: field.literal, name });
    if (unit === undefined || field.literal !== undefined) continue;
    if (field.kind !== 'number' && field.kind !== 'unknown' && field.kind !== 'null')
      findings.problem('wrongKind', `${at}/object/${name}`, { name, found: field.kind, expected: 'number' });
    else if (!agree(field.unit, unit))
      findings.problem('unitMismatch', `${at}/object/${name}`, { a: name, b: '', left: field.unit ?? '', right: unit });
  }
}

function lintFact(decision: Decision, name: string, spec: FactSpec, at: string, findings: Findings): void {
  if (spec.unit !== undefined) {
    lintUnit(spec.unit, `${at}/unit`, findings);
    if (spec.type !== 'number' && spec.type !== 'integer')
      findings.problem('unitOfNoNumber', `${at}/unit`, { name: spec.title, found: spec.type });
  }
  if (spec.min !== undefined && spec.max !== undefined && spec.min > spec.max)
    findings.problem('boundsCrossed', at, { name: spec.title, min: spec.min, max: spec.max });
  if (spec.notListed && !(spec.open && spec.enum))
    findings.problem('notListedClosed', `${at}/notListed`, { name: spec.title });
  const values = spec.enum ?? [];
  if (new Set(values).size < values.length) findings.problem('valueTwice', `${at}/enum`, { name: spec.title });
  if (spec.requiredUnless !== undefined && !Object.hasOwn(decision.facts, spec.requiredUnless))
    findings.problem('nobodySupplies', `${at}/requiredUnless`, {
      name: spec.requiredUnless,
      suggestion: nearestName(spec.requiredUnless, Object.keys(decision.facts)),
    });
  lintLabels(spec, at, findings);
  if (spec.items) lintFact(decision, name, { title: spec.title, ...spec.items } as FactSpec, `${at}/items`, findings);
  for (const [field, child] of Object.entries(spec.properties ?? {}))
    lintFact(decision, field, child, `${at}/properties/${field}`, findings);
}

const HAN = /\p{Script=Han}/u;

/** A value of a list needs words, unless it is in Chinese itself. */
function lintLabels(spec: FactSpec, at: string, findings: Findings): void {
  const labels = spec.labels ?? {};
  for (const value of spec.enum ?? [])
    if (typeof value === 'string' && !HAN.test(value) && !Object.hasOwn(labels, value))
      findings.problem('labelMissing', `${at}/labels`, {
        name: value,
        title: spec.title,
        suggestion: nearestName(
          value,
          Object.keys(labels).filter((label) => !spec.enum?.includes(label)),
        ),
      });
  if (spec.enum && !spec.open)
    for (const label of Object.keys(labels))
      if (!spec.enum.map(String).includes(label))
        findings.advice('labelOfNothing', `${at}/labels/${label}`, { name: label, title: spec.title });
}

/** The facts that the kernel and the expressions of a flow read. */
function readByFlow(chain: Chain, id: string, read: Set<string>): void {
  for (const name of ['done', 'action', 'actor']) read.add(name);
  const flow = chain.flow(id);
  if (!flow) return;
  const take = (expression: unknown) => {
    for (const name of namesRead(readExpression(expression))) read.add(name);
  };
  for (const { when } of flow.preconditions ?? []) take(when);
  for (const expression of Object.values(flow.let ?? {})) take(expression);
  for (const step of flow.steps) {
    for (const name of step.needs ?? []) read.add(name.split('.')[0] as string);
    for (const { when } of [...(step.blocks ?? []), ...(step.checks ?? []), ...(step.outcomes ?? [])]) take(when);
    for (const { when } of [...(step.assumptions ?? []), ...(step.warnings ?? [])]) if (when !== undefined) take(when);
  }
}

function namesRead(node: ReturnType<typeof readExpression>): string[] {
  switch (node.kind) {
    case 'literal':
      return [];
    case 'list':
      return node.items.flatMap(namesRead);
    case 'object':
      return node.fields.flatMap(([, value]) => namesRead(value));
    case 'call': {
      const [first] = node.args;
      const own =
        (node.operator === 'var' || node.operator === 'isPresent') && first?.kind === 'literal'
          ? [String(first.value).split('.')[0] as string]
          : [];
      return [...own, ...node.args.flatMap(namesRead)];
    }
  }
}
