import type { Assignment, StaffReply } from '@cebao/server/client';
import { Alert, Button, Card, Input, Select } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { today } from '../../app/today.ts';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { DayField } from './DayField.tsx';
import { plainPost, postKey, postText } from './post-text.ts';
import { useStaffCommand } from './use-staff-command.ts';

const words = flowWords.staff;

/** Hands a post over from one person to another, from a day on. */
export function MoveForm({ staff, onDone }: { readonly staff: StaffReply; readonly onDone: () => void }) {
  const command = useStaffCommand();
  const posts = new Map<string, Assignment>(
    staff.people.flatMap(({ posts: held }) => held).map((post) => [postKey(post), post]),
  );
  const [chosen, setChosen] = useState<string>();
  const post = chosen === undefined ? undefined : posts.get(chosen);
  const holders = staff.people.filter(({ posts: held }) => held.some((one) => postKey(one) === chosen));
  const [from, setFrom] = useState<string>();
  const [to, setTo] = useState<string>();
  const [on, setOn] = useState(today());
  const [reason, setReason] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const send = async () => {
    const lacking = !post || (from === undefined && to === undefined) || on === '' || reason.trim() === '';
    setIncomplete(lacking);
    if (lacking) return;
    const request = {
      post: plainPost(post),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      on,
      reason: reason.trim(),
    };
    if (await command.send(() => client.movePost(request))) onDone();
  };
  const named = (people: StaffReply['people']) =>
    people.map(({ id, name, posts: held }) => ({
      value: id,
      label: [name, ...held.slice(0, 1).map(postText)].join(' '),
    }));
  return (
    <Card title={words.move} className="staff-form" data-tour="move">
      {command.problem && <ProblemAlert problem={command.problem} />}
      {incomplete && <Alert type="error" showIcon title={words.incomplete} role="alert" />}
      <div>
        <label className="field-label" htmlFor="move-post">
          {words.post}
        </label>
        <Select
          id="move-post"
          value={chosen ?? null}
          placeholder={words.choose}
          showSearch={{ optionFilterProp: 'label' }}
          options={[...posts].map(([key, one]) => ({ value: key, label: postText(one) }))}
          onChange={(key: string) => {
            setChosen(key);
            setFrom(staff.people.find(({ posts: held }) => held.some((one) => postKey(one) === key))?.id);
          }}
        />
      </div>
      <div className="staff-pair">
        <div>
          <label className="field-label" htmlFor="move-from">
            {words.leaves}
          </label>
          <Select id="move-from" allowClear value={from ?? null} options={named(holders)} onChange={setFrom} />
        </div>
        <div>
          <label className="field-label" htmlFor="move-to">
            {words.takes}
          </label>
          <Select
            id="move-to"
            allowClear
            value={to ?? null}
            options={named(staff.people.filter(({ id }) => id !== from))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={setTo}
          />
        </div>
      </div>
      <DayField id="move-on" label={words.on} value={on} onChange={setOn} />
      <div>
        <label className="field-label" htmlFor="move-reason">
          {words.reason}
        </label>
        <Input id="move-reason" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
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
