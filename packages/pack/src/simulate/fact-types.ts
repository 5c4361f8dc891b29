import type { ValueKind, ValueType } from '@cebao/engine';
import type { Decision, FactSpec } from '../format.ts';

const KINDS: Readonly<Record<FactSpec['type'], ValueKind>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  date: 'date',
  month: 'month',
  array: 'list',
  object: 'record',
};

/** What is known of the names of a decision once its facts have been checked. */
export function typesOfFacts(decision: Decision): Readonly<Record<string, ValueType>> {
  const types: Record<string, ValueType> = {
    $at: { kind: 'date', nullable: false },
    $region: { kind: 'text', nullable: false },
    $level: { kind: 'text', nullable: false },
  };
  for (const [name, spec] of Object.entries(decision.facts)) types[name] = typeOfFact(spec);
  return types;
}

function typeOfFact(spec: Omit<FactSpec, 'title'>): ValueType {
  return {
    kind: KINDS[spec.type],
    nullable: !spec.required || spec.nullable === true || spec.requiredUnless !== undefined,
    ...(spec.items === undefined ? {} : { items: typeOfFact(spec.items) }),
    ...(spec.properties === undefined
      ? {}
      : {
          fields: Object.fromEntries(
            Object.entries(spec.properties).map(([name, property]) => [name, typeOfFact(property)]),
          ),
        }),
  };
}
