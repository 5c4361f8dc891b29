import type { JsonValue } from '@cebao/engine';
import type { Decision, FactSpec, Form } from '@cebao/pack';

type Spec = Omit<FactSpec, 'title'> & { readonly title?: string | undefined };

/** The form in which the facts of decisions are given: one field per fact, whichever decision reads it. */
export function factsForm(
  decisions: readonly Decision[],
  words: (code: string) => string,
): Pick<Form, 'id' | 'schema' | 'ui'> {
  const facts: Record<string, FactSpec> = Object.assign(
    {},
    ...[...decisions].reverse().map((decision) => decision.facts),
  );
  const ui: Record<string, JsonValue> = {};
  const properties: Record<string, JsonValue> = {};
  for (const [name, spec] of Object.entries(facts)) {
    properties[name] = schemaOf(spec, words) as JsonValue;
    if (spec.type === 'array' && spec.items?.enum) ui[name] = { 'ui:widget': 'checkboxes' };
    else if (spec.enum && !spec.open && spec.enum.length <= 4) ui[name] = { 'ui:widget': 'radio' };
  }
  const required = Object.entries(facts)
    .filter(([, spec]) => spec.required)
    .map(([name]) => name);
  return {
    id: `facts-${decisions.map(({ id }) => id).join('-')}`,
    schema: { type: 'object', required, properties },
    ui,
  };
}

function schemaOf(spec: Spec, words: (code: string) => string): Record<string, unknown> {
  const base = {
    ...(spec.title === undefined ? {} : { title: spec.title }),
    ...(spec.unit === undefined ? {} : { 'x-unit': spec.unit }),
  };
  const choices = spec.enum ?? (spec.labels ? Object.keys(spec.labels) : undefined);
  switch (spec.type) {
    case 'array':
      return {
        ...base,
        type: 'array',
        maxItems: 50,
        ...(spec.items?.enum ? { uniqueItems: true } : {}),
        items: spec.items ? schemaOf(spec.items, words) : { type: 'string' },
      };
    case 'object':
      return {
        ...base,
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(spec.properties ?? {}).map(([name, child]) => [name, schemaOf(child, words)]),
        ),
      };
    case 'date':
    case 'month':
      return { ...base, type: 'string', format: spec.type };
    case 'number':
    case 'integer':
      if (choices) break;
      return { ...base, type: spec.type, ...(spec.unit?.startsWith('yuan') ? { format: 'money' } : {}) };
    case 'boolean':
      return { ...base, type: 'boolean' };
    case 'string':
      break;
  }
  if (!choices || spec.open) return { ...base, type: spec.type };
  return {
    ...base,
    type: spec.type,
    oneOf: choices.map((one) => ({ const: one, title: labelOf(spec, String(one), words) })),
  };
}

function labelOf(spec: Spec, value: string, words: (code: string) => string): string {
  return spec.labels?.[value] ?? words(value);
}
