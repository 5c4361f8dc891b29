import type { Problem } from '@cebao/server/client';
import { Alert, Button, Typography } from 'antd';
import { ProblemError } from '../app/query.ts';
import { fill, messages } from '../messages/zh-CN.ts';

interface ProblemAlertProps {
  /** A problem, or whatever a query failed with. */
  readonly problem: Problem | Error;
  readonly onRetry?: () => void;
  readonly retrying?: boolean;
  /** Words on the button, when it does something else than to try again. */
  readonly retryLabel?: string;
}

/** What went wrong, in the words of the service, with its code, and the way to try again. */
export function ProblemAlert({
  problem,
  onRetry,
  retrying = false,
  retryLabel = messages.problem.again,
}: ProblemAlertProps) {
  const shown = asProblem(problem);
  const lost = shown.code === 'unreachable';
  return (
    <Alert
      type={lost ? 'warning' : 'error'}
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={shown.title}
      description={
        <>
          <div>{lost ? messages.problem.lost : shown.detail}</div>
          {shown.issues.length > 0 && (
            <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
              {shown.issues.map((issue) => (
                <li key={`${issue.code}${issue.path}`}>
                  {issue.message} <IssueCode code={issue.code} path={issue.path} />
                </li>
              ))}
            </ul>
          )}
          <Typography.Text type="secondary" style={{ fontSize: 13, display: 'block', marginTop: 8 }}>
            {fill(messages.problem.code, { code: shown.code })}
          </Typography.Text>
        </>
      }
      action={
        onRetry && (
          <Button onClick={onRetry} loading={retrying}>
            {retryLabel}
          </Button>
        )
      }
    />
  );
}

function IssueCode({ code, path }: { readonly code: string; readonly path: string }) {
  return (
    <Typography.Text type="secondary" code style={{ fontSize: 12 }}>
      {path === '' ? code : `${code} ${path}`}
    </Typography.Text>
  );
}

function asProblem(problem: Problem | Error): Problem {
  if (problem instanceof ProblemError) return problem.problem;
  if (problem instanceof Error)
    return {
      type: 'about:blank',
      title: messages.problem.page,
      status: 0,
      detail: messages.problem.pageDetail,
      code: 'page',
      issues: [],
    };
  return problem;
}
