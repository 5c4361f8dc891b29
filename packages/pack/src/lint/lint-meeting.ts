import { nearestName } from '@cebao/engine';
import type { Meeting } from '../format.ts';
import { packMessages } from '../messages/zh-CN.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { judgeExpression } from './judge.ts';
import { codesOfMeeting } from './lint-words.ts';
import { namedScope } from './named-scope.ts';
import { readExpression } from './read-expression.ts';
import { DATE, PLAIN, type Shape, shapesOfFields, TEXT } from './shape.ts';

/** Names and types in a meeting's expressions, words of what it may tell, and who acts for the bodies it names. */
export function lintMeeting(chain: Chain, meeting: Meeting, findings: Findings): void {
  const at = chain.file('meeting', meeting.id);
  const form = chain.form(chain.register(meeting.members.register)?.form ?? '');
  const fields = form
    ? shapesOfFields(form.schema as Parameters<typeof shapesOfFields>[0], (form.schema.required ?? []) as string[])
    : {};
  const member: Shape = { kind: 'record', fields: { ...fields, $id: TEXT } };
  const members: Shape = { kind: 'list', item: member };
  const text = (values: readonly { id: string }[] | undefined): Shape =>
    values ? { kind: 'text', values: values.map(({ id }) => id), closed: true } : { ...TEXT, optional: true };
  const ofBody = namedScope(chain, {
    $held: { kind: 'list', item: DATE },
    $last: { ...DATE, optional: true },
    $members: members,
    $place: TEXT,
    $at: DATE,
  });
  const ofMeeting = namedScope(chain, {
    $on: DATE,
    $number: PLAIN,
    $chair: { ...member, optional: true },
    $present: members,
    $absent: members,
    $place: TEXT,
    $stage: text(meeting.stages?.values),
  });
  if (meeting.chair?.where !== undefined)
    judgeExpression(readExpression(meeting.chair.where), `${at}/chair/where`, namedScope(chain, fields), findings);
  for (const [name, questions, read] of [
    ['asks', meeting.asks ?? [], ofBody],
    ['judges', meeting.judges ?? [], ofMeeting],
  ] as const)
    for (const [index, { decision, facts }] of questions.entries())
      for (const [fact, expression] of Object.entries(facts)) {
        const path = `${at}/${name}/${index}/facts/${fact}`;
        judgeExpression(readExpression(expression), path, read, findings);
        demandFact(chain, decision, fact, path, findings);
      }
  for (const fact of meeting.stages ? [meeting.stages.done, meeting.stages.action] : [])
    demandFact(chain, meeting.stages?.decision ?? '', fact, `${at}/stages`, findings);
  for (const { kind, code, path } of codesOfMeeting(meeting))
    if (!chain.hasWords(kind, code) && !Object.hasOwn(packMessages, code))
      findings.problem('wordsMissing', `${at}${path}`, { name: code, in: kind, suggestion: null });
  const acted = new Set(chain.packs.flatMap((pack) => pack.roles.map(({ actsFor }) => actsFor)));
  for (const name of ['callers', 'clerks', 'readers'] as const)
    for (const [index, body] of (meeting[name] ?? []).entries())
      if (!acted.has(body)) findings.problem('nobodyActs', `${at}/${name}/${index}`, { name: body });
}

function demandFact(chain: Chain, decision: string, fact: string, path: string, findings: Findings): void {
  const known = Object.keys(chain.decision(decision)?.facts ?? {});
  if (known.length > 0 && !known.includes(fact))
    findings.problem('unknownField', path, { name: fact, suggestion: nearestName(fact, known) });
}
