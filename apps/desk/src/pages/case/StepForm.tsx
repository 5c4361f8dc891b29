import { type FormValue, PackForm } from '@cebao/react';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { queries } from '../../app/query.ts';
import { useMe } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useNarrow } from '../../app/use-narrow.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { useTour } from '../../tour/tour-state.ts';
import { DifferingAnswers } from './DifferingAnswers.tsx';
import { type PaperEntry, PaperFields } from './PaperFields.tsx';
import { PreviewSide } from './PreviewSide.tsx';
import { previewAnswers } from './preview-answers.ts';
import { StepFiles } from './StepFiles.tsx';
import { SubmitProblem } from './SubmitProblem.tsx';
import type { StepPanelProps } from './step-props.ts';
import { useDespite } from './use-despite.tsx';
import { useStepPreview } from './use-step-preview.ts';

const EMPTY_FORM = { id: 'empty', schema: { type: 'object', properties: {} } };

/** The form of a step beside its decisions. What is typed stays on this computer until the service has taken it. */
export function StepForm({ reply, policy, words, step, commander }: StepPanelProps) {
  const me = useMe();
  const organisations = useQuery(queries.organisations);
  const { fill: guided } = useTour();
  const start = useMemo(
    () => (guided?.step === step.path && guided.data ? { ...step.prefill, ...guided.data } : step.prefill),
    [guided, step],
  );
  const draft = useDraft(`${me.person.id}:${reply.id}:${step.path}`, start);
  const [files, setFiles] = useState<readonly string[]>([]);
  const narrow = useNarrow();
  const [paper, setPaper] = useState<PaperEntry>();
  const [paperWrong, setPaperWrong] = useState(false);
  const stateOf = useCallback(() => reply.state, [reply]);
  const live = useStepPreview(policy, stateOf, step.path, draft.value, { lookups: reply.lookups, caseId: reply.id });
  const despite = useDespite(live.preview);
  const form = (step.form === undefined ? undefined : policy.findForm(step.form)) ?? EMPTY_FORM;

  const submit = async (value: FormValue) => {
    const wrong = paper !== undefined && (paper.on === '' || paper.reason.trim() === '');
    setPaperWrong(wrong);
    if (wrong) return;
    const seen = await live.settle(value, paper?.on);
    const reason = despite.carry(seen);
    if (reason === undefined) return;
    const done = await commander.send(
      {
        type: 'submit',
        step: step.path,
        data: { ...value },
        ...(files.length > 0 ? { attachments: [...files] } : {}),
        ...(paper ? { paper } : {}),
        ...reason,
      },
      previewAnswers(reply.revision, seen),
    );
    if (done) draft.clear();
    // Another window may have dropped what was typed here, when it was taken there.
    else draft.change(value);
  };

  return (
    <div className="step-columns">
      <div>
        {'description' in form && form.description && <p className="quiet">{form.description}</p>}
        {draft.restored && (
          <Alert
            type="info"
            showIcon
            className="returned-note"
            title={fill(messages.draft.restored, { at: new Date(draft.restored).toLocaleString('zh-CN') })}
            action={<Button onClick={draft.clear}>{messages.draft.discard}</Button>}
          />
        )}
        <PackForm
          form={form}
          value={draft.value}
          onChange={draft.change}
          onSubmit={submit}
          submitting={commander.busy}
          submitLabel={
            commander.problem?.code === 'unreachable' ? messages.problem.again : (step.action ?? messages.case.submit)
          }
          {...(organisations.data ? { organisations: organisations.data } : {})}
        >
          <StepFiles caseId={reply.id} step={step.path} chosen={files} onChange={setFiles} />
          {narrow && <PreviewSide policy={policy} preview={live.preview} code={words.code} />}
          {despite.field}
          <PaperFields value={paper} onChange={setPaper} />
          {paperWrong && <Alert type="error" showIcon role="alert" title={messages.paper.incomplete} />}
          <SubmitProblem commander={commander} caseId={reply.id} />
        </PackForm>
        {commander.problem?.code === 'previewDiffers' && (
          <DifferingAnswers problem={commander.problem} policy={policy} preview={live.preview} />
        )}
      </div>
      {!narrow && <PreviewSide policy={policy} preview={live.preview} code={words.code} />}
    </div>
  );
}
