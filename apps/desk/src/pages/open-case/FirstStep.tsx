import { type Policy, packMessages } from '@cebao/pack';
import { type FormValue, PackForm } from '@cebao/react';
import type { OpenableFlow, OpenCaseRequest, Problem } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Button, Card } from 'antd';
import { useCallback, useState } from 'react';
import { client } from '../../app/client.ts';
import { queries } from '../../app/query.ts';
import { useMe } from '../../app/session.ts';
import { useDraft } from '../../app/use-draft.ts';
import { useKey } from '../../app/use-key.ts';
import { useNarrow } from '../../app/use-narrow.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { DifferingAnswers } from '../case/DifferingAnswers.tsx';
import { type PaperEntry, PaperFields } from '../case/PaperFields.tsx';
import { PreviewSide } from '../case/PreviewSide.tsx';
import { previewAnswers } from '../case/preview-answers.ts';
import { useDespite } from '../case/use-despite.tsx';
import { useStepPreview } from '../case/use-step-preview.ts';
import { imaginedCase } from './imagined-case.ts';

interface FirstStepProps {
  readonly flow: OpenableFlow;
  readonly place: OpenableFlow['places'][number];
  readonly policy: Policy;
  /** What stands in the form at first. */
  readonly start: FormValue;
}

/** The first form of a new case; opening and submitting are one act. */
export function FirstStep({ flow, place, policy, start: given }: FirstStepProps) {
  const [start] = useState(given);
  const me = useMe();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const keyOf = useKey();
  const organisations = useQuery(queries.organisations);
  const draft = useDraft(`${me.person.id}:${flow.flow}:${place.path}`, start);
  const narrow = useNarrow();
  const [paper, setPaper] = useState<PaperEntry>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const stateOf = useCallback(
    (value: FormValue) => imaginedCase(flow.flow, place.path, policy.revision, value),
    [flow.flow, place.path, policy.revision],
  );
  const live = useStepPreview(policy, stateOf, flow.firstStep, draft.value);
  const despite = useDespite(live.preview);
  const form = flow.form === undefined ? undefined : policy.findForm(flow.form);
  const code = (one: string) => (policy.words(one) === one ? (packMessages[one] ?? one) : policy.words(one));

  const open = async (value: FormValue) => {
    const seen = await live.settle(value, paper?.on);
    const reason = despite.carry(seen);
    if (reason === undefined) return;
    setBusy(true);
    const request: OpenCaseRequest = {
      flow: flow.flow,
      place: place.path,
      data: { ...value },
      submit: true,
      ...(paper ? { paper } : {}),
      ...reason,
      preview: previewAnswers(policy.revision, seen),
    };
    const reply = await client.openCase(request, keyOf(request));
    setBusy(false);
    if (!reply.ok) {
      // The rules may have changed since the page was opened: the next press is judged by the newest.
      if (reply.problem.code === 'previewDiffers') void cache.invalidateQueries({ queryKey: ['policy', place.path] });
      return setProblem(reply.problem);
    }
    draft.clear();
    cache.setQueryData(queries.case(reply.value.id).queryKey, reply.value);
    for (const name of ['tasks', 'cases']) void cache.invalidateQueries({ queryKey: [name] });
    await navigate({ to: '/cases/$id', params: { id: reply.value.id } });
  };

  if (!form) return <Alert type="info" showIcon title={messages.openCase.noForm} />;
  return (
    <Card title={form.title} className="step-card">
      <div className="step-columns">
        <div>
          {form.description && <p className="quiet">{form.description}</p>}
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
            onSubmit={open}
            submitting={busy}
            submitLabel={problem?.code === 'unreachable' ? messages.problem.again : messages.openCase.send}
            {...(organisations.data ? { organisations: organisations.data } : {})}
          >
            {narrow && <PreviewSide policy={policy} preview={live.preview} code={code} />}
            {despite.field}
            <PaperFields value={paper} onChange={setPaper} />
            {problem && problem.code !== 'previewDiffers' && <ProblemAlert problem={problem} />}
          </PackForm>
          {problem?.code === 'previewDiffers' && (
            <DifferingAnswers problem={problem} policy={policy} preview={live.preview} />
          )}
        </div>
        {!narrow && <PreviewSide policy={policy} preview={live.preview} code={code} />}
      </div>
    </Card>
  );
}
