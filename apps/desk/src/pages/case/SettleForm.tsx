import type { Settling } from '@cebao/casework';
import { Alert, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { fill, messages } from '../../messages/zh-CN.ts';
import type { StepPanelProps } from './step-props.ts';

const words = messages.sign;

/** Settles a co-signature whose time is over: what silence gives, or another result with a reason where that is open. */
export function SettleForm({ step, commander, settling }: StepPanelProps & { readonly settling: Settling }) {
  const open = settling.result === undefined || settling.advice;
  const [result, setResult] = useState(settling.result);
  const [reason, setReason] = useState('');
  const needed = result !== settling.result;
  const send = () =>
    void commander.send({
      type: 'settle',
      step: step.path,
      contentHash: step.contentHash ?? '',
      ...(result === undefined ? {} : { result }),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
  return (
    <Form layout="vertical" component="div">
      <Alert
        type="info"
        showIcon
        title={fill(words.settleNow, { on: settling.until })}
        description={
          settling.result === undefined
            ? words.counted.escalates
            : `${words.counted[settling.counted]}${fill(words.gives, { result: words.result[settling.result] })}${settling.advice ? messages.case.advice : ''}`
        }
        style={{ marginBottom: 16 }}
      />
      {open && (
        <>
          <Form.Item label={words.settleResult}>
            <Radio.Group
              aria-label={words.settleResult}
              value={result}
              onChange={(event) => setResult(event.target.value as Settling['result'])}
              options={(['agreed', 'refused'] as const).map((value) => ({ value, label: words.result[value] }))}
            />
          </Form.Item>
          <Form.Item label={words.settleReason} htmlFor="settle-reason" required={needed}>
            <Input.TextArea
              id="settle-reason"
              value={reason}
              maxLength={2000}
              autoSize={{ minRows: 2, maxRows: 6 }}
              onChange={(event) => setReason(event.target.value)}
            />
          </Form.Item>
        </>
      )}
      <Button
        type="primary"
        size="large"
        loading={commander.busy}
        disabled={result === undefined || (needed && reason.trim() === '')}
        onClick={send}
      >
        {words.settle}
      </Button>
    </Form>
  );
}
