import type { PasswordReply, Problem } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Input } from 'antd';
import { useState } from 'react';
import { become } from '../../app/become.ts';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';
import { useTaking } from '../../app/use-taking.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

const words = flowWords.password;
const KEY = ['password'];

/** One's own sign-in name and password, and the way out of all devices. */
export function PasswordPage() {
  const query = useQuery({ queryKey: KEY, queryFn: () => valueOf(client.password()), staleTime: 0 });
  const cache = useQueryClient();
  const [problem, setProblem] = useState<Problem>();
  const leave = async () => {
    const reply = await client.signOutEverywhere();
    if (reply.ok) become(cache, null);
    else setProblem(reply.problem);
  };
  return (
    <Loaded query={query}>
      {(kept) => (
        <div className="narrow">
          <PageHead title={words.nav}>
            <p className="quiet">{words.explain}</p>
          </PageHead>
          <Card>
            <p className="quiet">
              {kept.setAt === undefined ? words.none : fill(words.setAt, { at: kept.setAt.slice(0, 10) })}
            </p>
            <PasswordForm key={kept.setAt ?? ''} kept={kept} />
          </Card>
          <Card title={words.everywhere} style={{ marginTop: 16 }}>
            {problem && <ProblemAlert problem={problem} />}
            <p className="quiet">{words.everywhereExplain}</p>
            <Button onClick={() => void leave()}>{words.everywhere}</Button>
          </Card>
        </div>
      )}
    </Loaded>
  );
}

function PasswordForm({ kept }: { readonly kept: PasswordReply }) {
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [name, setName] = useState(kept.name ?? '');
  const [old, setOld] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [lacking, setLacking] = useState<string>();
  const { problem, busy, take } = useTaking();
  const save = async () => {
    const incomplete = name.trim() === '' || password === '' || (kept.asksOld && old === '');
    const why = incomplete ? words.incomplete : password === again ? undefined : words.differs;
    setLacking(why);
    if (why !== undefined) return;
    const reply = await take(client.setPassword({ name: name.trim(), password, ...(kept.asksOld ? { old } : {}) }));
    if (!reply.ok) return;
    cache.setQueryData(KEY, reply.value);
    void message.success(words.saved);
  };
  return (
    <form
      className="staff-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {problem && <ProblemAlert problem={problem} />}
      {lacking && <Alert type="error" showIcon title={lacking} role="alert" style={{ marginBottom: 16 }} />}
      <label className="field-label" htmlFor="sign-in-name">
        {words.name}
      </label>
      <Input
        id="sign-in-name"
        value={name}
        maxLength={40}
        aria-describedby="sign-in-name-hint"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
      />
      <p className="quiet" id="sign-in-name-hint">
        {words.nameHint}
      </p>
      {kept.asksOld && (
        <PasswordField id="old-password" label={words.old} value={old} fill="current-password" onChange={setOld} />
      )}
      <PasswordField
        id="new-password"
        label={words.password}
        value={password}
        fill="new-password"
        onChange={setPassword}
      />
      <PasswordField id="again-password" label={words.again} value={again} fill="new-password" onChange={setAgain} />
      <Button type="primary" htmlType="submit" loading={busy} style={{ marginTop: 16 }}>
        {words.save}
      </Button>
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly fill: 'current-password' | 'new-password';
  readonly onChange: (value: string) => void;
}

function PasswordField({ id, label, value, fill: complete, onChange }: FieldProps) {
  return (
    <div style={{ marginTop: 12 }}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <Input.Password
        id={id}
        value={value}
        autoComplete={complete}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
