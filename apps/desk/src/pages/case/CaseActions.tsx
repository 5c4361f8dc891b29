import { Button, Card } from 'antd';
import { useState } from 'react';
import { fill, messages } from '../../messages/zh-CN.ts';
import { changeTour, useTour } from '../../tour/tour-state.ts';
import type { CaseActionsProps } from './actions-props.ts';
import { CorrectDrawer } from './CorrectDrawer.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';
import { TextDialog } from './TextDialog.tsx';

type Dialog = 'return' | 'withdraw' | 'correct' | 'comment';

/** What else may be done with the case: return it, correct, withdraw, leave a note. Only what would be heard is offered. */
export function CaseActions(props: CaseActionsProps) {
  const { reply, commander, words } = props;
  const { fill: guided } = useTour();
  const [open, setOpen] = useState<Dialog | undefined>(
    guided?.dialog === 'return' && reply.view.mine.some(({ type }) => type === 'return') ? 'return' : undefined,
  );
  const offered = new Set(reply.view.mine.map(({ type }) => type));
  const shown = (['return', 'correct', 'withdraw', 'comment'] as const).filter((type) => offered.has(type));
  const { noReturns } = reply.view;
  if (shown.length === 0 && noReturns.length === 0) return null;
  const close = () => {
    setOpen(undefined);
    if (guided?.dialog !== undefined) changeTour({ fill: undefined });
  };
  const show = (type: Dialog) => {
    commander.forget();
    setOpen(type);
  };
  return (
    <Card className="actions-card">
      {shown.map((type) => (
        <Button key={type} danger={type === 'withdraw'} onClick={() => show(type)} data-tour={type}>
          {messages.actions[type]}
        </Button>
      ))}
      {noReturns.map(({ to, title, why, withdraws }) => (
        <div key={to} className="no-return" role="note">
          <div>{fill(messages.actions.noReturn, { to: title, why: words.issue(why) })}</div>
          <div className="quiet">
            {fill(messages.actions.insteadOfReturn, { who: withdraws.map(words.who).join(messages.comma) })}
          </div>
        </div>
      ))}
      <ReturnDialog {...props} open={open === 'return'} onClose={close} />
      <CorrectDrawer {...props} open={open === 'correct'} onClose={close} />
      <TextDialog
        open={open === 'withdraw'}
        title={messages.actions.withdraw}
        label={messages.actions.reason}
        commander={commander}
        onClose={close}
        onSend={async (reason) => (await commander.send({ type: 'withdraw', reason })) !== undefined}
      />
      <TextDialog
        open={open === 'comment'}
        title={messages.actions.comment}
        label={messages.actions.text}
        commander={commander}
        onClose={close}
        onSend={async (text) => (await commander.send({ type: 'comment', text })) !== undefined}
      />
    </Card>
  );
}
