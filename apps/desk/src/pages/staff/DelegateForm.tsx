import type { StaffReply } from '@cebao/server/client';
import { Alert, Button, Card, Input, Select } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useMe } from '../../app/session.ts';
import { today } from '../../app/today.ts';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { DayField } from './DayField.tsx';
import { plainPost, postKey, postText } from './post-text.ts';
import { useStaffCommand } from './use-staff-command.ts';

const words = flowWords.staff;

/** Names a deputy: for a post of one's own, or of anybody at places one administers. */
export function DelegateForm({ staff, onDone }: { readonly staff: StaffReply; readonly onDone: () => void }) {
  const me = useMe();
  const command = useStaffCommand();
  const owners = [
    ...(staff.posts.length > 0 ? [{ id: me.person.id, name: me.person.name, posts: staff.posts }] : []),
    ...(staff.administers.length > 0 ? staff.people.filter(({ posts }) => posts.length > 0) : []),
  ];
  const [owner, setOwner] = useState(owners[0]?.id);
  const posts = owners.find(({ id }) => id === owner)?.posts ?? [];
  const [chosen, setChosen] = useState<string>();
  const post = posts.find((one) => postKey(one) === chosen) ?? (posts.length === 1 ? posts[0] : undefined);
  const [deputy, setDeputy] = useState<string>();
  const [from, setFrom] = useState(today());
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const send = async () => {
    const lacking = !post || !owner || !deputy || from === '' || until === '' || reason.trim() === '';
    setIncomplete(lacking);
    if (lacking) return;
    const request = { person: owner, post: plainPost(post), deputy, from, until, reason: reason.trim() };
    if (await command.send(() => client.delegate(request))) onDone();
  };
  const named = (people: readonly { id: string; name: string; posts: StaffReply['posts'] }[]) =>
    people.map(({ id, name, posts: held }) => ({
      value: id,
      label: [name, ...held.slice(0, 1).map(postText)].join(' '),
    }));
  return (
    <Card title={words.delegate} className="staff-form" data-tour="delegate">
      {command.problem && <ProblemAlert problem={command.problem} />}
      {incomplete && <Alert type="error" showIcon title={words.incomplete} role="alert" />}
      {owners.length > 1 && (
        <div>
          <label className="field-label" htmlFor="delegate-owner">
            {words.whose}
          </label>
          <Select
            id="delegate-owner"
            value={owner ?? null}
            options={named(owners)}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(id: string) => {
              setOwner(id);
              setChosen(undefined);
            }}
          />
        </div>
      )}
      <div>
        <label className="field-label" htmlFor="delegate-post">
          {words.post}
        </label>
        <Select
          id="delegate-post"
          value={post ? postKey(post) : null}
          placeholder={words.choose}
          options={posts.map((one) => ({ value: postKey(one), label: postText(one) }))}
          onChange={setChosen}
        />
      </div>
      <div>
        <label className="field-label" htmlFor="delegate-deputy">
          {words.deputy}
        </label>
        <Select
          id="delegate-deputy"
          value={deputy ?? null}
          placeholder={words.choose}
          options={named([
            ...staff.people.filter(({ id }) => id !== owner),
            ...(owner === me.person.id ? [] : [{ id: me.person.id, name: me.person.name, posts: staff.posts }]),
          ])}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={setDeputy}
        />
      </div>
      <div className="staff-pair">
        <DayField id="delegate-from" label={words.from} value={from} onChange={setFrom} />
        <DayField id="delegate-until" label={words.to} value={until} onChange={setUntil} />
      </div>
      <div>
        <label className="field-label" htmlFor="delegate-reason">
          {words.reason}
        </label>
        <Input
          id="delegate-reason"
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="staff-buttons">
        <Button type="primary" loading={command.busy} onClick={() => void send()}>
          {words.save}
        </Button>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </Card>
  );
}
