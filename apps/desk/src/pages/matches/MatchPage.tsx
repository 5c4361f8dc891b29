import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import type { MatchReply, PairRow } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useMe } from '../../app/session.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { matchQueries } from './match-queries.ts';
import { NeedCard } from './NeedCard.tsx';
import { Pairs } from './Pairs.tsx';
import { ResourceTable } from './ResourceTable.tsx';
import { UndoDialog } from './UndoDialog.tsx';
import './matches.css';

/** A round: every open need with what it can have or what it lacks, what was brought together, what is left. */
export function MatchPage() {
  const { id } = useParams({ from: '/matches/$id' });
  const search = useSearch({ from: '/matches/$id' });
  const match = useQuery(matchQueries.match(id, search));
  return <Loaded query={match}>{(reply) => <MatchDesk reply={reply} />}</Loaded>;
}

function MatchDesk({ reply }: { readonly reply: MatchReply }) {
  const search = useSearch({ from: '/matches/$id' });
  const navigate = useNavigate();
  const me = useMe();
  const [undoing, setUndoing] = useState<PairRow>();
  const { id, place, at } = reply;
  const go = (changes: { place?: string; at?: string }) =>
    void navigate({ to: '/matches/$id', params: { id }, search: { ...search, ...changes } });
  const without = reply.needs.filter(({ candidates }) => candidates.length === 0).length;
  return (
    <>
      <PageHead
        title={reply.title}
        extra={
          <>
            <Link to="/matches/$id/print" params={{ id }} search={{ place, at }}>
              <Button icon={<PrinterOutlined />} tabIndex={-1}>
                {words.print}
              </Button>
            </Link>
            {me.may.includes('export') && (
              <Button icon={<DownloadOutlined />} href={client.matchUrl(id, { place, at })} download>
                {words.xlsx}
              </Button>
            )}
          </>
        }
      >
        <Link to="/registers">{words.back}</Link>
        <p className="quiet">
          {[
            ...(reply.cadence ? [words.cadence[reply.cadence]] : []),
            ...(reply.confirms ? [fill(words.by, { who: reply.confirmedBy.join(signs.list) })] : []),
            ...(reply.demo ? [messages.demo.banner] : []),
          ].join(signs.dot)}
        </p>
      </PageHead>
      <div className="filters">
        {reply.places.length > 1 && (
          <Select
            aria-label={words.place}
            value={place}
            onChange={(chosen: string) => go({ place: chosen })}
            options={reply.places.map(({ path, title }) => ({ value: path, label: title }))}
            style={{ minWidth: 200 }}
          />
        )}
        <label htmlFor="match-at">{words.at}</label>
        <Input
          id="match-at"
          type="date"
          value={at}
          style={{ width: 180 }}
          onChange={(event) => event.target.value !== '' && go({ at: event.target.value })}
        />
      </div>
      <section aria-label={words.heading}>
        <h2 className="match-heading">{fill(words.open, { n: reply.needs.length })}</h2>
        {without > 0 && <p className="quiet">{fill(words.without, { n: without })}</p>}
        {reply.needs.length === 0 ? (
          <p className="quiet">{words.openNone}</p>
        ) : (
          <ul className="plain-list">
            {reply.needs.map((need) => (
              <NeedCard key={need.id} reply={reply} need={need} />
            ))}
          </ul>
        )}
      </section>
      {reply.confirms && <Pairs reply={reply} onUndo={setUndoing} />}
      {reply.idle.length > 0 && (
        <section>
          <h2 className="match-heading">{fill(words.idle, { n: reply.idle.length })}</h2>
          <ul className="plain-list match-lines">
            {reply.idle.map((one) => (
              <li key={one.id}>
                <strong>{one.title}</strong>
                <span className="quiet">
                  {one.left === null
                    ? fill(words.idleFree, { place: one.placeTitle })
                    : fill(words.idleMeta, { place: one.placeTitle, left: one.left })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {reply.confirms && reply.resources.length > 0 && <ResourceTable reply={reply} />}
      {reply.note && <p className="quiet match-note">{reply.note}</p>}
      {undoing && <UndoDialog match={id} pair={undoing} onClose={() => setUndoing(undefined)} />}
    </>
  );
}
