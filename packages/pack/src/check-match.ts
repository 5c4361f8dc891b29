import { type Issue, nearestName } from '@cebao/engine';
import type { Form, Match, Register } from './format.ts';

/** How the rest of the pack is looked up. */
export interface MatchReferences {
  demand(kind: 'register' | 'body' | 'decision', name: string | undefined, at: string): void;
  formOf(id: string): Form | undefined;
  registerOf(id: string): Register | undefined;
}

/** The registers a match reads and writes, the bodies that confirm it, the decisions it asks. */
export function checkMatch(match: Match, at: string, references: MatchReferences, issues: Issue[]): void {
  const { need, resource, confirm, title } = match;
  const { demand, formOf, registerOf } = references;
  demand('register', need.register, `${at}/need/register`);
  demand('register', resource.register, `${at}/resource/register`);
  const wrong = (register: Register | undefined, path: string, fits: boolean) => {
    if (register && !fits) issues.push({ code: 'matchNeedsForm', path, params: { title, register: register.title } });
  };
  const needs = registerOf(need.register);
  const resources = registerOf(resource.register);
  wrong(needs, `${at}/need/register`, needs?.account === undefined);
  wrong(resources, `${at}/resource/register`, resources?.form !== undefined);
  for (const [index, body] of match.by.entries()) demand('body', body, `${at}/by/${index}`);
  for (const [index, { decision }] of (confirm?.decisions ?? []).entries())
    demand('decision', decision, `${at}/confirm/decisions/${index}/decision`);
  const { becomes } = confirm ?? {};
  if (!becomes) return;
  demand('register', becomes.register, `${at}/confirm/becomes/register`);
  const register = registerOf(becomes.register);
  wrong(register, `${at}/confirm/becomes/register`, register?.form !== undefined);
  const fields = Object.keys(
    (register?.form === undefined ? undefined : formOf(register.form)?.schema['properties']) ?? {},
  );
  for (const name of Object.keys(becomes.data))
    if (fields.length > 0 && !fields.includes(name))
      issues.push({
        code: 'matchFieldUnknown',
        path: `${at}/confirm/becomes/data/${name}`,
        params: { title, register: register?.title ?? '', name, suggestion: nearestName(name, fields) },
      });
}
