import type { CaseReply } from '@cebao/server/client';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import type { CaseWords } from './case-words.ts';

/** The steps that cannot be taken yet: whose they will be, and what they wait for. */
export function LaterSteps({ reply, words }: { readonly reply: CaseReply; readonly words: CaseWords }) {
  const { later } = reply.view;
  if (later.length === 0) return null;
  return (
    <details className="later-steps" data-tour="later">
      <summary>
        {flowWords.later} ({later.length})
      </summary>
      <ul className="plain-list who-list">
        {later.map((step) => (
          <li key={step.path}>
            <span>{words.issue(step.whyNot)}</span>
            <span className="quiet">
              {fill(messages.case.whoCan, { who: step.who.map(words.who).join(messages.comma) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
