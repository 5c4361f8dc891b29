import type { PlaceListReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Timeline } from 'antd';
import { listWords as words } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';

/** Everything that changed at this place, newest first, with reason and person. */
export function ListHistory({ reply }: { readonly reply: PlaceListReply }) {
  const titles = new Map(
    [...reply.entries, ...reply.leftOut.map(({ entry }) => entry)].map((entry) => [entry.id, entry.title]),
  );
  const kindOf = (kind: string) => reply.kinds.find(({ id }) => id === kind)?.title ?? kind;
  const lines = [
    ...reply.changes.map((one) => ({
      at: one.at,
      key: one.id,
      text: fill(words.place.historyRow, {
        change: words.changes[one.change],
        item: one.title ?? titles.get(one.item) ?? one.item,
        reason: one.reason,
        from: one.from,
        until: one.until === undefined ? '' : `${signs.comma}${fill(words.place.until, { until: one.until })}`,
      }),
      who: reply.names.people[one.actor.person] ?? one.actor.person,
      case: one.case,
    })),
    ...reply.kindChanges.map((one) => ({
      at: one.at,
      key: `kind ${one.at} ${one.kind}`,
      text: fill(words.place.kindRow, { kind: kindOf(one.kind), reason: one.reason, from: one.from }),
      who: reply.names.people[one.by] ?? one.by,
      case: undefined,
    })),
    ...reply.publications.map((one) => ({
      at: one.at,
      key: one.id,
      text: fill(words.place.published, { on: one.on }) + (one.note === undefined ? '' : `${signs.colon}${one.note}`),
      who: reply.names.people[one.actor.person] ?? one.actor.person,
      case: undefined,
    })),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return (
    <section aria-label={words.place.history} className="no-print">
      <h2 className="list-part">{words.place.history}</h2>
      {lines.length === 0 ? (
        <p className="quiet">{words.place.historyNone}</p>
      ) : (
        <Timeline
          items={lines.slice(0, 100).map((line) => ({
            key: line.key,
            content: (
              <>
                {line.text}
                {line.case && (
                  <>
                    {' '}
                    <Link to="/cases/$id" params={{ id: line.case }}>
                      {words.place.case}
                    </Link>
                  </>
                )}
                <div className="task-meta">
                  {fill(words.place.historyWho, { who: line.who, at: line.at.slice(0, 16).replace('T', ' ') })}
                </div>
              </>
            ),
          }))}
        />
      )}
    </section>
  );
}
