import type { Resubmits } from '@cebao/casework';
import { Alert, Card, Segmented } from 'antd';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { basisWords } from './basis-words.ts';
import { DeadlineLine } from './DeadlineLine.tsx';
import { SignPanel } from './SignPanel.tsx';
import { StepForm } from './StepForm.tsx';
import type { StepPanelProps } from './step-props.ts';

/** The step at hand: why it came back, if it did, and its form or its signature. */
export function StepPanel(props: StepPanelProps) {
  const { step, others, onChoose, words } = props;
  return (
    <Card className="step-card" title={step.title} data-tour="step">
      {others.length > 1 && (
        <Segmented
          className="step-choice"
          aria-label={messages.case.steps}
          value={step.path}
          options={others.map(({ path, title }) => ({ value: path, label: title }))}
          onChange={onChoose}
        />
      )}
      {step.returned && (
        <Alert
          type="warning"
          showIcon
          className="returned-note"
          title={messages.case.returned}
          description={fill(messages.case.returnedBy, {
            reason: step.returned.reason,
            who: words.person(step.returned.by.person),
            on: step.returned.at.slice(0, 10),
          })}
        />
      )}
      {step.minutes && step.kind === 'submit' && <p className="quiet">{messages.case.minutes}</p>}
      {step.deadline && <DeadlineLine deadline={step.deadline} body={words.body} />}
      {step.deputyOf !== undefined && (
        <p className="quiet" data-tour="deputy">
          {fill(flowWords.deputy.acting, { who: words.person(step.deputyOf) })}
        </p>
      )}
      {step.returned && step.resubmits && <p className="quiet">{resubmitWords(step.resubmits)}</p>}
      {step.kind === 'sign' ? <SignPanel {...props} /> : <StepForm {...props} />}
    </Card>
  );
}

function resubmitWords({ most, used, spent, advice }: Resubmits): string {
  const { resubmits: words } = flowWords;
  if (!spent) return fill(words.left, { n: most - used });
  return advice ? fill(words.advice, { n: most, basis: basisWords('assumption') }) : fill(words.spent, { n: most });
}
