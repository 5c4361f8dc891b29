import { type Answer, type Change, dayWords, packMessages } from '@cebao/pack';
import { Alert, Card, Collapse, Typography } from 'antd';
import type { ReactNode } from 'react';
import { fill, reactMessages } from '../messages/zh-CN.ts';
import { ChangeList } from './ChangeList.tsx';
import type { ReadyExplanation } from './ready-explanation.ts';
import { SourceList } from './SourceList.tsx';
import { StatusTag } from './StatusTag.tsx';

const words = reactMessages.decision;

interface AnsweredCardProps {
  readonly answer: Answer;
  readonly explanation: ReadyExplanation;
  /** Looks for what would change the answer; asked when a person opens that part. */
  readonly findChanges?: (() => readonly Change[]) | undefined;
  readonly words?: (code: string) => string;
  readonly title?: ReactNode;
  readonly at?: string;
  readonly size?: 'medium' | 'small';
}

/** A given answer, from its sentence down to its trace. */
export function AnsweredCard({
  answer,
  explanation,
  findChanges,
  words: packWords,
  title,
  at,
  size = 'medium',
}: AnsweredCardProps) {
  const ready = explanation.change;
  const changes = findChanges ?? (ready && (() => ready));
  const say = (code: string) => {
    const own = packWords?.(code) ?? code;
    return own === code ? (packMessages[code] ?? code) : own;
  };
  const sentence = explanation.answer ?? explanation.resident;
  const level = answer.layer === undefined ? undefined : (packMessages[`level.${answer.layer}`] ?? answer.layer);
  return (
    <Card
      size={size}
      role="region"
      aria-label={words.heading}
      title={<CardHeading title={title} />}
      extra={<StatusTag answer={answer} />}
    >
      <div aria-live="polite">
        <Typography.Paragraph strong style={{ fontSize: 17, marginBottom: 8 }}>
          {sentence}
        </Typography.Paragraph>
        {explanation.reason ? (
          <Typography.Paragraph style={{ marginBottom: 8 }}>
            {fill(words.reason, { reason: explanation.reason })}
          </Typography.Paragraph>
        ) : null}
      </div>
      <Typography.Paragraph type="secondary" style={{ marginBottom: 12 }}>
        {[level && fill(words.layer, { level }), at && fill(words.judgedOn, { at: dayWords(at) ?? at })]
          .filter(Boolean)
          .join(words.gap)}
      </Typography.Paragraph>
      {answer.warnings.map((code) => (
        <Alert key={code} type="warning" showIcon title={say(code)} style={{ marginBottom: 8 }} />
      ))}
      {answer.assumptions.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={words.assumptions}
          description={answer.assumptions.map(say).join(words.join)}
          style={{ marginBottom: 8 }}
        />
      )}
      <SourceList sources={answer.sources} />
      {changes && (
        <Collapse
          ghost
          size="small"
          destroyOnHidden
          items={[{ key: 'change', label: words.change, children: <ChangeList find={changes} /> }]}
        />
      )}
      {explanation.lines.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'process',
              label: words.process,
              children: (
                <ul style={{ margin: 0, paddingInlineStart: 0, listStyle: 'none', overflowWrap: 'anywhere' }}>
                  {explanation.lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
    </Card>
  );
}

function CardHeading({ title }: { readonly title?: ReactNode }) {
  return (
    <div style={{ padding: '8px 0', whiteSpace: 'normal' }}>
      <Typography.Text type="secondary" style={{ display: 'block', fontSize: 13, fontWeight: 400 }}>
        {words.heading}
      </Typography.Text>
      {title}
    </div>
  );
}
