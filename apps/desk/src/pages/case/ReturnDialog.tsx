import { Radio } from 'antd';
import { useState } from 'react';
import { messages } from '../../messages/zh-CN.ts';
import { useTour } from '../../tour/tour-state.ts';
import type { CaseActionsProps } from './actions-props.ts';
import { TextDialog } from './TextDialog.tsx';

/** Returns the case for correction: to which step, and what is to be mended there. */
export function ReturnDialog({
  reply,
  commander,
  open,
  onClose,
}: CaseActionsProps & { readonly open: boolean; readonly onClose: () => void }) {
  const ways = reply.view.mine.filter((action) => action.type === 'return');
  const { fill: guided } = useTour();
  const [to, setTo] = useState<string>();
  const chosen = ways.find((way) => way.to === to) ?? ways[0];
  return (
    <TextDialog
      open={open}
      title={messages.actions.return}
      label={messages.actions.returnReason}
      commander={commander}
      {...(guided?.reason === undefined ? {} : { start: guided.reason })}
      onClose={onClose}
      onSend={async (reason) =>
        chosen !== undefined && (await commander.send({ type: 'return', to: chosen.to, reason })) !== undefined
      }
    >
      <div className="field-label">{messages.actions.returnTo}</div>
      <Radio.Group className="return-ways" value={chosen?.to} onChange={(event) => setTo(event.target.value)}>
        {ways.map((way) => (
          <Radio key={way.to} value={way.to}>
            {way.title}
          </Radio>
        ))}
      </Radio.Group>
    </TextDialog>
  );
}
