import type { CandidateRow, NeedReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { PageHead } from '../../layout/PageHead.tsx';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { matchQueries } from './match-queries.ts';
import { needMeta } from './NeedCard.tsx';
import './matches.css';

/** One need: who fits and why, who does not and why not. */
export function NeedPage() {
  const { id, need } = useParams({ from: '/matches/$id/needs/$need' });
  const search = useSearch({ from: '/matches/$id/needs/$need' });
  const found = useQuery(matchQueries.need(id, need, search));
  return <Loaded query={found}>{(reply) => <NeedDesk reply={reply} />}</Loaded>;
}

function NeedDesk({ reply }: { readonly reply: NeedReply }) {
  const search = useSearch({ from: '/matches/$id/needs/$need' });
  const [chosen, setChosen] = useState<CandidateRow>();
  const { need, candidates, others } = reply;
  return (
    <>
      <PageHead
        title={need.title}
        extra={
          need.caseId !== undefined && (
            <Link to="/cases/$id" params={{ id: need.caseId }}>
              <Button type="primary" tabIndex={-1}>
                {words.toCase}
              </Button>
            </Link>
          )
        }
      >
        <Link to="/matches/$id" params={{ id: reply.match }} search={search}>
          {words.backMatch}
        </Link>
        <p className="quiet">
          {needMeta(need)}
          {reply.demo && `${signs.dot}${messages.demo.banner}`}
        </p>
      </PageHead>
      <h2 className="match-heading">{fill(words.candidates, { n: candidates.length })}</h2>
      {candidates.length === 0 && <p className="quiet">{words.candidatesNone}</p>}
      <ul className="plain-list match-lines">
        {candidates.map((candidate) => (
          <li key={candidate.resource} data-candidate={candidate.resource}>
            <div>
              <strong>{candidate.title}</strong>
              <ul className="match-reasons">
                {candidate.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </div>
            {need.mayConfirm && (
              <div className="match-need-go">
                <Button type="primary" onClick={() => setChosen(candidate)}>
                  {words.confirm}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <h2 className="match-heading">{fill(words.others, { n: others.length })}</h2>
      {others.length === 0 && <p className="quiet">{words.othersNone}</p>}
      <ul className="plain-list match-lines">
        {others.map((one) => (
          <li key={one.resource}>
            <div>
              <strong>{one.title}</strong> <span className="quiet">{one.placeTitle}</span>
              <ul className="match-reasons">
                {one.because.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
      {chosen && (
        <ConfirmDialog reply={reply} candidate={chosen} place={search.place} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}
