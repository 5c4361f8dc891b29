import type { PairRow } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

/** Takes a match back, with the reason. */
export function UndoDialog({
  match,
  pair,
  onClose,
}: {
  readonly match: string;
  readonly pair: PairRow;
  readonly onClose: () => void;
}) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const keyOf = useKey();
  const [reason, setReason] = useState('');
  const { problem, busy, take } = useTaking();
  const undo = async () => {
    const done = await take(client.undoMatch(match, pair.id, reason, keyOf({ pair: pair.id, reason })));
    if (!done.ok) return;
    void message.success(words.undoneDone);
    for (const name of ['matches', 'register', 'registers', 'record'])
      await cache.invalidateQueries({ queryKey: [name] });
    onClose();
  };
  return (
    <Modal
      open
      title={fill(words.undoTitle, { need: pair.needTitle })}
      okText={words.undo}
      cancelText={words.cancel}
      okButtonProps={{ disabled: reason.trim() === '', loading: busy }}
      onOk={() => void undo()}
      onCancel={onClose}
    >
      <p className="quiet">{words.undoExplain}</p>
      {problem && <ProblemAlert problem={problem} />}
      <label htmlFor="undo-reason">{words.reason}</label>
      <Input.TextArea
        id="undo-reason"
        value={reason}
        maxLength={500}
        rows={3}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
