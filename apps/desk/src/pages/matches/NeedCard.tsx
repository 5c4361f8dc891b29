import type { MatchReply, NeedRow } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';

/** One open need of a round. */
export function NeedCard({ reply, need }: { readonly reply: MatchReply; readonly need: MatchReply['needs'][number] }) {
  const { candidates, lacking } = need;
  return (
    <li className="match-need" data-need={need.id}>
      <div>
        <strong>{need.title}</strong>
        <p className="quiet">{needMeta(need)}</p>
        {candidates.length > 0 ? (
          <p className="match-found">
            {fill(words.first, {
              titles: candidates
                .map(({ title, placeTitle }) => `${title}${signs.open}${placeTitle}${signs.close}`)
                .join(signs.list),
            })}
          </p>
        ) : (
          <p className="match-lacking">
            {words.lacking}
            {signs.colon}
            {lacking.join(signs.semicolon)}
          </p>
        )}
      </div>
      <div className="match-need-go">
        <Link
          to="/matches/$id/needs/$need"
          params={{ id: reply.id, need: need.id }}
          search={{ place: reply.place, at: reply.at }}
        >
          {need.mayConfirm && candidates.length > 0 ? words.look : words.lookOnly}
        </Link>
        {need.caseId !== undefined && (
          <Link to="/cases/$id" params={{ id: need.caseId }}>
            {words.toCase}
          </Link>
        )}
      </div>
    </li>
  );
}

/** Where a need is, since when, what it asks for. */
export function needMeta(need: NeedRow): string {
  return [
    need.placeTitle,
    ...need.keys.map(({ title, value }) => `${title}${signs.colon}${value}`),
    fill(words.since, { since: need.since }),
    ...(need.amount > 1 ? [fill(words.rest, { rest: need.rest, amount: need.amount })] : []),
  ].join(signs.dot);
}
