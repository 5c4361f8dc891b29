import { fill, type Policy } from '@cebao/pack';
import type { DraftRow, Problem } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Empty, Popconfirm, Spin, Tag } from 'antd';
import { useState } from 'react';
import { client } from '../client.ts';
import { words } from '../messages/zh-CN.ts';
import { ProblemNote } from '../parts/ProblemNote.tsx';
import { useNamesWhoMay } from '../parts/use-names-who-may.ts';
import { hashOf } from '../route.ts';
import { useReply } from '../use-reply.ts';
import { basisText, valueText } from '../value-text.ts';

/** Drafts and published values of this instance, and who may publish. */
export function DraftsPage({ policy }: { policy: Policy }) {
  const drafts = useReply(['drafts'], () => client.drafts());
  const publishers = useNamesWhoMay(policy, 'publish');
  const [problem, setProblem] = useState<Problem>();
  const [published, setPublished] = useState(false);
  const queries = useQueryClient();
  const publish = async (id: string) => {
    const reply = await client.publishDraft(id);
    setProblem(reply.ok ? undefined : reply.problem);
    setPublished(reply.ok);
    await Promise.all(['drafts', 'policy', 'catalogue'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  return (
    <>
      <h2>{words.draftsHeading}</h2>
      <p className="studio-lead">
        {words.draftsLead} {publishers.length > 0 && fill(words.mayPublishNames, { names: publishers })}
      </p>
      {problem && <ProblemNote problem={problem} />}
      {published && <Alert type="success" showIcon role="status" title={words.published} />}
      {drafts.problem && <ProblemNote problem={drafts.problem} retry={drafts.reload} />}
      {!drafts.value && !drafts.problem && <Spin description={words.loading} />}
      {drafts.value?.length === 0 && <Empty description={words.draftsNone} />}
      <ul className="studio-cards" style={{ marginTop: 12 }}>
        {(drafts.value ?? []).map((draft) => (
          <DraftCard key={draft.id} policy={policy} draft={draft} publish={publish} />
        ))}
      </ul>
    </>
  );
}

function DraftCard({
  policy,
  draft,
  publish,
}: {
  policy: Policy;
  draft: DraftRow;
  publish: (id: string) => Promise<void>;
}) {
  const after = valueText(policy, draft.value, draft.unit);
  return (
    <li className="studio-card">
      <h4>
        <a href={hashOf({ page: 'param', id: draft.param })}>{draft.paramTitle}</a>{' '}
        <Tag color={draft.state === 'published' ? 'green' : 'gold'}>{words.draftState[draft.state]}</Tag>
      </h4>
      <div className="studio-value">
        {draft.before === undefined
          ? fill(words.changeFromNothing, { after })
          : fill(words.change, { before: valueText(policy, draft.before, draft.unit), after })}
      </div>
      <div>
        {fill(words.draftFrom, { date: draft.from })} · {draft.regionTitle} · {basisText(draft.basis)}
      </div>
      <div className="studio-grow">{draft.note}</div>
      <div className="studio-source">{fill(words.by, { name: draft.author.name, at: minuteOf(draft.createdAt) })}</div>
      {draft.published && (
        <div className="studio-source">
          {fill(words.publishedBy, { name: draft.published.by.name, at: minuteOf(draft.published.at) })} ·{' '}
          {fill(words.revision, { revision: draft.published.revision.slice(0, 12) })}
        </div>
      )}
      {draft.state === 'draft' && (
        <div className="studio-row">
          <Popconfirm
            title={words.publishAsk}
            description={words.effect}
            okText={words.publish}
            cancelText={words.cancel}
            disabled={!draft.mayPublish}
            onConfirm={() => publish(draft.id)}
          >
            <Button type="primary" disabled={!draft.mayPublish}>
              {words.publish}
            </Button>
          </Popconfirm>
          {draft.whyNot !== undefined && <span className="studio-source">{draft.whyNot}</span>}
        </div>
      )}
    </li>
  );
}

/** `2026-11-25T09:30:00+08:00` → `2026-11-25 09:30`. */
function minuteOf(civilTime: string): string {
  return civilTime.slice(0, 16).replace('T', ' ');
}
