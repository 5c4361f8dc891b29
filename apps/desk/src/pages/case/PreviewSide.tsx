import type { StepPreview } from '@cebao/casework';
import { explain, type Policy, whatWouldChange } from '@cebao/pack';
import { DecisionCard } from '@cebao/react';
import { Alert } from 'antd';
import { messages } from '../../messages/zh-CN.ts';

/** Beside the form: every decision of the step, and what the flow itself warns about. */
export function PreviewSide({
  policy,
  preview,
  code,
}: {
  readonly policy: Policy;
  readonly preview: StepPreview | undefined;
  readonly code: (code: string) => string;
}) {
  if (preview === undefined) return null;
  if (preview.decisions.length === 0 && preview.judged.warnings.length === 0 && preview.judged.advice.length === 0)
    // The place is kept where something may come: a form that gets narrower moves its fields from under the pointer.
    return preview.mayTell ? <p className="preview quiet">{messages.case.nothingToTell}</p> : null;
  return (
    <div className="preview" data-tour="decision">
      {preview.judged.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={code(warning)} />
      ))}
      {preview.judged.advice.map((advice) => (
        <Alert
          key={advice.reason}
          type="info"
          showIcon
          title={messages.case.advice}
          description={code(advice.reason)}
        />
      ))}
      {preview.decisions.map(({ decision, at, facts, answer }) => (
        <DecisionCard
          key={decision}
          answer={answer}
          explanation={explain(policy, { at, decision, facts }, answer)}
          findChanges={() => whatWouldChange(policy, { at, decision, facts }, answer)}
          words={policy.words}
          title={policy.findDecision(decision)?.title}
          at={at}
          size="small"
        />
      ))}
    </div>
  );
}
