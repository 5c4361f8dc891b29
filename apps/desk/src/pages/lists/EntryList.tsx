import type { PlaceListReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Button, Card, Empty, Tag } from 'antd';
import { useState } from 'react';
import { listWords as words } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ChangeDrawer } from './ChangeDrawer.tsx';
import { OpeningLink } from './OpeningLink.tsx';

type Entry = PlaceListReply['entries'][number];

interface EntryListProps {
  readonly reply: PlaceListReply;
  readonly mayChange: boolean;
}

/** The entries by part, each with where it comes from; below, what the list does not have and why. */
export function EntryList({ reply, mayChange }: EntryListProps) {
  const [changing, setChanging] = useState<{ change: 'remove' | 'amend'; entry: Entry }>();
  const parts = [...reply.parts, { id: '', title: words.place.other }];
  const known = new Set(reply.parts.map(({ id }) => id));
  const inPart = (id: string) => reply.entries.filter(({ part = '' }) => (id === '' ? !known.has(part) : part === id));
  const placeOf = (path: string | undefined) => (path === undefined ? '' : (reply.names.places[path] ?? path));
  return (
    <>
      {reply.entries.length === 0 && (
        <Card>
          <Empty description={words.place.empty} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        </Card>
      )}
      {parts
        .filter(({ id }) => inPart(id).length > 0)
        .map((part) => (
          <section key={part.id} aria-label={part.title}>
            <h2 className="list-part">
              {part.title}
              {signs.open}
              {inPart(part.id).length}
              {signs.close}
            </h2>
            <ol className="entry-list">
              {inPart(part.id).map((entry) => (
                <li key={entry.id} data-entry={entry.id}>
                  <div className="entry-head">
                    <strong>{entry.title}</strong>
                    {entry.amended.length > 0 && <Tag color="blue">{words.changes.amend}</Tag>}
                    {entry.addedAt === reply.place && <Tag color="green">{words.changes.add}</Tag>}
                    {!reply.keeps && reply.opens.change && (
                      <span className="entry-buttons no-print">
                        <OpeningLink
                          opening={reply.opens.change}
                          place={reply.place}
                          known={{ change: 'amend', item: entry.id, title: entry.title, part: entry.part }}
                        >
                          {words.place.proposeAmend}
                        </OpeningLink>
                        <OpeningLink
                          opening={reply.opens.change}
                          place={reply.place}
                          known={{ change: 'remove', item: entry.id, title: entry.title }}
                        >
                          {words.place.proposeRemove}
                        </OpeningLink>
                      </span>
                    )}
                    {mayChange && (
                      <span className="entry-buttons no-print">
                        <Button size="small" type="link" onClick={() => setChanging({ change: 'amend', entry })}>
                          {words.actions.amend}
                        </Button>
                        <Button
                          size="small"
                          type="link"
                          danger
                          onClick={() => setChanging({ change: 'remove', entry })}
                        >
                          {words.actions.remove}
                        </Button>
                      </span>
                    )}
                  </div>
                  <EntryParticulars reply={reply} entry={entry} />
                </li>
              ))}
            </ol>
          </section>
        ))}
      {reply.leftOut.length > 0 && (
        <details className="list-check no-print">
          <summary>{fill(words.place.leftOut, { n: reply.leftOut.length })}</summary>
          <ul>
            {reply.leftOut.map((one) => (
              <li key={one.entry.id}>
                {one.entry.title}
                {signs.colon}
                {fill(words.place.why[one.why], { where: placeOf(one.removedAt), reason: one.reason ?? '' })}
                {one.case && (
                  <>
                    {' '}
                    <Link to="/cases/$id" params={{ id: one.case }}>
                      {words.place.case}
                    </Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {changing && (
        <ChangeDrawer
          key={`${changing.change} ${changing.entry.id}`}
          reply={reply}
          change={changing.change}
          entry={changing.entry}
          onClose={() => setChanging(undefined)}
        />
      )}
    </>
  );
}

function EntryParticulars({ reply, entry }: { readonly reply: PlaceListReply; readonly entry: Entry }) {
  const placeOf = (path: string) => reply.names.places[path] ?? path;
  const kinds = (entry.kinds ?? []).map((kind) => reply.kinds.find(({ id }) => id === kind)?.title ?? kind);
  const fields = reply.fields.flatMap(({ id, title }) => {
    const value = entry.data[id];
    const text = Array.isArray(value) ? value.join(signs.list) : typeof value === 'string' ? value : '';
    return text === '' ? [] : [`${title}${signs.colon}${text}`];
  });
  const origin =
    entry.addedAt === undefined
      ? fill(words.place.pack, { layer: reply.names.layers[entry.layer ?? 0] ?? '' })
      : fill(words.place.added, { where: placeOf(entry.addedAt), from: entry.from ?? '' });
  return (
    <div className="entry-more">
      {fields.map((field) => (
        <span key={field}>{field}</span>
      ))}
      <span>
        {fill(words.place.kinds, { kinds: kinds.length > 0 ? kinds.join(signs.list) : words.place.allKinds })}
        {signs.semicolon}
        {origin}
        {entry.until && `${signs.comma}${fill(words.place.until, { until: entry.until })}`}
        {entry.reason && `${signs.semicolon}${fill(words.place.because, { reason: entry.reason })}`}
        {entry.case && (
          <>
            {' '}
            <Link to="/cases/$id" params={{ id: entry.case }}>
              {words.place.case}
            </Link>
          </>
        )}
      </span>
      {entry.amended.map((one) => (
        <span key={`${one.place} ${one.reason}`}>
          {fill(words.place.amended, { where: placeOf(one.place), reason: one.reason })}
        </span>
      ))}
    </div>
  );
}
