import type { CaseReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Alert, Card } from 'antd';
import { fill, messages } from '../../messages/zh-CN.ts';
import type { CaseWords } from './case-words.ts';
import { DeadlineTag } from './DeadlineLine.tsx';
import { LaterSteps } from './LaterSteps.tsx';

/** Nothing for this person to do now: why, and whose turn it is at which step. */
export function WhyNot({ reply, words }: { readonly reply: CaseReply; readonly words: CaseWords }) {
  const { openSteps, whyNot, status } = reply.view;
  const waiting = openSteps.filter(({ optional }) => !optional);
  return (
    <Card title={messages.case.notYours}>
      {(status === 'ended' || status === 'withdrawn') && <p>{messages.case.closed}</p>}
      {whyNot && waiting.length === 0 && <Alert type="info" showIcon title={words.issue(whyNot)} />}
      <ul className="plain-list who-list">
        {(waiting.length > 0 ? waiting : openSteps).map((step) => (
          <li key={step.path}>
            <strong>{step.title}</strong>
            <span>{fill(messages.case.whoCan, { who: step.who.map(words.who).join(messages.comma) })}</span>
            {step.deadline && (
              <span>
                <DeadlineTag deadline={step.deadline} />
              </span>
            )}
            {step.returned && (
              <span className="quiet">{fill(messages.tasks.returnedBecause, { reason: step.returned.reason })}</span>
            )}
          </li>
        ))}
      </ul>
      <LaterSteps reply={reply} words={words} />
      <p style={{ margin: '16px 0 0' }}>
        <Link to="/">{messages.home}</Link>
      </p>
    </Card>
  );
}
