import type { MigrationRow, RehearseRequest } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, DatePicker, Input, Popconfirm } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useTaking } from '../../app/use-taking.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { MigrationCard } from './MigrationCard.tsx';
import { readRenames } from './read-renames.ts';
import './migrations.css';

const words = flowWords.migration;

/** For overseers: running cases under older rules, what the newest would change in each, and the move itself with a reason. */
export function MigrationsPage() {
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const [governedOn, setGovernedOn] = useState('');
  const [renames, setRenames] = useState('');
  const [rows, setRows] = useState<readonly MigrationRow[]>();
  const [rehearsed, setRehearsed] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { problem, busy, take } = useTaking();
  const [warning, setWarning] = useState<string>();

  const declared = (): RehearseRequest | undefined => {
    const read = readRenames(renames);
    if (reason.trim() === '') setWarning(messages.actions.missing);
    else if (read === undefined) setWarning(words.badRename);
    else {
      setWarning(undefined);
      return {
        reason: reason.trim(),
        ...(Object.keys(read).length > 0 ? { renames: read } : {}),
        ...(governedOn === '' ? {} : { governedOn }),
      };
    }
    return undefined;
  };

  const rehearse = async () => {
    const request = declared();
    if (!request) return;
    const reply = await take(client.rehearseMigration(request));
    if (!reply.ok) return;
    setRows(reply.value);
    setRehearsed(JSON.stringify(request));
    setChosen(new Set(reply.value.filter(({ problems }) => problems.length === 0).map(({ id }) => id)));
  };

  const move = async () => {
    const request = declared();
    if (!request || !rows) return;
    if (JSON.stringify(request) !== rehearsed) return setWarning(words.mustRehearse);
    const cases = rows.filter(({ id }) => chosen.has(id)).map(({ id, version }) => ({ id, version }));
    const reply = await take(client.migrateCases({ ...request, cases }));
    if (!reply.ok) return;
    const done = new Map(reply.value.map((row) => [row.id, row]));
    setRows(rows.map((row) => done.get(row.id) ?? row));
    setChosen(new Set());
    for (const name of ['tasks', 'cases', 'case', 'register', 'registers'])
      void cache.invalidateQueries({ queryKey: [name] });
  };

  const possible = rows?.filter(({ problems, moved }) => problems.length === 0 && !moved).length ?? 0;
  return (
    <>
      <PageHead title={words.nav}>
        <p className="quiet">{words.explain}</p>
      </PageHead>
      {problem && <ProblemAlert problem={problem} />}
      <Card className="migration-form">
        <div>
          <label className="field-label" htmlFor="migration-reason">
            {words.reason}
          </label>
          <Input
            id="migration-reason"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        <div>
          <label className="field-label" htmlFor="migration-governed">
            {words.governed}
          </label>
          <DatePicker
            id="migration-governed"
            value={governedOn === '' ? null : dayjs(governedOn)}
            onChange={(day) => setGovernedOn(day && !Array.isArray(day) ? day.format('YYYY-MM-DD') : '')}
          />
        </div>
        <div>
          <label className="field-label" htmlFor="migration-renames">
            {words.renames}
          </label>
          <Input.TextArea
            id="migration-renames"
            value={renames}
            autoSize={{ minRows: 1, maxRows: 6 }}
            onChange={(event) => setRenames(event.target.value)}
          />
        </div>
        {warning !== undefined && <Alert type="error" showIcon title={warning} role="alert" />}
        <Button type="primary" loading={busy} onClick={() => void rehearse()} data-tour="rehearse">
          {words.rehearse}
        </Button>
      </Card>
      {rows && (
        <>
          <p className="count" aria-live="polite">
            {rows.length === 0 ? words.none : fill(words.count, { n: rows.length, ok: possible })}
          </p>
          <ul className="plain-list">
            {rows.map((row) => (
              <MigrationCard
                key={row.id}
                row={row}
                chosen={chosen.has(row.id)}
                onChoose={(on) => {
                  const next = new Set(chosen);
                  if (on) next.add(row.id);
                  else next.delete(row.id);
                  setChosen(next);
                }}
              />
            ))}
          </ul>
          {chosen.size > 0 && (
            <Popconfirm
              title={words.confirm}
              okText={messages.actions.ok}
              cancelText={messages.actions.cancel}
              onConfirm={() => void move()}
            >
              <Button type="primary" danger loading={busy} className="migration-move" data-tour="migrate">
                {fill(words.move, { n: chosen.size })}
              </Button>
            </Popconfirm>
          )}
        </>
      )}
    </>
  );
}
