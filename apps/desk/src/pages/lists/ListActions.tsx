import type { PlaceListReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Modal, Radio, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { today } from '../../app/today.ts';
import { listWords } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { ChangeDrawer } from './ChangeDrawer.tsx';
import { listQueries } from './list-queries.ts';
import { OpeningLink } from './OpeningLink.tsx';
import { useListChange } from './use-list-change.ts';

const words = listWords.actions;

type Dialog = 'add' | 'kind' | 'publish' | 'notice';

/** What a person may do with the list of a place; who may, when they may not. */
export function ListActions({ reply }: { readonly reply: PlaceListReply }) {
  const [dialog, setDialog] = useState<Dialog>();
  const close = () => setDialog(undefined);
  if (!reply.keeps) {
    return (
      <div className="list-buttons no-print">
        <span className="quiet">{fill(listWords.place.keepsNot, { who: reply.who.join(signs.list) })}</span>
        <OpeningLink opening={reply.opens.change} place={reply.place} known={{ change: 'add' }}>
          {listWords.place.propose}
        </OpeningLink>
      </div>
    );
  }
  return (
    <div className="list-buttons no-print">
      <Button type="primary" onClick={() => setDialog('add')}>
        {words.add}
      </Button>
      {reply.own && <Button onClick={() => setDialog('kind')}>{words.kind}</Button>}
      {reply.own && <Button onClick={() => setDialog('publish')}>{words.publish}</Button>}
      <Button onClick={() => setDialog('notice')}>{words.notice}</Button>
      {dialog === 'add' && <ChangeDrawer reply={reply} change="add" onClose={close} />}
      {dialog === 'kind' && <KindDialog reply={reply} onClose={close} />}
      {dialog === 'publish' && <PublishDialog reply={reply} onClose={close} />}
      {dialog === 'notice' && <NoticeDialog reply={reply} onClose={close} />}
    </div>
  );
}

interface DialogProps {
  readonly reply: PlaceListReply;
  readonly onClose: () => void;
}

function KindDialog({ reply, onClose }: DialogProps) {
  const changer = useListChange(reply);
  const [kind, setKind] = useState(reply.kind?.kind);
  const [from, setFrom] = useState(today());
  const [reason, setReason] = useState('');
  const complete = kind !== undefined && reason.trim() !== '' && from !== '';
  return (
    <Modal
      open
      title={words.kind}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={changer.busy}
      onCancel={onClose}
      onOk={async () => {
        if (complete && (await changer.send({ type: 'setKind', kind, from, reason: reason.trim() }))) onClose();
      }}
    >
      {changer.problem && <ProblemAlert problem={changer.problem} />}
      <div className="list-form">
        <Radio.Group
          value={kind ?? null}
          aria-label={listWords.columns.kind}
          onChange={(event) => setKind(event.target.value as string)}
          options={reply.kinds.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Field id="kind-from" label={words.from}>
          <Input id="kind-from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field id="kind-reason" label={words.reason}>
          <Input id="kind-reason" value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}

function PublishDialog({ reply, onClose }: DialogProps) {
  const changer = useListChange(reply);
  const [on, setOn] = useState(today());
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      title={words.publish}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ disabled: on === '' }}
      confirmLoading={changer.busy}
      onCancel={onClose}
      onOk={async () => {
        const command = { type: 'publish' as const, on, ...(note.trim() === '' ? {} : { note: note.trim() }) };
        if (await changer.send(command)) onClose();
      }}
    >
      {changer.problem && <ProblemAlert problem={changer.problem} />}
      <p>{words.publishExplain}</p>
      <div className="list-form">
        <Field id="publish-on" label={words.on}>
          <Input id="publish-on" type="date" value={on} onChange={(event) => setOn(event.target.value)} />
        </Field>
        <Field id="publish-note" label={words.note}>
          <Input id="publish-note" value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}

function NoticeDialog({ reply, onClose }: DialogProps) {
  const changer = useListChange(reply);
  const cases = useQuery(listQueries.cases(reply.opens.apply?.flow, reply.place));
  // What is still under way cannot be shown.
  const candidates = (cases.data?.rows ?? []).filter(({ state }) => state === 'returned' || state === 'ended');
  const [about, setAbout] = useState('');
  const [shown, setShown] = useState(false);
  const [reason, setReason] = useState('');
  const complete = about.trim() !== '' && reason.trim() !== '';
  return (
    <Modal
      open
      title={words.notice}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ disabled: !complete }}
      confirmLoading={changer.busy}
      onCancel={onClose}
      onOk={async () => {
        const command = { type: 'setNotice' as const, case: about.trim(), shown, reason: reason.trim() };
        if (await changer.send(command)) onClose();
      }}
    >
      {changer.problem && <ProblemAlert problem={changer.problem} />}
      <Alert type="info" showIcon title={words.noticeExplain} style={{ marginBottom: 12 }} />
      {reply.notices
        .filter((notice) => notice.shown)
        .map((notice) => (
          <p key={notice.case}>
            {notice.title}
            {signs.open}
            {notice.case}
            {signs.close}
          </p>
        ))}
      <div className="list-form">
        <Field id="notice-case" label={words.case}>
          <Select
            id="notice-case"
            value={about === '' ? null : about}
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: '100%' }}
            options={candidates.map(({ id, title, end }) => ({
              value: id,
              label: end ? fill(words.candidate, { title, end }) : title,
            }))}
            onChange={setAbout}
          />
        </Field>
        <span>
          <Switch checked={shown} onChange={setShown} aria-label={words.shown} /> {words.shown}
        </span>
        <Field id="notice-reason" label={words.reason}>
          <Input
            id="notice-reason"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      </div>
    </Modal>
  );
}

function Field({ id, label, children }: { readonly id: string; readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children}
    </div>
  );
}
