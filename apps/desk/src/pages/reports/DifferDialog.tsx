import { reportForm } from '@cebao/casework';
import { type FormValue, PackForm } from '@cebao/react';
import type { ReportLineReply, ReportReply } from '@cebao/server/client';
import { Alert, Input, Modal } from 'antd';
import { useMemo, useState } from 'react';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { useReportAnswer } from './use-report-answer.ts';

interface DifferDialogProps {
  readonly reply: ReportReply;
  readonly line: ReportLineReply;
  readonly onClose: () => void;
}

/** Says a value that is there otherwise, with the reason; what was there stays readable. */
export function DifferDialog({ reply, line, onClose }: DifferDialogProps) {
  const sender = useReportAnswer(reply);
  const [value, setValue] = useState<FormValue>({});
  const [reason, setReason] = useState('');
  const [lacking, setLacking] = useState(false);
  const form = useMemo(
    () =>
      reportForm(
        `${reply.id}/differ`,
        reply.fields.filter(({ id }) => id === line.element),
      ),
    [reply, line],
  );
  const send = async (values: FormValue) => {
    setLacking(reason.trim() === '');
    if (reason.trim() === '') return;
    if (await sender.send({ values: { ...values }, reasons: { [line.element]: reason.trim() } })) onClose();
  };
  return (
    <Modal open title={fill(words.report.differTitle, { title: line.title })} footer={null} onCancel={onClose}>
      <p className="quiet">{fill(words.report.now, { text: line.text ?? '' })}</p>
      {sender.problem && <ProblemAlert problem={sender.problem} />}
      <PackForm
        form={form}
        value={value}
        onChange={setValue}
        onSubmit={send}
        submitting={sender.busy}
        submitLabel={words.report.ok}
      >
        <label htmlFor="differ-reason">{words.report.differReason}</label>
        <Input.TextArea
          id="differ-reason"
          value={reason}
          rows={2}
          onChange={(event) => {
            setReason(event.target.value);
            setLacking(false);
          }}
        />
        {lacking && <Alert type="error" showIcon role="alert" title={words.report.reasonMissing} />}
      </PackForm>
    </Modal>
  );
}
