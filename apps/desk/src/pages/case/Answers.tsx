import type { StepRecord } from '@cebao/casework';
import { fill, messages } from '../../messages/zh-CN.ts';
import type { CaseWords } from './case-words.ts';

/** The opinions given to a step, as far as the person may see them. */
export function Answers({ record, words }: { readonly record: StepRecord | undefined; readonly words: CaseWords }) {
  const opinions = record?.terms?.opinions ?? [];
  const given = (record?.signatures ?? []).filter(({ opinion }) => opinion !== undefined);
  if (given.length === 0) return null;
  return (
    <ul className="plain-list answers">
      {given.map(({ event, actor, opinion, comment = '' }) => (
        <li key={event}>
          {fill(messages.sign.answer, {
            body: words.body(actor.body),
            opinion: opinions.find(({ id }) => id === opinion)?.title ?? '',
            comment,
          })}
        </li>
      ))}
    </ul>
  );
}
