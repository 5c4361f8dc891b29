import { DecisionCard } from '@cebao/react';
import type { PlaceListReply, ResponseReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { policyQuery } from '../../app/policy-query.ts';
import { useTaking } from '../../app/use-taking.ts';
import { listWords } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { OpeningLink } from './OpeningLink.tsx';

const words = listWords.response;

/** A matter has come down to the place: does it stand in the list, and what may the place do? */
export function ResponseCard({ reply }: { readonly reply: PlaceListReply }) {
  const policy = useQuery(policyQuery(reply.place));
  const [matter, setMatter] = useState('');
  const [admitted, setAdmitted] = useState(false);
  const [found, setFound] = useState<ResponseReply>();
  const { problem, busy, take } = useTaking();
  const ask = async () => {
    if (matter.trim() === '') return;
    const answer = await take(client.listResponse(reply.list, { place: reply.place, matter: matter.trim(), admitted }));
    if (answer.ok) setFound(answer.value);
  };
  return (
    <Card size="small" title={words.title} className="no-print" style={{ marginBottom: 16 }}>
      <p className="quiet">{words.explain}</p>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <Input
          value={matter}
          maxLength={200}
          placeholder={words.matter}
          aria-label={words.matter}
          style={{ flex: '1 1 240px' }}
          onChange={(event) => setMatter(event.target.value)}
        />
        <Checkbox checked={admitted} onChange={(event) => setAdmitted(event.target.checked)}>
          {words.admitted}
        </Checkbox>
        <Button htmlType="submit" loading={busy} disabled={matter.trim() === ''}>
          {words.go}
        </Button>
      </form>
      {problem && <ProblemAlert problem={problem} />}
      {found && (
        <div aria-live="polite" data-tour="response">
          {found.listed && <p>{fill(words.listed, { title: found.listed.title })}</p>}
          {!found.listed && found.alike.length > 0 && (
            <p>{fill(words.alike, { titles: found.alike.map(({ title }) => title).join(signs.list) })}</p>
          )}
          {found.asked && policy.data && (
            <DecisionCard
              policy={policy.data}
              question={{ at: found.asked.at, decision: found.asked.decision, facts: found.asked.facts }}
              size="small"
            />
          )}
          {!found.listed && (
            <OpeningLink opening={reply.opens.report} place={reply.place} known={{ matter: found.matter }}>
              {words.report}
            </OpeningLink>
          )}
        </div>
      )}
    </Card>
  );
}
