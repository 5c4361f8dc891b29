import type { JsonValue } from '@cebao/engine';
import type { Form } from '@cebao/pack';
import { type FormValue, PackForm } from '@cebao/react';
import type { RecordCommandRequest, RecordReply } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { queries } from '../../app/query.ts';
import { today } from '../../app/today.ts';
import { useKey } from '../../app/use-key.ts';
import { useTaking } from '../../app/use-taking.ts';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

const words = bookWords.record;

export type RecordAction = 'change' | 'correct' | 'end' | 'resume';

interface RecordDrawerProps {
  readonly action: RecordAction | undefined;
  readonly reply: RecordReply;
  readonly form: Form;
  readonly onClose: () => void;
}

/** Changes, corrects, ends or resumes a record: always with a reason. */
export function RecordDrawer({ action, reply, form, onClose }: RecordDrawerProps) {
  const organisations = useQuery(queries.organisations);
  const cache = useQueryClient();
  const keyOf = useKey();
  const last = reply.record.versions.at(-1);
  const before = last?.data ?? {};
  const [value, setValue] = useState<FormValue>(before);
  const [day, setDay] = useState(action === 'correct' ? (last?.from ?? '') : today());
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { problem, busy, take } = useTaking();
  if (action === undefined) return null;

  const send = async (now: FormValue) => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    const request: RecordCommandRequest = {
      version: reply.record.version,
      command: commandOf(action, { changes: changesOf(before, now), day, reason: reason.trim() }),
    };
    const answer = await take(client.commandRecord(reply.register, reply.record.id, request, keyOf(request)));
    if (!answer.ok) return;
    cache.setQueryData(queries.record(reply.register, reply.record.id).queryKey, answer.value);
    for (const name of ['register', 'registers']) void cache.invalidateQueries({ queryKey: [name] });
    onClose();
  };
  const asked = (
    <>
      {action !== 'resume' && (
        <>
          <label htmlFor="record-day" className="field-label" style={{ marginTop: 20 }}>
            {action === 'end' ? words.until : action === 'change' ? words.from : words.since}
          </label>
          <Input id="record-day" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </>
      )}
      <label htmlFor="record-reason" className="field-label" style={{ marginTop: 20 }}>
        {words.why}
      </label>
      <Input
        id="record-reason"
        value={reason}
        maxLength={500}
        status={missing ? 'error' : ''}
        aria-invalid={missing}
        onChange={(event) => setReason(event.target.value)}
      />
      {missing && (
        <div className="field-error" role="alert">
          {words.missing}
        </div>
      )}
      {problem && <ProblemAlert problem={problem} />}
    </>
  );
  return (
    <Drawer
      title={words.actions[action]}
      open
      onClose={onClose}
      size="large"
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    >
      <p className="quiet">{words.explain[action]}</p>
      {action === 'change' || action === 'correct' ? (
        <PackForm
          form={form}
          value={value}
          onChange={setValue}
          onSubmit={(now) => void send(now)}
          submitting={busy}
          submitLabel={words.send}
          {...(organisations.data ? { organisations: organisations.data } : {})}
        >
          {asked}
        </PackForm>
      ) : (
        <>
          {asked}
          <Button type="primary" loading={busy} onClick={() => void send(before)} style={{ marginTop: 20 }}>
            {words.send}
          </Button>
        </>
      )}
    </Drawer>
  );
}

function commandOf(
  action: RecordAction,
  {
    changes,
    day,
    reason,
  }: { readonly changes: Record<string, JsonValue>; readonly day: string; readonly reason: string },
): RecordCommandRequest['command'] {
  switch (action) {
    case 'change':
      return { type: 'change', data: changes, from: day, reason };
    case 'correct':
      return { type: 'correct', data: changes, from: day, reason };
    case 'end':
      return { type: 'end', until: day, reason };
    case 'resume':
      return { type: 'resume', reason };
  }
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
