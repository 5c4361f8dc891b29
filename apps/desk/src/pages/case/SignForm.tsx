import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { messages } from '../../messages/zh-CN.ts';
import type { StepPanelProps } from './step-props.ts';

const words = messages.sign;

/** The answer of one body: an opinion where there is a choice, with a comment, and the signature under the content. */
export function SignForm({ step, commander }: StepPanelProps) {
  const opinions = step.signing?.opinions ?? [];
  const [opinion, setOpinion] = useState<string>();
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const rule = step.signing?.withComment;
  const chosen = opinions.find(({ id }) => id === opinion);
  const needed = rule === 'always' || (rule === 'unlessAgreeing' && chosen !== undefined && chosen.counts !== 'agrees');
  const noOpinion = opinions.length > 0 && chosen === undefined;
  const noComment = needed && comment.trim() === '';
  const send = () => {
    setTried(true);
    if (noOpinion || noComment) return;
    void commander.send({
      type: 'sign',
      step: step.path,
      contentHash: step.contentHash ?? '',
      ...(opinion === undefined ? {} : { opinion }),
      ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
    });
  };
  return (
    <Form layout="vertical" component="div">
      {opinions.length > 0 && (
        <Form.Item
          label={words.opinion}
          required
          validateStatus={tried && noOpinion ? 'error' : ''}
          help={tried && noOpinion ? words.opinionMissing : undefined}
        >
          <Radio.Group
            aria-label={words.opinion}
            value={opinion}
            onChange={(event) => setOpinion(event.target.value as string)}
            options={opinions.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Form.Item>
      )}
      {rule !== undefined && (
        <Form.Item
          label={words.comment}
          htmlFor="sign-comment"
          required={needed}
          validateStatus={tried && noComment ? 'error' : ''}
          help={tried && noComment ? words.commentMissing : undefined}
        >
          <Input.TextArea
            id="sign-comment"
            value={comment}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => setComment(event.target.value)}
          />
        </Form.Item>
      )}
      <Button type="primary" size="large" loading={commander.busy} onClick={send} style={{ marginTop: 8 }}>
        {opinions.length > 0 ? words.give : words.sign}
      </Button>
    </Form>
  );
}
