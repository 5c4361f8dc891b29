import type { CandidateRow, NeedReply } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { matchQueries } from './match-queries.ts';

/** Confirms that a resource meets a need: how much of it, and a note. */
export function ConfirmDialog({
  reply,
  candidate,
  place,
  onClose,
}: {
  readonly reply: NeedReply;
  readonly candidate: CandidateRow;
  readonly place: string | undefined;
  readonly onClose: () => void;
}) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const keyOf = useKey();
  const match = useQuery(matchQueries.match(reply.match, place === undefined ? {} : { place }));
  const [amount, setAmount] = useState(candidate.amount);
  const [note, setNote] = useState('');
  const { problem, busy, take } = useTaking();
  const confirm = async () => {
    const request = {
      need: reply.need.id,
      resource: candidate.resource,
      amount,
      ...(note.trim() === '' ? {} : { note }),
    };
    const done = await take(client.confirmMatch(reply.match, request, keyOf(request)));
    if (!done.ok) return;
    void message.success(words.confirmed);
    for (const name of ['matches', 'register', 'registers']) void cache.invalidateQueries({ queryKey: [name] });
    await navigate({
      to: '/matches/$id',
      params: { id: reply.match },
      search: place === undefined ? {} : { place },
    });
  };
  const register = match.data?.becomes?.title;
  return (
    <Modal
      open
      title={fill(words.confirmTitle, { resource: candidate.title })}
      okText={words.ok}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy }}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      {register !== undefined && <p className="quiet">{fill(words.confirmExplain, { register })}</p>}
      {problem && <ProblemAlert problem={problem} />}
      {reply.parts && (
        <p>
          <label htmlFor="match-amount" className="field-label">
            {words.amount}
          </label>
          <InputNumber
            id="match-amount"
            min={1}
            max={candidate.amount}
            precision={0}
            value={amount}
            onChange={(value) => setAmount(value ?? candidate.amount)}
          />{' '}
          <span className="quiet">{fill(words.most, { most: candidate.amount })}</span>
        </p>
      )}
      <label htmlFor="match-note" className="field-label">
        {words.note}
      </label>
      <Input.TextArea
        id="match-note"
        rows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Modal>
  );
}
