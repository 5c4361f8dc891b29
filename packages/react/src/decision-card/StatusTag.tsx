import { type Answer, packMessages } from '@cebao/pack';
import { Tag } from 'antd';

const COLOURS = { decided: 'blue', undefined: 'default', missingFacts: 'gold', invalid: 'red' } as const;

/** antd's own tag texts are too pale on their grounds; these have a contrast of 7 and more. */
const TEXTS = { blue: '#003a8c', default: '#1f2329', gold: '#613400', red: '#820014' } as const;

/** The status of an answer in a word. An `invalid` that rests on an assumption is not red: it binds nobody. */
export function StatusTag({ answer }: { readonly answer: Pick<Answer, 'status' | 'assumptions'> }) {
  const colour = answer.status === 'invalid' && answer.assumptions.length > 0 ? 'gold' : COLOURS[answer.status];
  return (
    <Tag color={colour} style={{ marginInlineEnd: 0, color: TEXTS[colour] }}>
      {packMessages[`status.${answer.status}`] ?? answer.status}
    </Tag>
  );
}
