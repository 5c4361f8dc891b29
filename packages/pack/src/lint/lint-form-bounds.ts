import type { JsonValue, Node } from '@cebao/engine';
import type { FactSpec } from '../format.ts';
import { type CaseStep, stepsOfCase } from './case-course.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { pathOf } from './judge.ts';
import { readExpression } from './read-expression.ts';

type Field = Readonly<Record<string, JsonValue>>;
type Spec = Omit<FactSpec, 'title'> & { title?: string };

interface Fed {
  readonly field: string;
  readonly spec: Spec;
  readonly fact: string;
}

/** Numbers that forms of a case let in, against what the decisions asked there take of them. */
export function lintFormBounds(chain: Chain, findings: Findings): void {
  for (const opener of chain.every('flows').filter((flow) => flow.opens)) {
    const steps = stepsOfCase(chain, opener);
    for (const { step } of steps)
      for (const asked of step.decisions ?? []) {
        const decision = chain.decision(asked.decision);
        if (!decision) continue;
        for (const [fact, spec] of Object.entries(decision.facts)) {
          const given = asked.facts?.[fact];
          const fed = given === undefined ? [{ field: fact, spec, fact }] : fedBy(readExpression(given), spec, fact);
          for (const one of fed) compare(chain, steps, one, decision.title, findings);
        }
      }
  }
}

/** The fields that fill a fact as they are. */
function fedBy(node: Node, spec: Spec, fact: string): Fed[] {
  const field = pathOf(node);
  if (field !== undefined) return [{ field, spec, fact }];
  if (node.kind !== 'object') return [];
  return node.fields.flatMap(([name, value]) => {
    const child = spec.properties?.[name];
    return child ? fedBy(value, child, `${fact}.${name}`) : [];
  });
}

function compare(chain: Chain, steps: readonly CaseStep[], fed: Fed, decision: string, findings: Findings): void {
  for (const { form } of steps) {
    const field = (form?.schema.properties as Record<string, Field> | undefined)?.[fed.field];
    if (!form || !field || !chain.pack.forms.includes(form)) continue;
    const at = `${chain.file('form', form.id)}/schema/properties/${fed.field}`;
    const tell = (value: number | undefined, limit: number | undefined, isMax: boolean, keyword: string) => {
      if (value === undefined || limit === undefined || value === limit) return;
      const narrower = isMax ? value < limit : value > limit;
      const params = {
        name: String(field.title ?? fed.field),
        bound: isMax ? 'max' : 'min',
        value,
        limit,
        fact: fed.spec.title ?? fed.fact,
        decision,
      };
      // A form may well ask for more than a rule must have at least; a scale that ends early loses what counts.
      if (!narrower) findings.problem('boundsWider', `${at}/${keyword}`, params);
      else if (isMax) findings.advice('boundsNarrower', `${at}/${keyword}`, params);
    };
    const step = field.type === 'integer' ? 1 : field.format === 'money' ? 0.01 : 0;
    const [low, high] = [field.exclusiveMinimum, field.exclusiveMaximum];
    if (typeof low === 'number') tell(low + step, fed.spec.min, false, 'exclusiveMinimum');
    else tell(field.minimum as number | undefined, fed.spec.min, false, 'minimum');
    if (typeof high === 'number') tell(high - step, fed.spec.max, true, 'exclusiveMaximum');
    else tell(field.maximum as number | undefined, fed.spec.max, true, 'maximum');
  }
}
