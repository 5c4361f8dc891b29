import type { Decision } from '../format.ts';
import type { Chain } from './chain.ts';
import { Findings } from './finding.ts';
import { type Judged, judgeExpression } from './judge.ts';
import { readExpression } from './read-expression.ts';
import { ruleSitesOf } from './rule-sites.ts';
import { type Bound, inBoth, type LintScope, presentWith } from './scope.ts';
import { DATE, eitherOf, type Shape, shapeOfFact, TEXT, UNKNOWN, withoutLiteral } from './shape.ts';

/** Facts of a decision that are there once it is judged. */
export function requiredFacts(decision: Decision): string[] {
  return Object.entries(decision.facts)
    .filter(([, spec]) => spec.required && !spec.nullable)
    .map(([name]) => name);
}

/**
 * What the expressions of a decision see: its facts, then its `let` names, and `$` names. `after` adds what is known
 * when the answer is made.
 */
export function decisionScope(chain: Chain, decision: Decision, at: string, after?: Shape): LintScope {
  const specials: Record<string, Shape> = {
    $at: DATE,
    $region: TEXT,
    $level: TEXT,
    ...(after
      ? {
          $status: { kind: 'text', values: ['decided', 'undefined', 'missingFacts', 'invalid'], closed: true },
          $reason: { kind: 'text', optional: true },
          $value: { ...after, optional: true },
        }
      : {}),
  };
  const unless = Object.fromEntries(
    Object.entries(decision.facts).flatMap(([name, spec]) =>
      spec.requiredUnless ? [[spec.requiredUnless, name]] : [],
    ),
  );
  return {
    strict: true,
    unless,
    names: [...Object.keys(decision.facts), ...Object.keys(decision.let ?? {}), ...Object.keys(specials)],
    param: (id) => chain.paramShape(id),
    find: (name): Bound | undefined => {
      const special = Object.hasOwn(specials, name) ? specials[name] : undefined;
      if (special) return { shape: special };
      const spec = Object.hasOwn(decision.facts, name) ? decision.facts[name] : undefined;
      if (spec) return { shape: shapeOfFact(spec), title: spec.title };
      if (!decision.let || !Object.hasOwn(decision.let, name)) return undefined;
      return { body: readExpression(decision.let[name]), at: `${at}/let/${name}` };
    },
  };
}

/** How the rules of a decision go: what is there at each, and what its answers are. */
export interface Course {
  /** What a decided answer is. */
  readonly value: Shape;
  /** What is there once the answer is decided. */
  readonly decided: readonly string[];
  /** What is there when no rule hits. */
  readonly beyond: readonly string[];
}

/** Judges the rules of a decision in their order: a rule is reached only when those before it did not hit. */
export function judgeRules(
  chain: Chain,
  decision: Decision,
  at: string,
  findings: Findings,
  onRead: (name: string, let_: boolean) => void = () => undefined,
  onValue: (value: Judged, at: string) => void = () => undefined,
): Course {
  const scope = decisionScope(chain, decision, at);
  let present: readonly string[] = requiredFacts(decision);
  let value: Shape | undefined;
  let decided: readonly string[] | undefined;
  const take = (answer: Shape, known: readonly string[]) => {
    value = value === undefined ? answer : eitherOf(value, answer);
    decided = decided === undefined ? known : inBoth(decided, known);
  };
  for (const { rule, path, isRow, inTurn } of ruleSitesOf(decision)) {
    const when =
      rule.when === undefined
        ? { yes: [], no: [] }
        : judgeExpression(
            readExpression(rule.when),
            isRow ? `${at}${path}` : `${at}${path}/when`,
            scope,
            findings,
            { present: presentWith(new Set(), present), isRow },
            onRead,
          );
    if (rule.then.value !== undefined) {
      const known = [...present, ...when.yes];
      const judged = judgeExpression(
        readExpression(rule.then.value),
        isRow ? `${at}${path}/then` : `${at}${path}/then/value`,
        scope,
        findings,
        { present: presentWith(new Set(), known), isRow },
        onRead,
      );
      onValue(judged, isRow ? `${at}${path}/then` : `${at}${path}/then/value`);
      take(isRow && decision.table?.hit === 'collect' ? { kind: 'list', item: judged.shape } : judged.shape, known);
    }
    if (inTurn) present = [...present, ...when.no];
  }
  if (decision.check) {
    const list: Shape = { kind: 'list', item: TEXT, optional: true };
    take({ kind: 'record', fields: { conforms: { kind: 'boolean' }, faults: list, missing: list } }, present);
  }
  if (decision.flow !== undefined) {
    const flow = chain.flow(decision.flow);
    const steps = flow?.steps.map(({ id }) => id) ?? [];
    const ends = flow
      ? [
          flow.completed,
          ...flow.steps.flatMap((step) => [
            step.next,
            ...(step.outcomes ?? []).flatMap(({ ends, next }) => [ends, next]),
          ]),
        ]
      : [];
    const next = [...new Set([...steps, ...ends.filter((one) => one !== undefined)])];
    take(
      {
        kind: 'record',
        fields: {
          allowed: { kind: 'boolean' },
          next: { kind: 'text', values: next, closed: true, optional: true },
          nextActor: { kind: 'text', optional: true },
        },
      },
      present,
    );
  }
  return { value: withoutLiteral(value ?? UNKNOWN), decided: decided ?? [], beyond: present };
}

/** What a case keeps of an answer. */
export function shapeOfAnswer(chain: Chain, decision: Decision): Shape {
  const { value } = chain.once(`answer ${decision.id}`, () => judgeRules(chain, decision, '', new Findings()));
  return {
    kind: 'record',
    optional: true,
    fields: {
      status: { kind: 'text', values: ['decided', 'undefined', 'missingFacts', 'invalid'], closed: true },
      value: { ...value, optional: true },
      reason: { kind: 'text', optional: true },
      warnings: { kind: 'list', item: TEXT },
      assumptions: { kind: 'list', item: TEXT },
    },
  };
}
