import { findSubmission } from '@cebao/casework';
import { Alert } from 'antd';
import { fill, messages } from '../../messages/zh-CN.ts';
import { BoundContent } from './BoundContent.tsx';
import { FieldList } from './FieldList.tsx';
import { fieldRows } from './field-rows.ts';
import { SettleForm } from './SettleForm.tsx';
import { SignForm } from './SignForm.tsx';
import { SigningProgress } from './SigningProgress.tsx';
import { SubmitProblem } from './SubmitProblem.tsx';
import type { StepPanelProps } from './step-props.ts';

const words = messages.sign;

/** The content to be signed, as it was submitted; the signature binds exactly this. */
export function SignPanel(props: StepPanelProps) {
  const { reply, policy, words: names, step, commander } = props;
  const submission = findSubmission(reply.state, step.path);
  const form = step.form === undefined ? undefined : policy.findForm(step.form);
  const { signing } = step;
  const mine = reply.view.mine.find((action) => action.type === 'sign' && action.step === step.path);
  const settle = reply.view.mine.find((action) => action.type === 'settle' && action.step === step.path);
  return (
    <>
      <BoundContent reply={reply} policy={policy} words={names} step={step.path} />
      {submission && <FieldList rows={fieldRows(form, submission.data, names.organisation)} />}
      {signing?.until && (
        <p className="quiet sign-until">
          {fill(signing.until.over ? words.over : words.until, { on: signing.until.on })}
          {signing.until.provisional && words.provisional}
          {words.silence[signing.silence]}
          {signing.basis === 'assumption' && words.assumed}
        </p>
      )}
      {mine && signing && signing.again.length > 0 && <Alert type="warning" showIcon title={words.again} />}
      <SigningProgress reply={reply} words={names} step={step} />
      {mine && <p>{words.binds}</p>}
      <SubmitProblem commander={commander} caseId={reply.id} />
      {mine && <SignForm {...props} />}
      {settle?.type === 'settle' && <SettleForm {...props} settling={settle.settling} />}
      {!mine && !settle && <p className="quiet">{words.waiting}</p>}
    </>
  );
}
