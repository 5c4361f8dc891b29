import { findSubmission } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { type FormValue, PackForm } from '@cebao/react';
import { useQuery } from '@tanstack/react-query';
import { Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { queries } from '../../app/query.ts';
import { messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import type { CaseActionsProps } from './actions-props.ts';

const words = messages.correct;

/** Corrects what was submitted. What was written before stays readable in the timeline. */
export function CorrectDrawer({
  reply,
  policy,
  commander,
  open,
  onClose,
}: CaseActionsProps & { readonly open: boolean; readonly onClose: () => void }) {
  const organisations = useQuery(queries.organisations);
  const ways = reply.view.mine.filter((action) => action.type === 'correct');
  const [step, setStep] = useState<string>();
  const [value, setValue] = useState<FormValue>();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const way = ways.find((one) => one.step === step) ?? ways[0];
  const form = way?.form === undefined ? undefined : policy.findForm(way.form);
  const before = way === undefined ? {} : (findSubmission(reply.state, way.step)?.data ?? {});
  const send = async (now: FormValue) => {
    setMissing(reason.trim() === '');
    if (way === undefined || reason.trim() === '') return;
    if (
      await commander.send({ type: 'correct', step: way.step, data: changesOf(before, now), reason: reason.trim() })
    ) {
      setValue(undefined);
      setReason('');
      onClose();
    }
  };
  return (
    <Drawer
      title={messages.actions.correct}
      open={open}
      onClose={onClose}
      size="large"
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    >
      {commander.problem && <ProblemAlert problem={commander.problem} />}
      <label htmlFor="correct-step" className="field-label">
        {words.step}
      </label>
      <Select
        id="correct-step"
        value={way?.step ?? null}
        options={ways.map((one) => ({ value: one.step, label: one.title }))}
        onChange={(chosen: string) => {
          setStep(chosen);
          setValue(undefined);
        }}
        style={{ width: '100%', marginBottom: 16 }}
      />
      {form && (
        <PackForm
          form={form}
          value={value ?? before}
          onChange={setValue}
          onSubmit={send}
          submitting={commander.busy}
          submitLabel={words.send}
          {...(organisations.data ? { organisations: organisations.data } : {})}
        >
          <label htmlFor="correct-reason" className="field-label" style={{ marginTop: 20 }}>
            {words.reason}
          </label>
          <Input
            id="correct-reason"
            value={reason}
            status={missing ? 'error' : ''}
            aria-invalid={missing}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          {missing && (
            <div className="field-error" role="alert">
              {messages.actions.missing}
            </div>
          )}
        </PackForm>
      )}
    </Drawer>
  );
}

/** The fields that are different now; an emptied one becomes null. */
function changesOf(before: FormValue, now: FormValue): Record<string, JsonValue> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]))
      .map((name) => [name, now[name] ?? null]),
  );
}
