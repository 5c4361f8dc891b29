import type { JsonValue } from '@cebao/engine';
import type { Form } from '@cebao/pack';
import type { Locator, Page } from 'playwright-core';

type Schema = Readonly<Record<string, unknown>>;
/** Words on the screen for what is kept by id, such as organisations. */
type Titles = (id: string) => string;

/** The id of a field's control on the page. */
export function fieldOf(page: Page, form: Form, name: string): Locator {
  return page.locator(`[id="${form.id.replace(/[^A-Za-z0-9]/g, '-')}_${name}"]`);
}

/**
 * Fills a form of a pack as a person would, field by field in the order of the form; each by the widget that its
 * schema gives it.
 *
 * @example
 * await fillForm(page, form, { appliedAmount: 199999.99 }, titleOf);
 */
export async function fillForm(
  page: Page,
  form: Form,
  data: Readonly<Record<string, JsonValue>>,
  titleOf: Titles = (id) => id,
): Promise<void> {
  const properties = form.schema['properties'] as Readonly<Record<string, Schema>>;
  const unknown = Object.keys(data).filter((name) => !Object.hasOwn(properties, name));
  if (unknown.length > 0) throw new Error(`${form.id} has no ${unknown.join(', ')}`);
  for (const [name, schema] of Object.entries(properties)) {
    const value = data[name];
    if (value === undefined) continue;
    const ui = (form.ui?.[name] ?? {}) as Readonly<Record<string, unknown>>;
    await fillField(page, fieldOf(page, form, name), schema, ui['ui:widget'], value, titleOf);
  }
}

async function fillField(
  page: Page,
  field: Locator,
  schema: Schema,
  widget: unknown,
  value: JsonValue,
  titleOf: Titles,
): Promise<void> {
  if (schema['x-organisation'] !== undefined) return choose(page, field, titleOf(String(value)), true);
  if (widget === 'checkboxes' && Array.isArray(value)) {
    for (const one of value)
      await field.getByRole('checkbox', { name: labelOf(schema['items'] as Schema, one) }).check();
    return;
  }
  if (schema['type'] === 'boolean') return field.getByRole('radio', { name: value === true ? '是' : '否' }).check();
  if (widget === 'radio') return field.getByRole('radio', { name: labelOf(schema, value), exact: true }).check();
  if (schema['oneOf'] !== undefined || schema['enum'] !== undefined)
    return choose(page, field, labelOf(schema, value), false);
  if (widget === 'date' || schema['format'] === 'date' || schema['format'] === 'month') {
    await field.fill(String(value));
    return field.press('Enter');
  }
  await field.fill(String(value));
}

/** Picks one of a list that opens below the field. */
async function choose(page: Page, field: Locator, title: string, search: boolean): Promise<void> {
  await page.locator('.ant-select').filter({ has: field }).last().click();
  if (search) await field.fill(title);
  await openList(page).locator(`.ant-select-item-option[title="${title}"]`).click();
}

/** The list that is open now. */
export function openList(page: Page): Locator {
  return page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
}

function labelOf(schema: Schema, value: JsonValue): string {
  const choices = schema['oneOf'] as readonly { const: JsonValue; title?: string }[] | undefined;
  return choices?.find((one) => one.const === value)?.title ?? String(value);
}
