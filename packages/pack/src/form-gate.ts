import type { Issue, JsonValue } from '@cebao/engine';

const KEYWORDS = new Set([
  'type',
  'title',
  'description',
  'properties',
  'required',
  'enum',
  'const',
  'oneOf',
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'format',
  'default',
  'additionalProperties',
  'readOnly',
  'x-unit',
  // The text is the id of an organisation of this body: the screen offers those there are.
  'x-organisation',
]);
const FORMATS = new Set(['date', 'month', 'money', 'date-time', 'percent']);
const MAX_DEPTH = 12;
const MAX_NODES = 2_000;
const MAX_ITEMS = 200;

/**
 * The gate in front of form schemas: only keywords that an interpreting validator answers in bounded time.
 * No `$ref`, no `pattern`, no combinators but `oneOf` of constants; lists are bounded.
 */
export function checkFormSchema(schema: Record<string, unknown>, at: string): Issue[] {
  const issues: Issue[] = [];
  let nodes = 0;
  const visit = (node: unknown, path: string, depth: number): void => {
    nodes += 1;
    if (nodes > MAX_NODES) return;
    if (depth > MAX_DEPTH) {
      issues.push({ code: 'tooDeep', path, params: { limit: MAX_DEPTH } });
      return;
    }
    if (node === null || typeof node !== 'object' || Array.isArray(node)) {
      issues.push({ code: 'wrongType', path, params: { expected: 'object', found: typeof node } });
      return;
    }
    const object = node as Record<string, JsonValue>;
    for (const [key, value] of Object.entries(object)) {
      if (!KEYWORDS.has(key)) issues.push({ code: 'keywordNotAllowed', path: `${path}/${key}`, params: { name: key } });
      if (key === 'format' && !FORMATS.has(String(value)))
        issues.push({
          code: 'notAllowedValue',
          path: `${path}/format`,
          params: { expected: [...FORMATS], found: value },
        });
      if (key === 'additionalProperties' && value !== false)
        issues.push({ code: 'notAllowedValue', path: `${path}/${key}`, params: { expected: ['false'], found: value } });
    }
    if (object.type === 'array' && !(typeof object.maxItems === 'number' && object.maxItems <= MAX_ITEMS)) {
      issues.push({ code: 'listNotBounded', path, params: { limit: MAX_ITEMS } });
    }
    for (const [name, child] of Object.entries((object.properties as Record<string, JsonValue>) ?? {}))
      visit(child, `${path}/properties/${name}`, depth + 1);
    if (object.items !== undefined) visit(object.items, `${path}/items`, depth + 1);
    for (const [index, choice] of ((object.oneOf as JsonValue[]) ?? []).entries()) {
      if (choice === null || typeof choice !== 'object' || Array.isArray(choice) || !Object.hasOwn(choice, 'const')) {
        issues.push({ code: 'choiceNeedsConst', path: `${path}/oneOf/${index}`, params: {} });
      }
    }
  };
  visit(schema, at, 0);
  if (nodes > MAX_NODES) issues.push({ code: 'tooManyNodes', path: at, params: { limit: MAX_NODES } });
  return issues;
}
