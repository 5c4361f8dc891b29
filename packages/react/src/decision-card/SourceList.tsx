import type { AnswerSource } from '@cebao/pack';
import { packMessages } from '@cebao/pack';
import { Typography } from 'antd';
import { fill, reactMessages } from '../messages/zh-CN.ts';

const words = reactMessages.decision;

/** Passages that an answer rests on, each with what it is and its policy document, or that it is to be supplied. */
export function SourceList({ sources }: { readonly sources: readonly AnswerSource[] }) {
  return (
    <>
      {sources.map((source) => (
        <div key={`${source.source}${source.quote}`} style={{ borderInlineStart: '3px solid #d9d9d9', paddingInlineStart: 12, marginBottom: 12 }}>
          <div>{fill(words.quote, { quote: source.quote })}</div>
          <Typography.Text type="secondary" style={{ fontSize: 14, display: 'block' }}>
            {[packMessages[`source.${source.kind}`] ?? words.source, source.title, source.paragraph].filter(Boolean).join(' · ')}
          </Typography.Text>
          <Typography.Text type="secondary" style={{ fontSize: 14, display: 'block' }}>
            {source.policy ? fill(words.policy, { ...source.policy, article: source.policy.article ?? '' }) : words.policyPending}
          </Typography.Text>
        </div>
      ))}
    </>
  );
}
