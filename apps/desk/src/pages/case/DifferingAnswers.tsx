import type { StepPreview } from '@cebao/casework';
import { type Answer, explain, type Policy } from '@cebao/pack';
import { DecisionCard } from '@cebao/react';
import type { Problem } from '@cebao/server/client';
import { Alert } from 'antd';
import { messages } from '../../messages/zh-CN.ts';

interface DifferingAnswersProps {
  readonly problem: Problem;
  readonly policy: Policy;
  readonly preview: StepPreview | undefined;
}

/** The service decided otherwise than this page showed: both answers, side by side, before anything is sent again. */
export function DifferingAnswers({ problem, policy, preview }: DifferingAnswersProps) {
  const service = (problem.answers?.service ?? {}) as unknown as Record<string, Answer | null>;
  return (
    <section className="differing" aria-label={problem.title}>
      <Alert type="warning" showIcon role="alert" title={problem.title} description={problem.detail} />
      {Object.entries(service).map(([decision, answer]) => {
        const seen = preview?.decisions.find((one) => one.decision === decision);
        const question = { at: seen?.at ?? '', decision, facts: seen?.facts ?? {} };
        return (
          <div key={decision} className="side-by-side">
            {seen && (
              <DecisionCard
                answer={seen.answer}
                explanation={explain(policy, question, seen.answer)}
                words={policy.words}
                title={messages.differs.page}
                size="small"
              />
            )}
            {answer && (
              <DecisionCard
                answer={answer}
                explanation={explain(policy, question, answer)}
                words={policy.words}
                title={messages.differs.service}
                size="small"
              />
            )}
          </div>
        );
      })}
    </section>
  );
}
