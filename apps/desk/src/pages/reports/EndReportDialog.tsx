import { useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

/** Ends a report that was taken up, with the reason. */
export function EndReportDialog({
  report,
  onClose,
}: {
  readonly report: { readonly id: string; readonly title: string };
  readonly onClose: () => void;
}) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keyOf = useKey();
  const [reason, setReason] = useState('');
  const { problem, busy, take } = useTaking();
  const end = async () => {
    const done = await take(client.endReport(report.id, reason, keyOf({ end: report.id, reason })));
    if (!done.ok) return;
    void message.success(words.end.done);
    await cache.invalidateQueries({ queryKey: ['reports'] });
    onClose();
  };
  return (
    <Modal
      open
      title={fill(words.end.title, { title: report.title })}
      okText={words.report.ok}
      cancelText={words.report.cancel}
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      onOk={() => void end()}
      onCancel={onClose}
    >
      {problem && <ProblemAlert problem={problem} />}
      <label htmlFor="end-reason">{words.end.reason}</label>
      <Input.TextArea id="end-reason" value={reason} onChange={(event) => setReason(event.target.value)} rows={3} />
    </Modal>
  );
}
