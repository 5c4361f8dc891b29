import { PaperClipOutlined } from '@ant-design/icons';
import type { CaseReply } from '@cebao/server/client';
import { Card } from 'antd';
import { client } from '../../app/client.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import type { CaseWords } from './case-words.ts';
import { sizeText } from './size-text.ts';

/** All files of the case. */
export function AttachmentsCard({ reply, words }: { readonly reply: CaseReply; readonly words: CaseWords }) {
  if (reply.attachments.length === 0) return null;
  return (
    <Card title={messages.case.attachments}>
      <ul className="plain-list links">
        {reply.attachments.map((file) => (
          <li key={file.id}>
            <a href={client.attachmentUrl(file.id)} download={file.name}>
              <PaperClipOutlined aria-hidden="true" /> {file.name}
            </a>{' '}
            <span className="quiet">
              {fill(messages.case.file, {
                size: sizeText(file.size),
                step: file.step === undefined ? '' : words.step(file.step),
                at: file.at.slice(0, 10),
              })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
