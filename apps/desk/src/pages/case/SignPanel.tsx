import { findSubmission } from '@cebao/casework';
import { Button } from 'antd';
import { fill, messages } from '../../messages/zh-CN.ts';
import { FieldList } from './FieldList.tsx';
import { fieldRows } from './field-rows.ts';
import { SubmitProblem } from './SubmitProblem.tsx';
import type { StepPanelProps } from './step-props.ts';

/** The content to be signed, as it was submitted; the signature binds exactly this. */
export function SignPanel({ reply, policy, words, step, commander }: StepPanelProps) {
  const submission = findSubmission(reply.state, step.path);
  const form = step.form === undefined ? undefined : policy.findForm(step.form);
  return (
    <>
      {submission && <FieldList rows={fieldRows(form, submission.data, words.organisation)} />}
      <p className="quiet">
        {fill(messages.sign.signed, {
          who: step.signed.length === 0 ? messages.sign.nobody : step.signed.map(words.body).join(messages.comma),
        })}
      </p>
      <p>{messages.sign.binds}</p>
      <SubmitProblem problem={commander.problem} caseId={reply.id} />
      <Button
        type="primary"
        size="large"
        loading={commander.busy}
        onClick={() => commander.send({ type: 'sign', step: step.path, contentHash: step.contentHash ?? '' })}
      >
        {messages.sign.sign}
      </Button>
    </>
  );
}
