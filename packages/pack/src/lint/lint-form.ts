import { type JsonValue, nearestName } from '@cebao/engine';
import type { Form } from '../format.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { lintUnit } from './lint-unit.ts';
import { isMoneyUnit } from './units.ts';

type Schema = Readonly<Record<string, JsonValue>>;

/** Fields of a form: units, words of choices, and names that its other parts know. */
export function lintForm(chain: Chain, form: Form, findings: Findings): void {
  const at = `${chain.file('form', form.id)}/schema`;
  const schema = form.schema as Schema;
  const names = Object.keys((schema.properties ?? {}) as object);
  lintObject(schema, at, findings);
  const { 'ui:order': order, ...ui } = (form.ui ?? {}) as Record<string, JsonValue>;
  const known = (name: string, path: string) => {
    if (name === '*' || name.startsWith('ui:') || names.includes(name)) return;
    findings.problem('unknownField', `${chain.file('form', form.id)}/ui/${path}`, {
      name,
      suggestion: nearestName(name, names),
    });
  };
  for (const [index, name] of ((order ?? []) as string[]).entries()) known(name, `ui:order/${index}`);
  if (Array.isArray(order) && !order.includes('*'))
    for (const name of names)
      if (!order.includes(name))
        findings.problem('fieldUnordered', `${chain.file('form', form.id)}/ui/ui:order`, { name });
  for (const name of Object.keys(ui)) known(name, name);
}

function lintObject(schema: Schema, at: string, findings: Findings): void {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  for (const [index, name] of ((schema.required ?? []) as string[]).entries())
    if (!Object.hasOwn(properties, name))
      findings.problem('unknownField', `${at}/required/${index}`, {
        name,
        suggestion: nearestName(name, Object.keys(properties)),
      });
  for (const [name, field] of Object.entries(properties)) lintField(name, field, `${at}/properties/${name}`, findings);
}

function lintField(name: string, field: Schema, at: string, findings: Findings): void {
  const unit = field['x-unit'];
  if (typeof field.title !== 'string' || field.title === '') findings.problem('fieldUntitled', at, { name });
  if (typeof unit === 'string') {
    lintUnit(unit, `${at}/x-unit`, findings);
    if (field.type !== 'number' && field.type !== 'integer')
      findings.problem('unitOfNoNumber', `${at}/x-unit`, {
        name: String(field.title ?? name),
        found: String(field.type),
      });
    else if (isMoneyUnit(unit) && field.format !== 'money')
      findings.problem('moneyNotChecked', at, { name: String(field.title ?? name) });
  }
  if (field.format === 'money' && typeof unit === 'string' && !isMoneyUnit(unit))
    findings.problem('unitMismatch', `${at}/x-unit`, {
      a: String(field.title ?? name),
      b: '',
      left: unit,
      right: 'yuan',
    });
  if (field.format === 'money' && field.type !== 'number')
    findings.problem('wrongKind', `${at}/type`, {
      name: String(field.title ?? name),
      found: String(field.type),
      expected: 'number',
    });
  if ((field.format === 'date' || field.format === 'month') && field.type !== 'string')
    findings.problem('wrongKind', `${at}/type`, {
      name: String(field.title ?? name),
      found: String(field.type),
      expected: 'text',
    });
  const { minimum, maximum } = field;
  if (typeof minimum === 'number' && typeof maximum === 'number' && minimum > maximum)
    findings.problem('boundsCrossed', at, { name: String(field.title ?? name), min: minimum, max: maximum });
  const choices = (field.oneOf ?? []) as Schema[];
  const values = choices.map((choice) => JSON.stringify(choice.const));
  if (new Set(values).size < values.length)
    findings.problem('valueTwice', `${at}/oneOf`, { name: String(field.title ?? name) });
  for (const [index, choice] of choices.entries())
    if (typeof choice.title !== 'string' || choice.title === '')
      findings.problem('labelMissing', `${at}/oneOf/${index}`, {
        name: String(choice.const),
        title: String(field.title ?? name),
        suggestion: null,
      });
  for (const [index, value] of ((field.enum ?? []) as JsonValue[]).entries())
    if (typeof value === 'string' && !/\p{Script=Han}/u.test(value))
      findings.problem('labelMissing', `${at}/enum/${index}`, {
        name: value,
        title: String(field.title ?? name),
        suggestion: null,
      });
  if (field.type === 'object') lintObject(field, at, findings);
  if (field.items) lintItems(name, field.items as Schema, `${at}/items`, findings);
}

function lintItems(name: string, items: Schema, at: string, findings: Findings): void {
  if (items.type === 'object') lintObject(items, at, findings);
  else lintField(name, { title: name, ...items }, at, findings);
}
