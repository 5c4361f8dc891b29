import type { Issue, JsonValue } from '@cebao/engine';
import { fill, reactMessages as words } from './messages/zh-CN.ts';
import { packWidgets } from './theme/PackThemeForm.tsx';

const OPTIONS = new Set([
  'widget',
  'title',
  'description',
  'help',
  'placeholder',
  'order',
  'readonly',
  'disabled',
  'autofocus',
  'rows',
  'inline',
  'addable',
  'removable',
  'orderable',
  'label',
  'options',
]);
const TEXTS = new Set(['title', 'description', 'help', 'placeholder']);
const MARKUP = /<[a-z!/]|!?\[[^\]]*\]\(|https?:\/\//i;
const MAX_DEPTH = 12;

/**
 * What a pack's form must not bring to the screen: markup or links in its texts, widgets we do not know, styles,
 * class names, fields and templates. Empty = the form may be shown.
 *
 * @example
 * formIssues({ schema, ui: { 'ui:style': {} } }); // [{ code: 'uiOptionRefused', path: '/ui/ui:style', … }]
 */
export function formIssues(form: {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly ui?: Readonly<Record<string, unknown>> | undefined;
}): Issue[] {
  const issues: Issue[] = [];
  visitSchema(form.schema, '/schema', 0, issues);
  visitUi(form.ui ?? {}, '/ui', 0, issues);
  return issues;
}

/** The sentence of an issue that `formIssues` found. */
export function wordsForFormIssue({ code, params }: Issue): string {
  const sentence = (words as unknown as Record<string, string>)[code] ?? code;
  return fill(sentence, { name: String(params.name ?? '') });
}

function visitSchema(node: unknown, path: string, depth: number, issues: Issue[]): void {
  if (node === null || typeof node !== 'object' || depth > MAX_DEPTH) return;
  for (const [key, value] of Object.entries(node)) {
    if ((key === 'title' || key === 'description') && value !== undefined && !path.endsWith('/properties'))
      checkText(value, `${path}/${key}`, issues);
    else visitSchema(value, `${path}/${key}`, depth + 1, issues);
  }
}

function visitUi(node: unknown, path: string, depth: number, issues: Issue[]): void {
  if (node === null || typeof node !== 'object' || Array.isArray(node) || depth > MAX_DEPTH) {
    issues.push({ code: 'wrongUiShape', path, params: {} });
    return;
  }
  for (const [key, value] of Object.entries(node)) {
    if (key === 'ui:options') visitOptions(value, `${path}/${key}`, issues);
    else if (key.startsWith('ui:')) checkOption(key.slice(3), value, `${path}/${key}`, issues);
    else if (key === 'classNames' || key === 'style')
      issues.push({ code: 'uiOptionRefused', path: `${path}/${key}`, params: { name: key } });
    else visitUi(value, `${path}/${key}`, depth + 1, issues);
  }
}

function visitOptions(node: unknown, path: string, issues: Issue[]): void {
  if (node === null || typeof node !== 'object' || Array.isArray(node))
    issues.push({ code: 'wrongUiShape', path, params: {} });
  else for (const [key, value] of Object.entries(node)) checkOption(key, value, `${path}/${key}`, issues);
}

function checkOption(name: string, value: unknown, path: string, issues: Issue[]): void {
  if (!OPTIONS.has(name)) issues.push({ code: 'uiOptionRefused', path, params: { name } });
  else if (
    name === 'widget' &&
    !(typeof value === 'string' && (Object.hasOwn(packWidgets, value) || value === 'hidden'))
  ) {
    issues.push({ code: 'uiWidgetRefused', path, params: { name: value as JsonValue } });
  } else if (TEXTS.has(name)) checkText(value, path, issues);
}

function checkText(value: unknown, path: string, issues: Issue[]): void {
  if (typeof value !== 'string' || MARKUP.test(value)) issues.push({ code: 'markupRefused', path, params: {} });
}
