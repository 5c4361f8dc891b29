import { findSubmission } from '@cebao/casework';
import type { Policy } from '@cebao/pack';
import type { CaseReply } from '@cebao/server/client';
import { Card, Collapse } from 'antd';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Answers } from './Answers.tsx';
import type { CaseWords } from './case-words.ts';
import { FieldList } from './FieldList.tsx';
import { fieldRows } from './field-rows.ts';

interface CaseRecordProps {
  readonly reply: CaseReply;
  readonly policy: Policy;
  readonly words: CaseWords;
}

/** What was filled in at the steps that are done, one fold per step. */
export function CaseRecord({ reply, policy, words }: CaseRecordProps) {
  const steps = reply.view.outline.flatMap((stage) => stage.steps);
  const items = steps.flatMap((step) => {
    const submission = findSubmission(reply.state, step.path);
    if (submission === undefined || Object.keys(submission.data).length === 0) return [];
    const form = step.form === undefined ? undefined : policy.findForm(step.form);
    const corrected =
      submission.corrections.length > 0 ? fill(messages.case.corrected, { n: submission.corrections.length }) : '';
    return [
      {
        key: step.path,
        label: fill(messages.case.filled, {
          step: step.title,
          on: submission.on,
          who: words.person(submission.actor.person),
          corrected,
        }),
        children: (
          <>
            <FieldList rows={fieldRows(form, submission.data, words.organisation)} />
            <Answers record={reply.state.steps[step.path]} words={words} />
          </>
        ),
      },
    ];
  });
  if (items.length === 0) return null;
  return (
    <Card title={messages.case.record}>
      <Collapse ghost size="small" items={items} />
    </Card>
  );
}
