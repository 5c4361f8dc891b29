import type { StaffReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { PageHead } from '../../layout/PageHead.tsx';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { DelegateForm } from './DelegateForm.tsx';
import { Delegations } from './Delegations.tsx';
import { MoveForm } from './MoveForm.tsx';
import { periodText, postKey, postText } from './post-text.ts';
import { SignIns } from './SignIns.tsx';
import { staffQuery } from './staff-query.ts';
import './staff.css';

const words = flowWords.staff;

/** Deputies and handovers: one's own posts, who stands in for whom, and for administrators the posts of their places. */
export function StaffPage() {
  const staff = useQuery(staffQuery);
  const [form, setForm] = useState<'delegate' | 'move'>();
  const close = () => setForm(undefined);
  return (
    <Loaded query={staff}>
      {(reply) => (
        <>
          <PageHead
            title={words.nav}
            extra={
              <>
                {(reply.posts.length > 0 || reply.administers.length > 0) && (
                  <Button type="primary" onClick={() => setForm('delegate')}>
                    {words.delegate}
                  </Button>
                )}
                {reply.administers.length > 0 && <Button onClick={() => setForm('move')}>{words.move}</Button>}
              </>
            }
          >
            <p className="quiet">{words.explain}</p>
          </PageHead>
          <div className="staff-cards">
            {form === 'delegate' && <DelegateForm staff={reply} onDone={close} />}
            {form === 'move' && <MoveForm staff={reply} onDone={close} />}
            <Card title={words.posts}>
              {reply.posts.length === 0 && <p className="quiet">{words.noPosts}</p>}
              <ul className="plain-list">
                {reply.posts.map((post) => (
                  <li key={`${postKey(post)}${post.from ?? ''}`}>
                    {postText(post)} <span className="quiet">{periodText(post)}</span>
                  </li>
                ))}
              </ul>
            </Card>
            <Delegations rows={reply.delegations} />
            {(reply.administers.length > 0 || reply.moves.length > 0) && <Moves reply={reply} />}
            {reply.administers.length > 0 && <SignIns />}
          </div>
        </>
      )}
    </Loaded>
  );
}

function Moves({ reply }: { readonly reply: StaffReply }) {
  return (
    <Card title={words.moves} data-tour="moves">
      <p className="quiet">{words.movesExplain}</p>
      {reply.administers.length > 0 && (
        <p className="quiet">
          {fill(words.administers, { places: reply.administers.map(({ title }) => title).join(messages.comma) })}
        </p>
      )}
      {reply.moves.length === 0 && <p className="quiet">{words.noMoves}</p>}
      <ul className="plain-list">
        {reply.moves.map((row) => (
          <li key={row.id}>
            <strong>
              {fill(row.type === 'postTaken' ? words.taken : words.left, {
                person: row.person.name,
                post: postText(row.post),
                on: row.on,
              })}
            </strong>
            <div className="quiet">
              {fill(words.moveMeta, { reason: row.reason, by: row.by.name, at: row.at.slice(0, 10) })}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
