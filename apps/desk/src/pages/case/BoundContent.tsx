import { findSubmission } from '@cebao/casework';
import { coSignatureOf, type Policy } from '@cebao/pack';
import type { CaseReply } from '@cebao/server/client';
import type { CaseWords } from './case-words.ts';
import { FieldList } from './FieldList.tsx';
import { fieldRows } from './field-rows.ts';

interface BoundContentProps {
  readonly reply: CaseReply;
  readonly policy: Policy;
  readonly words: CaseWords;
  /** The path of the step that is signed. */
  readonly step: string;
}

/** What earlier steps said that is signed too. */
export function BoundContent({ reply, policy, words, step }: BoundContentProps) {
  const stage = step.includes('/') ? step.slice(0, step.lastIndexOf('/') + 1) : '';
  const steps = policy.flows.flatMap((flow) => flow.steps);
  const signed = policy
    .findFlow(reply.state.flow)
    ?.steps.concat(stage === '' ? [] : steps)
    .find(({ id, signatures }) => signatures !== undefined && `${stage}${id}` === step);
  return (signed ? (coSignatureOf(signed)?.binds ?? []) : []).map((id) => {
    const submission = findSubmission(reply.state, `${stage}${id}`);
    const form = steps.find((one) => one.id === id && one.form !== undefined)?.form;
    if (!submission) return null;
    return (
      <section key={id}>
        <h3 className="bound-title">{words.step(`${stage}${id}`)}</h3>
        <FieldList
          rows={fieldRows(form === undefined ? undefined : policy.findForm(form), submission.data, words.organisation)}
        />
      </section>
    );
  });
}
