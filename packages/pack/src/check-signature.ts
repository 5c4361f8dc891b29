import { type Issue, nearestName } from '@cebao/engine';
import { coSignatureOf } from './flow/co-signature.ts';
import type { List, Step } from './format.ts';

interface Names {
  readonly demand: (kind: 'body' | 'list', name: string | undefined, at: string) => void;
  readonly listOf: (id: string) => List | undefined;
  /** Ids of the flow's steps. */
  readonly steps: ReadonlySet<string>;
}

/** Problems of a co-signature that its shape does not show: nobody to answer, a quorum without a number, a leader who answers too. */
export function checkSignature(step: Step, at: string, { demand, listOf, steps }: Names, issues: Issue[]): void {
  const found = coSignatureOf(step);
  if (!found) return;
  const where = `${at}/signatures`;
  const fault = (code: string, key: string, params: Issue['params'] = {}) =>
    issues.push({ code, path: `${where}/${key}`, params: { step: step.id, ...params } });
  for (const body of found.bodies ?? []) demand('body', body, where);
  demand('list', found.panel?.list, `${where}/panel/list`);
  const panel = found.panel && listOf(found.panel.list);
  for (const entry of panel?.entries ?? []) demand('body', entry.id, `${where}/panel/list`);
  demand('body', found.leader, `${where}/leader`);
  demand('body', found.escalatesTo, `${where}/escalatesTo`);
  if ((found.bodies === undefined) === (found.panel === undefined)) fault('signersUnclear', 'bodies');
  if (found.rule === 'quorum' && found.count === undefined) fault('quorumWithoutCount', 'count');
  if (found.silence !== undefined && found.silence !== 'waits' && found.days === undefined)
    fault('silenceWithoutDays', 'days');
  if (found.silence === 'escalates' && found.escalatesTo === undefined) fault('escalatesToNobody', 'escalatesTo');
  const answering = [...(found.bodies ?? []), ...(panel?.entries ?? []).map(({ id }) => id)];
  if (found.leader !== undefined && answering.includes(found.leader))
    fault('leaderAnswers', 'leader', { body: found.leader });
  for (const [index, bound] of (found.binds ?? []).entries())
    if (!steps.has(bound) || bound === step.id)
      issues.push({
        code: 'unknownReference',
        path: `${where}/binds/${index}`,
        params: { kind: 'step', id: bound, suggestion: nearestName(bound, [...steps]) },
      });
  const ids = (found.opinions ?? []).map(({ id }) => id);
  if (new Set(ids).size < ids.length) fault('opinionTwice', 'opinions');
  if (found.opinions && !found.opinions.some(({ counts }) => counts === 'agrees')) fault('nobodyCanAgree', 'opinions');
}
