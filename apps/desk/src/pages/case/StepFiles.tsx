import { UploadOutlined } from '@ant-design/icons';
import type { AttachmentRow, Problem } from '@cebao/server/client';
import { Button, Tag } from 'antd';
import { useRef, useState } from 'react';
import { client } from '../../app/client.ts';
import { messages } from '../../messages/zh-CN.ts';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { sizeText } from './size-text.ts';

interface StepFilesProps {
  readonly caseId: string;
  readonly step: string;
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Files that go along with a submission. Names are shown as text, whatever they look like. */
export function StepFiles({ caseId, step, chosen, onChange }: StepFilesProps) {
  const input = useRef<HTMLInputElement>(null);
  const [rows, setRows] = useState<readonly AttachmentRow[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const add = async (files: FileList | null) => {
    setBusy(true);
    const added: AttachmentRow[] = [];
    for (const file of files ?? []) {
      const reply = await client.attach(caseId, file, { name: file.name, step });
      if (!reply.ok) {
        setProblem(reply.problem);
        break;
      }
      setProblem(undefined);
      added.push(reply.value);
    }
    setBusy(false);
    setRows((before) => [...before, ...added]);
    onChange([...chosen, ...added.map(({ id }) => id)]);
    if (input.current) input.current.value = '';
  };
  return (
    <div className="step-files">
      <div className="field-label">{messages.files.title}</div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => void add(event.target.files)}
        aria-label={messages.files.add}
      />
      <Button icon={<UploadOutlined />} loading={busy} onClick={() => input.current?.click()}>
        {messages.files.add}
      </Button>
      {rows
        .filter(({ id }) => chosen.includes(id))
        .map((row) => (
          <Tag
            key={row.id}
            closable
            onClose={() => onChange(chosen.filter((id) => id !== row.id))}
            className="file-tag"
          >
            {row.name} {sizeText(row.size)}
          </Tag>
        ))}
      {problem && <ProblemAlert problem={problem} />}
    </div>
  );
}
