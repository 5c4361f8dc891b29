import type { IssuedLink, Problem, SignInRow } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

const words = flowWords.signIns;
const KEY = ['sign-ins'];
const SHOWN = 20;

/** For administrators: who signs in with what, links to pass on, passwords to take back. */
export function SignIns() {
  const query = useQuery({ queryKey: KEY, queryFn: () => valueOf(client.signIns()), staleTime: 0 });
  const cache = useQueryClient();
  const { message } = App.useApp();
  const [problem, setProblem] = useState<Problem>();
  const [wanted, setWanted] = useState('');
  const [issued, setIssued] = useState<{ name: string; link: IssuedLink }>();
  const issue = async ({ id, name }: SignInRow) => {
    const reply = await client.issueLink(id);
    setProblem(reply.ok ? undefined : reply.problem);
    if (reply.ok) setIssued({ name, link: reply.value });
  };
  const remove = async ({ id }: SignInRow) => {
    const reply = await client.removePassword(id);
    setProblem(reply.ok ? undefined : reply.problem);
    if (!reply.ok) return;
    cache.setQueryData(KEY, reply.value);
    void message.success(words.removed);
  };
  return (
    <Card title={words.title} data-tour="sign-ins">
      <p className="quiet">{words.explain}</p>
      {problem && <ProblemAlert problem={problem} />}
      {issued && <Issued {...issued} />}
      <Loaded query={query}>
        {(rows) => (
          <>
            {rows.length === 0 && <p className="quiet">{words.none}</p>}
            {rows.length > SHOWN && (
              <Input
                aria-label={words.find}
                placeholder={words.find}
                allowClear
                value={wanted}
                onChange={(event) => setWanted(event.target.value)}
              />
            )}
            <ul className="plain-list">
              {rows
                .filter(({ name }) => name.includes(wanted.trim()))
                .slice(0, SHOWN)
                .map((row) => (
                  <li key={row.id} className="sign-in-row">
                    <span>
                      <strong>{row.name}</strong>{' '}
                      <span className="quiet">
                        {row.signInName === undefined
                          ? words.noPassword
                          : fill(words.has, { name: row.signInName, at: row.setAt?.slice(0, 10) ?? '' })}
                      </span>
                    </span>
                    <span className="staff-buttons">
                      <Button aria-label={fill(words.issueFor, { name: row.name })} onClick={() => void issue(row)}>
                        {words.issue}
                      </Button>
                      {row.signInName !== undefined && (
                        <Popconfirm
                          title={fill(words.confirm, { name: row.name })}
                          okText={words.yes}
                          cancelText={flowWords.staff.cancel}
                          onConfirm={() => void remove(row)}
                        >
                          <Button aria-label={fill(words.removeFor, { name: row.name })}>{words.remove}</Button>
                        </Popconfirm>
                      )}
                    </span>
                  </li>
                ))}
            </ul>
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Issued({ name, link }: { readonly name: string; readonly link: IssuedLink }) {
  const { message } = App.useApp();
  const address = window.location.origin + link.path;
  const copy = async () => {
    await navigator.clipboard?.writeText(address);
    void message.success(words.copied);
  };
  return (
    <div role="status" className="sign-in-link">
      <label className="field-label" htmlFor="issued-link">
        {fill(words.issued, { name, expires: link.expires.slice(0, 16).replace('T', ' ') })}
      </label>
      <Input id="issued-link" readOnly value={address} onFocus={(event) => event.target.select()} />
      {navigator.clipboard && <Button onClick={() => void copy()}>{words.copy}</Button>}
    </div>
  );
}
