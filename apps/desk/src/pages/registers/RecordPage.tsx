import { versionAt } from '@cebao/casework';
import { CaseTimeline } from '@cebao/react';
import type { RecordReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Card, Empty, Input } from 'antd';
import { useState } from 'react';
import { policyQuery } from '../../app/policy-query.ts';
import { queries } from '../../app/query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { FieldList } from '../case/FieldList.tsx';
import { fieldRows } from '../case/field-rows.ts';
import { daysText } from './days-text.ts';
import { type RecordAction, RecordDrawer } from './RecordDrawer.tsx';
import { recordEntries } from './record-entries.tsx';

const words = bookWords.record;

/** One record: what it says on a day, what it said before and after, and everything that changed. */
export function RecordPage() {
  const { id, record } = useParams({ from: '/registers/$id/records/$record' });
  const found = useQuery(queries.record(id, record));
  return <Loaded query={found}>{(reply) => <RecordDesk reply={reply} />}</Loaded>;
}

function RecordDesk({ reply }: { readonly reply: RecordReply }) {
  const policy = useQuery(policyQuery(reply.place));
  const organisations = useQuery(queries.organisations);
  const { at = reply.today } = useSearch({ from: '/registers/$id/records/$record' });
  const navigate = useNavigate();
  const [action, setAction] = useState<RecordAction>();
  const { record } = reply;
  const form = policy.data?.findForm(reply.form);
  const organisation = (id: string) => organisations.data?.find((one) => one.id === id)?.title ?? id;
  const version = versionAt(record, at);
  const last = record.versions.at(-1);
  const name = form && last ? (fieldRows(form, last.data, organisation)[0]?.text ?? '') : '';
  const actions: readonly RecordAction[] = record.ended ? ['resume', 'correct'] : ['change', 'correct', 'end'];
  return (
    <>
      <PageHead
        title={name === '' ? reply.registerTitle : name}
        extra={
          reply.mayKeep &&
          actions.map((one) => (
            <Button
              key={one}
              type={one === 'change' || one === 'resume' ? 'primary' : 'default'}
              onClick={() => setAction(one)}
            >
              {words.actions[one]}
            </Button>
          ))
        }
      >
        <Link to="/registers/$id" params={{ id: reply.register }}>
          {bookWords.backBook}
        </Link>
        <p className="quiet">
          {reply.registerTitle}
          {signs.dot}
          {reply.placeTitle}
          {reply.demo && `${signs.dot}${messages.demo.banner}`}
        </p>
      </PageHead>
      <Card>
        <div className="filters">
          <label htmlFor="record-at">{words.reading}</label>
          <Input
            id="record-at"
            type="date"
            value={at}
            style={{ width: 180 }}
            onChange={(event) =>
              event.target.value !== '' &&
              void navigate({
                to: '/registers/$id/records/$record',
                params: { id: reply.register, record: record.id },
                search: event.target.value === reply.today ? {} : { at: event.target.value },
              })
            }
          />
          {version && <span className="quiet">{daysText(version.from, version.until)}</span>}
        </div>
        {version ? (
          <div data-tour="record">
            <FieldList rows={fieldRows(form, version.data, organisation)} />
          </div>
        ) : (
          <Empty description={words.notHolding.replace('{at}', at)} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        )}
      </Card>
      <Card title={words.history} style={{ marginTop: 16 }} data-tour="history">
        <CaseTimeline entries={recordEntries(reply, form, policy.data?.bodies ?? [], organisation)} />
      </Card>
      {form && last && (
        <RecordDrawer
          key={`${action ?? ''} ${record.version}`}
          action={action}
          reply={reply}
          form={form}
          onClose={() => setAction(undefined)}
        />
      )}
    </>
  );
}
