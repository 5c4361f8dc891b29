import { type Issue, isCivilDate, type JsonValue } from '@cebao/engine';
import { Validator } from '@cfworker/json-schema';
import { hasAtMostTwoDecimals } from './facts.ts';

type Schema = Record<string, JsonValue>;

const validators = new WeakMap<object, Validator>();

/**
 * Checks the data of a form against its schema with an interpreting validator (no code generation), then what JSON
 * Schema cannot say: money has at most two decimals, dates are days of the calendar, nothing undeclared, no blank
 * where text is required. The same function runs in the browser and in the service.
 *
 * @example
 * checkFormData({ type: 'object', required: ['title'], properties: { title: { type: 'string', title: 'Name' } } }, {});
 * // [{ code: 'fieldRequired', path: '/title', params: { title: 'Name' } }]
 */
export function checkFormData(schema: Readonly<Record<string, unknown>>, data: JsonValue): Issue[] {
  let validator = validators.get(schema);
  if (!validator) {
    validator = new Validator(withoutOwnFormats(schema as Schema) as object, '2020-12', false);
    validators.set(schema, validator);
  }
  const issues: Issue[] = [];
  for (const unit of validator.validate(data).errors) {
    const path = unit.instanceLocation.replace(/^#/, '');
    const node = schemaAt(schema as Schema, path);
    const title = String(node?.title ?? path.split('/').at(-1) ?? '');
    const limit = (keyword: string) => Number(node?.[keyword] ?? 0);
    switch (unit.keyword) {
      case 'required':
        break;
      case 'type':
        issues.push({ code: 'fieldWrongType', path, params: { title, expected: String(node?.type ?? '') } });
        break;
      case 'enum':
      case 'const':
      case 'oneOf':
        issues.push({ code: 'fieldNotInList', path, params: { title } });
        break;
      case 'minLength':
        issues.push({
          code: limit('minLength') <= 1 ? 'fieldRequired' : 'fieldTooShort',
          path,
          params: { title, limit: limit('minLength') },
        });
        break;
      case 'maxLength':
        issues.push({ code: 'fieldTooLong', path, params: { title, limit: limit('maxLength') } });
        break;
      case 'minimum':
      case 'exclusiveMinimum':
        issues.push({
          code: unit.keyword === 'minimum' ? 'fieldTooSmall' : 'fieldMustExceed',
          path,
          params: { title, limit: limit(unit.keyword) },
        });
        break;
      case 'maximum':
      case 'exclusiveMaximum':
        issues.push({ code: 'fieldTooBig', path, params: { title, limit: limit(unit.keyword) } });
        break;
      case 'minItems':
        issues.push({ code: 'fieldTooFewItems', path, params: { title, limit: limit('minItems') } });
        break;
      case 'maxItems':
        issues.push({ code: 'fieldTooManyItems', path, params: { title, limit: limit('maxItems') } });
        break;
      case 'uniqueItems':
        issues.push({ code: 'fieldRepeated', path, params: { title } });
        break;
      default:
        break;
    }
  }
  ownChecks(schema as Schema, data, '', issues);
  const seen = new Set<string>();
  return issues.filter(({ code, path }) => !seen.has(`${code}${path}`) && seen.add(`${code}${path}`));
}

function ownChecks(schema: Schema, data: JsonValue, path: string, issues: Issue[]): void {
  const title = String(schema.title ?? path.split('/').at(-1) ?? '');
  if (typeof data === 'string') {
    if (data.includes('\0')) issues.push({ code: 'nulCharacter', path, params: { title } });
    if (schema.format === 'date' && !isCivilDate(data)) issues.push({ code: 'fieldNotADate', path, params: { title } });
    if (schema.format === 'month' && !isCivilDate(`${data}-01`))
      issues.push({ code: 'fieldNotAMonth', path, params: { title } });
    return;
  }
  if (typeof data === 'number') {
    if (schema.format === 'money' && !hasAtMostTwoDecimals(data))
      issues.push({ code: 'fieldMoneyDecimals', path, params: { title } });
    return;
  }
  if (Array.isArray(data)) {
    for (const [index, item] of data.entries())
      if (schema.items) ownChecks(schema.items as Schema, item, `${path}/${index}`, issues);
    return;
  }
  if (data === null || typeof data !== 'object') return;
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  for (const name of (schema.required ?? []) as string[]) {
    const value = Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
      issues.push({
        code: 'fieldRequired',
        path: `${path}/${name}`,
        params: { title: String(properties[name]?.title ?? name) },
      });
    }
  }
  for (const [name, value] of Object.entries(data)) {
    const child = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (child) ownChecks(child, value as JsonValue, `${path}/${name}`, issues);
    else if (schema.type === 'object')
      issues.push({ code: 'fieldUnknown', path: `${path}/${name}`, params: { title: name } });
  }
}

function schemaAt(schema: Schema, path: string): Schema | undefined {
  let node: Schema | undefined = schema;
  for (const part of path.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const properties: Record<string, Schema> | undefined = node?.properties as Record<string, Schema> | undefined;
    node = properties && Object.hasOwn(properties, name) ? properties[name] : (node?.items as Schema | undefined);
  }
  return node;
}

/** Our own formats are checked by us; the validator need not know them. */
function withoutOwnFormats(node: JsonValue): JsonValue {
  if (Array.isArray(node)) return node.map(withoutOwnFormats);
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'format')
      .map(([key, value]) => [key, withoutOwnFormats(value)]),
  );
}
