import type { MatchReply, PairRow } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

/** What was brought together, what was taken back, by whom and why. */
export function Pairs({ reply, onUndo }: { readonly reply: MatchReply; readonly onUndo: (pair: PairRow) => void }) {
  const standing = reply.pairs.filter(({ undone }) => !undone).length;
  return (
    <section>
      <h2 className="match-heading">{fill(words.pairs, { n: standing })}</h2>
      {reply.pairs.length === 0 ? (
        <p className="quiet">{words.pairsNone}</p>
      ) : (
        <ul className="plain-list match-lines">
          {reply.pairs.map((pair) => (
            <li key={pair.id} className={pair.undone ? 'match-undone' : ''}>
              <div>
                <strong>{pair.needTitle}</strong>
                <p>{fill(words.pairLine, { resource: pair.resourceTitle, amount: pair.amount })}</p>
                <p className="quiet">
                  {fill(words.pairMeta, { place: pair.needPlaceTitle, day: pair.at.slice(0, 10), by: pair.by })}
                </p>
                {pair.note && <p className="quiet">{pair.note}</p>}
                {pair.undone && (
                  <p className="match-lacking">
                    {fill(words.undone, {
                      day: pair.undone.at.slice(0, 10),
                      by: pair.undone.by,
                      reason: pair.undone.reason,
                    })}
                  </p>
                )}
              </div>
              <div className="match-need-go">
                {pair.became && !pair.undone && (
                  <Link
                    to="/registers/$id/records/$record"
                    params={{ id: pair.became.register, record: pair.became.record }}
                  >
                    {fill(words.became, { register: pair.became.title })}
                  </Link>
                )}
                {pair.mayUndo && <Button onClick={() => onUndo(pair)}>{words.undo}</Button>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
