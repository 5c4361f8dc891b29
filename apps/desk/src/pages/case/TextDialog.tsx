import { Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import type { Commander } from './use-command.ts';

interface TextDialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly label: string;
  readonly commander: Pick<Commander, 'problem' | 'busy'>;
  readonly onClose: () => void;
  /** Whether it was taken. */
  readonly onSend: (text: string) => Promise<boolean>;
  readonly children?: ReactNode;
  /** What stands in the field at first. */
  readonly start?: string;
}

/** Asks for a reason or a note; nothing is sent without one. Esc closes. */
export function TextDialog({ open, title, label, commander, onClose, onSend, children, start = '' }: TextDialogProps) {
  const id = useId();
  const [text, setText] = useState(start);
  const [missing, setMissing] = useState(false);
  const send = async () => {
    setMissing(text.trim() === '');
    if (text.trim() === '') return;
    if (await onSend(text.trim())) {
      setText('');
      onClose();
    }
  };
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      onOk={send}
      okText={messages.actions.ok}
      cancelText={messages.actions.cancel}
      confirmLoading={commander.busy}
      destroyOnHidden
    >
      {commander.problem && <ProblemAlert problem={commander.problem} />}
      {children}
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <Input.TextArea
        id={id}
        value={text}
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={2000}
        status={missing ? 'error' : ''}
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-missing` : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      {missing && (
        <div id={`${id}-missing`} className="field-error" role="alert">
          {messages.actions.missing}
        </div>
      )}
    </Modal>
  );
}
