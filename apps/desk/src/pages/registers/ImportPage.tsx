import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import type { ImportReply, Problem } from '@cebao/server/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Alert, Button, Card, Table } from 'antd';
import { useRef, useState } from 'react';
import { client } from '../../app/client.ts';
import { policyQuery } from '../../app/policy-query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';

const words = bookWords.importPage;

/** A file of records: first what it would do, row by row, then the import itself. */
export function ImportPage() {
  const { id } = useParams({ from: '/registers/$id/import' });
  const { place = '' } = useSearch({ from: '/registers/$id/import' });
  const policy = useQuery(policyQuery(place));
  const cache = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [found, setFound] = useState<ImportReply>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const send = async (chosen: File, run: 'rehearse' | 'import', leaveOut = false) => {
    setBusy(true);
    setProblem(undefined);
    const reply = await client.importRecords(id, chosen, {
      place,
      name: chosen.name,
      run,
      ...(leaveOut ? { leaveOut: 'true' } : {}),
    });
    setBusy(false);
    if (!reply.ok) {
      setFound(undefined);
      return setProblem(reply.problem);
    }
    setFound(reply.value);
    if (reply.value.kept)
      for (const name of ['register', 'registers']) void cache.invalidateQueries({ queryKey: [name] });
  };
  return (
    <>
      <Loaded query={policy}>
        {(rules) => (
          <PageHead title={fill(words.title, { register: rules.findRegister(id)?.title ?? id })}>
            <Link to="/registers/$id" params={{ id }}>
              {bookWords.backBook}
            </Link>
          </PageHead>
        )}
      </Loaded>
      <Card>
        <p className="quiet">{words.explain}</p>
        <div className="filters">
          <Button icon={<DownloadOutlined />} href={client.templateUrl(id, { place })} download>
            {words.template}
          </Button>
          <Button icon={<UploadOutlined />} onClick={() => chooser.current?.click()} loading={busy}>
            {words.choose}
          </Button>
          <input
            ref={chooser}
            type="file"
            accept=".xlsx,.csv"
            aria-label={words.choose}
            hidden
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = '';
              if (!chosen) return;
              setFile(chosen);
              void send(chosen, 'rehearse');
            }}
          />
        </div>
        {file && <p>{fill(words.chosen, { name: file.name })}</p>}
        {problem && <ProblemAlert problem={problem} />}
        {file && found && (
          <Outcome found={found} busy={busy} onKeep={(leaveOut) => void send(file, 'import', leaveOut)} />
        )}
      </Card>
    </>
  );
}

function Outcome({
  found,
  busy,
  onKeep,
}: {
  readonly found: ImportReply;
  readonly busy: boolean;
  readonly onKeep: (leaveOut: boolean) => void;
}) {
  const clean = found.problems.length === 0;
  return (
    <div data-tour="rehearsal">
      {found.kept ? (
        <Alert
          type="success"
          showIcon
          title={fill(words.kept, { n: found.good })}
          description={clean ? undefined : words.leftOut}
        />
      ) : (
        <Alert
          type={clean ? 'success' : 'warning'}
          showIcon
          title={fill(words.rehearsed, { rows: found.rows, good: found.good, n: found.problems.length })}
          description={clean ? words.clean : undefined}
        />
      )}
      {found.ignored.length > 0 && (
        <p className="quiet">{fill(words.ignored, { columns: found.ignored.join(signs.list) })}</p>
      )}
      {!clean && (
        <Table
          size="small"
          style={{ marginTop: 12 }}
          rowKey={(row) => `${row.row ?? 0} ${row.column ?? ''} ${row.code}`}
          dataSource={[...found.problems]}
          pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            {
              title: words.row,
              width: 64,
              render: (_: unknown, row: ImportReply['problems'][number]) => row.row ?? words.sheet,
            },
            { title: words.column, dataIndex: 'column', width: 140 },
            { title: words.problem, dataIndex: 'message' },
          ]}
        />
      )}
      {!found.kept && found.good > 0 && (
        <Button
          type={clean ? 'primary' : 'default'}
          loading={busy}
          onClick={() => onKeep(!clean)}
          style={{ marginTop: 16 }}
        >
          {fill(clean ? words.keep : words.keepGood, { n: found.good })}
        </Button>
      )}
    </div>
  );
}
