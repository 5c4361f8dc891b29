import { PrinterOutlined } from '@ant-design/icons';
import type { PlaceListReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { today } from '../../app/today.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { listWords as words } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { EntryList } from './EntryList.tsx';
import { ListActions } from './ListActions.tsx';
import { ListHistory } from './ListHistory.tsx';
import { listQueries } from './list-queries.ts';
import { ResponseCard } from './ResponseCard.tsx';
import '../print/paper.css';
import './lists.css';

/** The list of one place on a day: what stands in it and why, what not, and everything that changed. */
export function PlaceListPage() {
  const { id } = useParams({ from: '/lists/$id/place' });
  const { place = '', at } = useSearch({ from: '/lists/$id/place' });
  const list = useQuery(listQueries.place(id, place, at));
  return <Loaded query={list}>{(reply) => <PlaceListDesk reply={reply} />}</Loaded>;
}

function PlaceListDesk({ reply }: { readonly reply: PlaceListReply }) {
  const navigate = useNavigate();
  const { place, at } = reply;
  const current = at === today();
  return (
    <div className="place-list">
      <PageHead
        title={`${reply.placeTitle} · ${reply.title}`}
        extra={
          <>
            <Button icon={<PrinterOutlined />} onClick={() => window.print()} className="no-print">
              {words.place.print}
            </Button>
            {reply.own && reply.publications.length > 0 && (
              <Link to="/public/lists/$id" params={{ id: reply.list }} search={{ place }} className="no-print">
                {words.place.public}
              </Link>
            )}
          </>
        }
      >
        <Link to="/lists/$id" params={{ id: reply.list }} className="no-print">
          {words.backList}
        </Link>
        <p className="quiet">
          {fill(words.place.meta, { upper: reply.upper.map(({ title }) => title).join(' '), at })}
          {reply.demo && ` · ${messages.demo.banner}`}
        </p>
      </PageHead>
      <p>
        {reply.own &&
          (reply.kind
            ? fill(words.place.kind, { kind: reply.kind.title, from: reply.kind.from })
            : `${words.columns.kind}${signs.colon}${words.noKind}`)}
        {reply.own && signs.semicolon}
        {fill(words.place.entries, { n: reply.entries.length, deviations: reply.deviations })}
        {reply.publications[0] && `${signs.semicolon}${fill(words.place.published, { on: reply.publications[0].on })}`}
      </p>
      {!reply.own && <p className="quiet">{words.upperExplain}</p>}
      <div className="filters no-print">
        <label htmlFor="list-at">{words.at}</label>
        <Input
          id="list-at"
          type="date"
          value={at}
          style={{ width: 180 }}
          onChange={(event) =>
            event.target.value !== '' &&
            void navigate({
              to: '/lists/$id/place',
              params: { id: reply.list },
              search: { place, ...(event.target.value === today() ? {} : { at: event.target.value }) },
            })
          }
        />
      </div>
      {current && <ListActions reply={reply} />}
      {reply.own && current && <ResponseCard reply={reply} />}
      <EntryList reply={reply} mayChange={current && reply.keeps} />
      <ListHistory reply={reply} />
    </div>
  );
}
