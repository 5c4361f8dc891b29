import { type AnswerSource, packMessages } from '@cebao/pack';
import { Typography } from 'antd';
import { fill, reactMessages } from '../messages/zh-CN.ts';

const words = reactMessages.decision;

/** Passages that an answer rests on, by document, each with what it is and its policy document, or that it is to be supplied. */
export function SourceList({ sources }: { readonly sources: readonly AnswerSource[] }) {
  return (
    <>
      {byDocument(sources).map(([first, ...rest]) => (
        <div
          key={first.source}
          style={{
            borderInlineStart: '3px solid #d9d9d9',
            paddingInlineStart: 12,
            marginBottom: 12,
            overflowWrap: 'anywhere',
          }}
        >
          {[first, ...rest].map(({ quote }) => (
            <div key={quote}>{fill(words.quote, { quote })}</div>
          ))}
          <Typography.Text type="secondary" style={{ fontSize: 14, display: 'block' }}>
            {[packMessages[`source.${first.kind}`] ?? words.source, first.title].filter(Boolean).join(' \u00B7 ')}
          </Typography.Text>
          <Typography.Text type="secondary" style={{ fontSize: 14, display: 'block' }}>
            {first.policy
              ? fill(words.policy, { ...first.policy, article: first.policy.article ?? '' })
              : words.policyPending}
          </Typography.Text>
        </div>
      ))}
    </>
  );
}

/** Passages of one document together, in the order of the answer. */
function byDocument(sources: readonly AnswerSource[]): [AnswerSource, ...AnswerSource[]][] {
  const groups = new Map<string, [AnswerSource, ...AnswerSource[]]>();
  for (const source of sources) {
    const group = groups.get(source.source);
    if (group) group.push(source);
    else groups.set(source.source, [source]);
  }
  return [...groups.values()];
}
