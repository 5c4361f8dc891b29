import { DownloadOutlined } from '@ant-design/icons';
import type { CheckpointReply, HandoverReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Descriptions } from 'antd';
import { client } from '../../app/client.ts';
import { valueOf } from '../../app/query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { auditWords as words } from '../../messages/audit.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import './checkpoint.css';

/** The last checkpoint, and how it is handed to a second body. */
export function CheckpointPage() {
  const checkpoint = useQuery({
    queryKey: ['checkpoint'],
    queryFn: () => valueOf(client.checkpoint()),
    staleTime: 0,
  });
  return (
    <Loaded query={checkpoint}>
      {(reply) => (
        <>
          <PageHead title={words.nav}>
            <p className="quiet">{words.explain}</p>
          </PageHead>
          <div className="checkpoint-cards">
            <Card title={words.last}>
              {reply.last === undefined ? <p>{words.none}</p> : <Last last={reply.last} events={reply.events} />}
              <p className="quiet">{reply.daily ? words.daily : words.notDaily}</p>
            </Card>
            <Card title={words.how}>
              <ol>
                {words.steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </Card>
            <Card title={words.verify}>
              <p>{words.verifyText}</p>
            </Card>
          </div>
        </>
      )}
    </Loaded>
  );
}

function Last({ last, events }: { readonly last: HandoverReply; readonly events: CheckpointReply['events'] }) {
  const name = last.file.replace(/\.json$/, '');
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 'at', label: words.at, children: last.at.slice(0, 16).replace('T', ' ') },
          { key: 'reaches', label: words.reaches, children: fill(words.reachesText, last) },
          { key: 'since', label: words.since, children: fill(words.sinceText, { count: events - last.events }) },
          { key: 'fingerprint', label: words.fingerprint, children: <code>{last.fingerprint}</code> },
          { key: 'key', label: words.key, children: <code>{last.key}</code> },
        ]}
      />
      <p className="quiet">{words.fingerprintNote}</p>
      <div className="checkpoint-files">
        <Save text={last.text} as={last.file} words={words.files.text} />
        <Save text={last.page} as={`${name}.html`} words={words.files.page} />
        <Save text={last.publicKey} as="audit-key.pub.pem" words={words.files.publicKey} />
      </div>
    </>
  );
}

function Save({ text, as, words: label }: { readonly text: string; readonly as: string; readonly words: string }) {
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
    link.download = as;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Button icon={<DownloadOutlined />} onClick={save}>
      {label}
    </Button>
  );
}
