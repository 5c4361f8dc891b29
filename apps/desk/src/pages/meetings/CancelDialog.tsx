import type { MeetingReply } from '@cebao/server/client';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { useMeetingCommand } from './use-meeting-command.ts';

const words = meetingWords.meeting;

/** Calls a meeting off, with the reason. */
export function CancelDialog({ meeting, onClose }: { readonly meeting: MeetingReply; readonly onClose: () => void }) {
  const command = useMeetingCommand(meeting);
  const [reason, setReason] = useState('');
  const cancel = async () => {
    if (await command.send({ type: 'cancel', reason }, words.cancelled)) onClose();
  };
  return (
    <Modal
      open
      title={words.cancelTitle}
      okText={words.ok}
      cancelText={words.no}
      okButtonProps={{ disabled: reason.trim() === '', loading: command.busy }}
      onOk={() => void cancel()}
      onCancel={onClose}
    >
      {command.problem && <ProblemAlert problem={command.problem} />}
      <label htmlFor="cancel-reason">{words.reasonLabel}</label>
      <Input.TextArea id="cancel-reason" rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
    </Modal>
  );
}
