import type { Issue, JsonValue } from '@cebao/engine';
import { checkFormData, isCivilDate, type Step } from '@cebao/pack';
import type { CasePolicy } from './case-policy.ts';
import type { Paper } from './event.ts';
import { issue } from './refusals.ts';

const RESERVED = new Set(['done', 'action', 'actor', '__proto__', 'constructor', 'prototype']);

/** Checks what a person entered against the form of the step; without a form nothing may be entered. */
export function checkStepData(
  policy: CasePolicy,
  step: Step,
  data: Readonly<Record<string, JsonValue>>,
  options: { readonly partial?: boolean } = {},
): Issue[] {
  const issues: Issue[] = [];
  for (const name of Object.keys(data)) {
    if (name.startsWith('$') || RESERVED.has(name)) issues.push(issue('fieldReserved', `/data/${name}`, { name }));
  }
  const form = step.form === undefined ? undefined : policy.findForm(step.form);
  if (step.form !== undefined && !form) return [issue('unknownForm', '/step', { id: step.form })];
  if (!form) {
    for (const name of Object.keys(data)) issues.push(issue('fieldUnknown', `/data/${name}`, { title: name }));
    return issues;
  }
  const found = checkFormData(form.schema, data as Record<string, JsonValue>).filter(
    ({ code }) => !(options.partial && code === 'fieldRequired'),
  );
  return [...issues, ...found.map((one) => ({ ...one, path: `/data${one.path}` }))];
}

/** A matter kept on paper: the true day must be a day of the calendar and not lie in the future, and the reason must be told. */
export function checkPaper(paper: Paper | undefined, today: string): Issue[] {
  if (!paper) return [];
  const issues: Issue[] = [];
  if (!isCivilDate(paper.on)) issues.push(issue('notADate', '/paper/on', { value: paper.on }));
  else if (paper.on > today) issues.push(issue('paperInFuture', '/paper/on', { on: paper.on, today }));
  if (paper.reason.trim() === '') issues.push(issue('reasonMissing', '/paper/reason'));
  return issues;
}
