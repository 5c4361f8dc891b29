import type { ListRow, MatterReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Button, Card, Checkbox, Input, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useTaking } from '../../app/use-taking.ts';
import { listWords as words } from '../../messages/lists.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { OpeningLink } from './OpeningLink.tsx';

const verdicts = Object.keys(words.verdicts) as (keyof typeof words.verdicts)[];

/** One matter as a department words it, weighed against the lists of all places below. */
export function MatterPanel({ row }: { readonly row: ListRow }) {
  const [title, setTitle] = useState('');
  const [kinds, setKinds] = useState<string[]>([]);
  const [verdict, setVerdict] = useState<keyof typeof words.verdicts>();
  const [found, setFound] = useState<MatterReply>();
  const { problem, busy, take } = useTaking();
  const ask = async (only = verdict) => {
    if (title.trim() === '') return;
    const reply = await take(
      client.weighMatter(row.id, {
        under: row.under,
        title: title.trim(),
        ...(kinds.length > 0 ? { kinds } : {}),
        ...(only === undefined ? {} : { verdict: only }),
      }),
    );
    if (reply.ok) setFound(reply.value);
  };
  const choose = (only: keyof typeof words.verdicts | undefined) => {
    setVerdict(only);
    void ask(only);
  };
  return (
    <>
      <Card style={{ marginBottom: 16 }}>
        <p className="quiet">{words.matter.explain}</p>
        <form
          className="list-form"
          onSubmit={(event) => {
            event.preventDefault();
            choose(undefined);
          }}
        >
          <label className="field-label" htmlFor="matter-title">
            {words.matter.title}
          </label>
          <Input id="matter-title" value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
          <fieldset>
            <legend className="field-label">{words.matter.kinds}</legend>
            <Checkbox.Group
              options={row.kinds.map((kind) => ({ value: kind.id, label: kind.title }))}
              value={kinds}
              onChange={setKinds}
            />
          </fieldset>
          <div className="list-buttons">
            <Button type="primary" htmlType="submit" loading={busy} disabled={title.trim() === ''}>
              {words.matter.go}
            </Button>
            <OpeningLink
              opening={row.opens.apply}
              place={row.under}
              known={{ matter: title.trim() || undefined, kinds: kinds.length > 0 ? kinds : undefined }}
            >
              {words.matter.apply}
            </OpeningLink>
          </div>
        </form>
      </Card>
      {problem && <ProblemAlert problem={problem} />}
      {found && (
        <section aria-live="polite" data-tour="matter">
          <p className="count">
            {fill(words.matter.places, { n: found.places })}
            {signs.stop}
            {fill(words.matter.load, found.load)}
          </p>
          <dl className="summary">
            {verdicts.map((one) => (
              <div key={one}>
                <dt>{words.verdicts[one]}</dt>
                <dd>{found.verdicts[one]}</dd>
              </div>
            ))}
          </dl>
          <h2 className="list-part">{words.matter.byKind}</h2>
          <ul>
            {found.byKind.map((group) => (
              <li key={group.kind}>
                {group.title || words.noKind}
                {signs.colon}
                {group.places}
                {signs.open}
                {verdicts
                  .filter((one) => group.verdicts[one])
                  .map((one) => `${words.verdicts[one]} ${group.verdicts[one]}`)
                  .join(signs.comma)}
                {signs.close}
              </li>
            ))}
          </ul>
          {found.entries.length > 0 && (
            <>
              <h2 className="list-part">{words.matter.entries}</h2>
              <ul>
                {found.entries.map((entry) => (
                  <li key={`${entry.verdict} ${entry.id}`}>
                    {entry.title} <Tag>{words.verdicts[entry.verdict]}</Tag> {entry.places}
                  </li>
                ))}
              </ul>
            </>
          )}
          <h2 className="list-part">{words.matter.rows}</h2>
          <Segmented
            className="list-verdicts"
            value={verdict ?? 'all'}
            onChange={(value) => choose(value === 'all' ? undefined : (value as typeof verdict))}
            options={[
              { value: 'all', label: words.matter.all },
              ...verdicts.map((one) => ({ value: one, label: words.verdicts[one] })),
            ]}
          />
          <Table
            size="small"
            rowKey="place"
            dataSource={[...found.rows]}
            pagination={false}
            scroll={{ x: 'max-content' }}
            columns={[
              {
                key: 'place',
                title: words.columns.place,
                render: (_, one) => (
                  <Link to="/lists/$id/place" params={{ id: row.id }} search={{ place: one.place }}>
                    {one.title}
                  </Link>
                ),
              },
              {
                key: 'kind',
                title: words.columns.kind,
                render: (_, one) => row.kinds.find(({ id }) => id === one.kind)?.title ?? words.noKind,
              },
              { key: 'verdict', title: words.columns.verdict, render: (_, one) => words.verdicts[one.verdict] },
              { key: 'entry', title: words.columns.met, render: (_, one) => one.entry?.title ?? '' },
              { key: 'load', title: words.columns.load, align: 'right', dataIndex: 'load' },
            ]}
          />
        </section>
      )}
    </>
  );
}
