import type { IndicatorReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { PageHead } from '../../layout/PageHead.tsx';
import { indicatorWords as words } from '../../messages/indicators.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { baseText, whenText } from './base-text.ts';
import { FigureList } from './FigureList.tsx';
import { FigureNotes } from './FigureNotes.tsx';
import { indicatorQueries } from './indicator-queries.ts';
import './indicators.css';

/** One number: what it rests on, how it divides, what sources reported, and the way to every line of it. */
export function IndicatorPage() {
  const { id } = useParams({ from: '/indicators/$id' });
  const search = useSearch({ from: '/indicators/$id' });
  const indicator = useQuery(indicatorQueries.one(id, search));
  return <Loaded query={indicator}>{(reply) => <IndicatorDesk reply={reply} />}</Loaded>;
}

function IndicatorDesk({ reply }: { readonly reply: IndicatorReply }) {
  const { id, place, at, from, over, value, counted, base } = reply;
  const scope = { place, at, ...(from === undefined ? {} : { from }) };
  const blank = over?.take === 'sum' || over?.take === 'median' ? base - counted : 0;
  return (
    <>
      <PageHead title={reply.title}>
        <Link to="/indicators" search={scope}>
          {words.back}
        </Link>
      </PageHead>
      {over !== undefined && (
        <section className="indicator-main" data-tour="number">
          <span className="quiet">
            {reply.placeTitle} · {whenText(reply)}
          </span>
          <strong className={value === undefined ? 'indicator-missing' : 'indicator-number'}>{reply.text}</strong>
          {value !== undefined && <span>{baseText(reply)}</span>}
          {blank > 0 && <span className="quiet">{fill(words.blank, { n: blank })}</span>}
          <span className="indicator-links">
            {counted > 0 && (
              <Link to="/indicators/$id/records" params={{ id }} search={scope} data-tour="records">
                {fill(words.records, { n: counted })}
              </Link>
            )}
            {base > counted && (
              <Link to="/indicators/$id/records" params={{ id }} search={{ ...scope, which: 'base' }}>
                {fill(words.baseRecords, { n: base })}
              </Link>
            )}
          </span>
        </section>
      )}
      {reply.note && <p className="quiet">{reply.note}</p>}
      <div className="indicator-splits">
        {reply.splits.map((split) =>
          split.parts.length === 0 ? null : (
            <section key={split.position} className="indicator-split" data-tour="split">
              <h2 className="indicator-heading">{split.title}</h2>
              <table className="indicator-table">
                <thead>
                  <tr>
                    <th scope="col">{words.part}</th>
                    <th scope="col">{words.number}</th>
                    <th scope="col">{words.recordsOf}</th>
                  </tr>
                </thead>
                <tbody>
                  {split.parts.map((part) => (
                    <tr key={part.key}>
                      <th scope="row">{part.title}</th>
                      <td>{part.text}</td>
                      <td>
                        {part.counted === 0 ? null : (
                          <Link
                            to="/indicators/$id/records"
                            params={{ id }}
                            search={{ ...scope, split: String(split.position), part: part.key }}
                          >
                            {fill(words.seeRecords, { n: part.counted })}
                          </Link>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          ),
        )}
      </div>
      {reply.figures.length > 0 && (
        <section data-tour="history">
          <h2 className="indicator-heading">{words.history}</h2>
          <p className="quiet">{words.historyNote}</p>
          <FigureList figures={reply.figures} />
        </section>
      )}
      {reply.notes.length > 0 && <FigureNotes title={words.notes} notes={reply.notes} />}
      <section className="indicator-about">
        <h2 className="indicator-heading">{words.about}</h2>
        <p>{fill(words.layer, { layer: reply.layer, basis: words.bases[reply.basis] ?? reply.basis })}</p>
        {reply.sources.map(({ title, quote, paragraph = '' }) => (
          <p key={quote}>{fill(words.source, { title, quote, paragraph })}</p>
        ))}
      </section>
    </>
  );
}
