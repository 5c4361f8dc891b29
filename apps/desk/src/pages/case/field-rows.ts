import { valueText } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { Form } from '@cebao/pack';
import { messages } from '../../messages/zh-CN.ts';

type Schema = Readonly<Record<string, unknown>>;

export interface FieldRow {
  readonly label: string;
  readonly text: string;
}

/** Submitted data of a form as labels and texts, in the order of the form. */
export function fieldRows(
  form: Pick<Form, 'schema' | 'ui'> | undefined,
  data: Readonly<Record<string, JsonValue>>,
  organisation: (id: string) => string,
): FieldRow[] {
  const properties = (form?.schema.properties ?? {}) as Record<string, Schema>;
  const order = (form?.ui?.['ui:order'] as string[] | undefined) ?? Object.keys(properties);
  const names = [
    ...order.filter((name) => Object.hasOwn(data, name)),
    ...Object.keys(data).filter((name) => !order.includes(name)),
  ];
  return names.map((name) => ({
    label: String(properties[name]?.title ?? name),
    text: fieldText(properties[name] ?? {}, data[name] as JsonValue, organisation),
  }));
}

function fieldText(schema: Schema, value: JsonValue, organisation: (id: string) => string): string {
  if (Array.isArray(value)) {
    const items = (schema.items ?? {}) as Schema;
    return value
      .map((item) =>
        item !== null && typeof item === 'object' && !Array.isArray(item)
          ? rowText(items, item, organisation)
          : fieldText(items, item, organisation),
      )
      .join(messages.comma);
  }
  const choice = (schema.oneOf as { const: JsonValue; title?: string }[] | undefined)?.find(
    (one) => one.const === value,
  );
  if (choice?.title !== undefined) return choice.title;
  const format =
    schema['x-organisation'] !== undefined
      ? 'organisation'
      : schema.format === 'money'
        ? 'money'
        : schema.format === 'date' || schema.format === 'month'
          ? 'date'
          : 'text';
  return valueText(value, format, { words: (code) => code, organisation });
}

function rowText(
  schema: Schema,
  row: Readonly<Record<string, JsonValue>>,
  organisation: (id: string) => string,
): string {
  return fieldRows({ schema: schema as Form['schema'] }, row, organisation)
    .map(({ label, text }) => `${label} ${text}`)
    .join(' ');
}
