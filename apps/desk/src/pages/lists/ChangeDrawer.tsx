import type { PlaceListReply } from '@cebao/server/client';
import { Alert, Button, Checkbox, Drawer, Input, Radio } from 'antd';
import { useState } from 'react';
import { today } from '../../app/today.ts';
import { useNarrow } from '../../app/use-narrow.ts';
import { listWords as words } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { useListChange } from './use-list-change.ts';

interface ChangeDrawerProps {
  readonly reply: PlaceListReply;
  readonly change: 'add' | 'remove' | 'amend';
  readonly entry?: PlaceListReply['entries'][number];
  readonly onClose: () => void;
}

/** Adds, takes away or rewords an entry: from when, until when, and why. */
export function ChangeDrawer({ reply, change, entry, onClose }: ChangeDrawerProps) {
  const narrow = useNarrow();
  const changer = useListChange(reply);
  const [title, setTitle] = useState(entry?.title ?? '');
  const [part, setPart] = useState(entry?.part ?? reply.parts[0]?.id);
  const [kinds, setKinds] = useState<string[]>([...(entry?.kinds ?? [])]);
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState(today());
  const [until, setUntil] = useState('');
  const [data, setData] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      reply.fields.map(({ id }) => {
        const value = entry?.data[id];
        return [id, Array.isArray(value) ? value.join(signs.list) : typeof value === 'string' ? value : ''];
      }),
    ),
  );
  const [incomplete, setIncomplete] = useState(false);
  const actions = words.actions;
  const save = async () => {
    const lacking = reason.trim() === '' || from === '' || (change !== 'remove' && title.trim() === '');
    setIncomplete(lacking);
    if (lacking) return;
    const changed = Object.fromEntries(
      reply.fields
        .filter(({ id }) => (data[id] ?? '').trim() !== '')
        .map(({ id }) => {
          const text = (data[id] ?? '').trim();
          return [id, Array.isArray(entry?.data[id]) ? text.split(signs.parting).filter(Boolean) : text];
        }),
    );
    const sent = await changer.send({
      type: 'change',
      change,
      ...(entry ? { item: entry.id } : {}),
      ...(change === 'remove'
        ? {}
        : {
            title: title.trim(),
            ...(part === undefined ? {} : { part }),
            ...(kinds.length > 0 ? { kinds } : {}),
            data: changed,
          }),
      reason: reason.trim(),
      from,
      ...(until === '' ? {} : { until }),
    });
    if (sent) onClose();
  };
  return (
    <Drawer
      open
      size={narrow ? '100%' : 520}
      title={change === 'add' ? actions.add : `${words.changes[change]}${signs.colon}${entry?.title ?? ''}`}
      onClose={onClose}
      footer={
        <div className="list-buttons">
          <Button type="primary" loading={changer.busy} onClick={() => void save()}>
            {actions.save}
          </Button>
          <Button onClick={onClose}>{actions.cancel}</Button>
        </div>
      }
    >
      {changer.problem && <ProblemAlert problem={changer.problem} />}
      {incomplete && (
        <Alert type="error" showIcon title={actions.incomplete} style={{ marginBottom: 12 }} role="alert" />
      )}
      <div className="list-form">
        {change !== 'remove' && (
          <>
            <label className="field-label" htmlFor="change-title">
              {actions.title} *
            </label>
            <Input id="change-title" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
            {reply.parts.length > 0 && (
              <fieldset>
                <legend className="field-label">{actions.part} *</legend>
                <Radio.Group
                  value={part}
                  onChange={(event) => setPart(event.target.value as string)}
                  options={reply.parts.map(({ id, title: name }) => ({ value: id, label: name }))}
                />
              </fieldset>
            )}
            {!reply.own && (
              <fieldset>
                <legend className="field-label">{actions.kinds}</legend>
                <Checkbox.Group
                  value={kinds}
                  onChange={setKinds}
                  options={reply.kinds.map(({ id, title: name }) => ({ value: id, label: name }))}
                />
              </fieldset>
            )}
            {reply.fields.map(({ id, title: name }) => (
              <div key={id}>
                <label className="field-label" htmlFor={`change-${id}`}>
                  {name}
                </label>
                <Input
                  id={`change-${id}`}
                  value={data[id] ?? ''}
                  maxLength={1000}
                  onChange={(event) => setData({ ...data, [id]: event.target.value })}
                />
              </div>
            ))}
          </>
        )}
        <label className="field-label" htmlFor="change-reason">
          {actions.reason} *
        </label>
        <Input.TextArea
          id="change-reason"
          value={reason}
          maxLength={1000}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setReason(event.target.value)}
        />
        <label className="field-label" htmlFor="change-from">
          {actions.from} *
        </label>
        <Input id="change-from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        <label className="field-label" htmlFor="change-until">
          {actions.until}
        </label>
        <Input id="change-until" type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
      </div>
    </Drawer>
  );
}
