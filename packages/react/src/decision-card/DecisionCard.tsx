import type { Answer, Change, Policy } from '@cebao/pack';
import { Card } from 'antd';
import type { ReactNode } from 'react';
import { reactMessages } from '../messages/zh-CN.ts';
import { type PolicyQuestion, useDecision } from '../use-decision.ts';
import { AnsweredCard } from './AnsweredCard.tsx';
import { RefusedQuestion } from './RefusedQuestion.tsx';
import type { ReadyExplanation } from './ready-explanation.ts';

const words = reactMessages.decision;

interface Asked {
  readonly policy: Policy;
  readonly question: PolicyQuestion;
}

interface Ready {
  readonly answer: Answer;
  readonly explanation: ReadyExplanation;
  /** Looks for what would change the answer; asked when a person opens that part. */
  readonly findChanges?: () => readonly Change[];
  /** Chinese words of a code; a policy's `words`. */
  readonly words?: (code: string) => string;
}

export type DecisionCardProps = (Asked | Ready) & {
  /** What was asked; with a policy the pack's own title. */
  readonly title?: ReactNode;
  /** The day the rules were read for, shown with the answer. */
  readonly at?: string;
  readonly size?: 'medium' | 'small';
};

/**
 * A decision for reference: the answer in words with its reason, level, sources, warnings and assumptions, and how it
 * came about.
 * With a policy and a question it answers live, by the evaluator the service uses; or it shows a ready answer.
 *
 * @example
 * <DecisionCard policy={policy} question={{ at: '2025-06-30', decision: 'demo/route', facts: { projectAmount: 200000 } }} />
 */
export function DecisionCard(props: DecisionCardProps) {
  return 'policy' in props ? <AskedCard {...props} /> : <AnsweredCard {...props} />;
}

function AskedCard({
  policy,
  question,
  title,
  at = question.at,
  size = 'medium',
}: Asked & { title?: ReactNode; at?: string; size?: 'medium' | 'small' }) {
  const decided = useDecision(policy, question);
  const heading = title ?? policy.findDecision(question.decision)?.title;
  if (decided === undefined) return <Card title={words.heading}>{words.waiting}</Card>;
  if (!decided.ok) return <RefusedQuestion title={heading} issues={decided.issues} />;
  return (
    <AnsweredCard
      answer={decided.answer}
      explanation={decided.explanation}
      findChanges={decided.findChanges}
      words={policy.words}
      title={heading}
      at={at}
      size={size}
    />
  );
}
