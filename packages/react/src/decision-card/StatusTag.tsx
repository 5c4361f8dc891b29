import { type Answer, packMessages } from '@cebao/pack';
import { Tag } from 'antd';

const COLOURS = { decided: 'blue', undefined: 'default', missingFacts: 'gold', invalid: 'red' } as const;

/** The status of an answer in a word. An `invalid` that rests on an assumption is not red: it binds nobody. */
export function StatusTag({ answer }: { readonly answer: Pick<Answer, 'status' | 'assumptions'> }) {
  const colour = answer.status === 'invalid' && answer.assumptions.length > 0 ? 'gold' : COLOURS[answer.status];
  return (
    <Tag color={colour} style={{ marginInlineEnd: 0 }}>
      {packMessages[`status.${answer.status}`] ?? answer.status}
    </Tag>
  );
}
