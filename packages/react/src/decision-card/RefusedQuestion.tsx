import type { Issue } from '@cebao/engine';
import { wordsForIssue } from '@cebao/pack';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { reactMessages } from '../messages/zh-CN.ts';

/** A question the pack could not take: every problem with its code and where it is. */
export function RefusedQuestion({ title, issues }: { readonly title?: ReactNode; readonly issues: readonly Issue[] }) {
  return (
    <Alert
      type="warning"
      showIcon
      title={title ?? reactMessages.decision.unanswered}
      description={issues.map((issue) => (
        <div key={`${issue.code}${issue.path}`}>
          {wordsForIssue(issue)} <code>{`${issue.code} ${issue.path}`}</code>
        </div>
      ))}
    />
  );
}
