import type { OpenStep } from '@cebao/casework';
import type { CaseReply } from '@cebao/server/client';
import { Progress, Tag } from 'antd';
import { fill, messages } from '../../messages/zh-CN.ts';
import type { CaseWords } from './case-words.ts';

const words = messages.sign;

interface SigningProgressProps {
  readonly reply: CaseReply;
  readonly words: CaseWords;
  readonly step: OpenStep;
}

/** Who has answered, who has not, and who must answer again, as far as the person may see it. */
export function SigningProgress({ reply, words: names, step }: SigningProgressProps) {
  const record = reply.state.steps[step.path];
  if (!step.signing || !record)
    return (
      <p className="quiet">
        {fill(words.signed, {
          who: step.signed.length === 0 ? words.nobody : step.signed.map(names.body).join(messages.comma),
        })}
      </p>
    );
  const { asked, answered, again, opinions } = step.signing;
  if (record.required.length === 0) return null;
  return (
    <>
      {asked > 0 && (
        <Progress
          percent={Math.floor((answered / asked) * 100)}
          format={() => fill(words.progress, { answered, asked })}
          aria-label={words.answers}
        />
      )}
      <ul className="plain-list signers" aria-label={words.answers}>
        {record.required.map((body) => {
          const signature = record.signatures.find(({ actor }) => actor.body === body);
          const opinion = opinions.find(({ id }) => id === signature?.opinion);
          return (
            <li key={body}>
              <span>{names.body(body)}</span>
              {signature ? (
                <Tag color={opinion === undefined || opinion.counts === 'agrees' ? 'green' : 'gold'}>
                  {opinion?.title ?? words.answered}
                </Tag>
              ) : (
                <Tag>{again.includes(body) ? words.askedAgain : words.silent}</Tag>
              )}
              {signature?.comment && <span className="quiet">{signature.comment}</span>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
