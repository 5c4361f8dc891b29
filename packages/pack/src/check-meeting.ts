import { type Issue, nearestName } from '@cebao/engine';
import type { Form, Meeting, Register } from './format.ts';

/** How the rest of the pack is looked up. */
export interface MeetingReferences {
  demand(kind: 'body' | 'decision' | 'param' | 'register', name: string | undefined, at: string): void;
  formOf(id: string): Form | undefined;
  registerOf(id: string): Register | undefined;
}

/** What a meeting refers to: bodies, params, decisions, and the fields of its members' register. */
export function checkMeeting(meeting: Meeting, at: string, references: MeetingReferences, issues: Issue[]): void {
  const { demand, formOf, registerOf } = references;
  const { callers, clerks, readers = [], members, cadence, quorum, stages, asks = [], judges = [] } = meeting;
  for (const [name, bodies] of Object.entries({ callers, clerks, readers }))
    for (const [index, body] of bodies.entries()) demand('body', body, `${at}/${name}/${index}`);
  demand('register', members.register, `${at}/members/register`);
  demand('param', cadence?.months, `${at}/cadence/months`);
  demand('param', quorum?.persons, `${at}/quorum/persons`);
  demand('decision', stages?.decision, `${at}/stages/decision`);
  for (const [name, questions] of Object.entries({ asks, judges }))
    for (const [index, { decision }] of questions.entries())
      demand('decision', decision, `${at}/${name}/${index}/decision`);
  const register = registerOf(members.register);
  if (register === undefined) return;
  const form = register.form === undefined ? undefined : formOf(register.form);
  if (register.form === undefined || register.level !== meeting.level)
    issues.push({
      code: 'membersNotKept',
      path: `${at}/members/register`,
      params: { title: meeting.title, register: register.title },
    });
  const fields = Object.keys((form?.schema['properties'] as object | undefined) ?? {});
  for (const name of ['key', 'name', 'order'] as const) {
    const field = members[name];
    if (field === undefined || fields.length === 0 || fields.includes(field)) continue;
    issues.push({
      code: 'uniqueUnknown',
      path: `${at}/members/${name}`,
      params: { title: meeting.title, name: field, form: form?.id ?? '', suggestion: nearestName(field, fields) },
    });
  }
}
