import type { JsonValue } from '@cebao/engine';
import type { DataElement, Form } from '@cebao/pack';

/**
 * The form for what a report has to ask for, and nothing else: a field per element, each named and checked as the
 * dictionary says.
 *
 * @example
 * reportForm('service-quarter', [households]).schema; // { type: 'object', required: ['householdCount'], … }
 */
export function reportForm(report: string, elements: readonly DataElement[]): Form {
  const fields = elements.map((element) => [element.id, fieldOf(element)] as const);
  return {
    kind: 'form',
    id: `${report}/questions`,
    title: report,
    schema: {
      type: 'object',
      additionalProperties: false,
      required: elements.map(({ id }) => id),
      properties: Object.fromEntries(fields),
    },
    ui: {
      'ui:order': elements.map(({ id }) => id),
      ...Object.fromEntries(
        elements.flatMap(({ id, type }) => (type === 'date' ? [[id, { 'ui:widget': 'date' }] as const] : [])),
      ),
    },
  };
}

function fieldOf({ title, unit, type, choices = [], note }: DataElement): Record<string, JsonValue> {
  const head = {
    title: unit === undefined ? title : `${title} (${unit})`,
    ...(note === undefined ? {} : { description: note }),
  };
  switch (type) {
    case 'text':
      return { ...head, type: 'string', minLength: 1, maxLength: 2000 };
    case 'integer':
      return { ...head, type: 'integer', minimum: 0 };
    case 'number':
      return { ...head, type: 'number', minimum: 0 };
    case 'money':
      return { ...head, type: 'number', format: 'money', minimum: 0 };
    case 'date':
      return { ...head, type: 'string', format: 'date' };
    case 'boolean':
      return { ...head, type: 'boolean' };
    case 'choice':
      return {
        ...head,
        type: 'string',
        oneOf: choices.map(({ value, title: words }) => ({ const: value, title: words })),
      };
  }
}
