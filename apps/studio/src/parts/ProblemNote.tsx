import type { Problem } from '@cebao/server/client';
import { Alert, Button } from 'antd';
import { words } from '../messages/zh-CN.ts';

/** A problem of the service in its own words, with every issue. */
export function ProblemNote({ problem, retry }: { problem: Problem; retry?: () => void }) {
  const details = problem.issues.map((issue) => issue.message).filter((message) => message !== problem.detail);
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={problem.detail}
      description={details.length > 0 ? details.map((message) => <div key={message}>{message}</div>) : undefined}
      action={retry && <Button onClick={retry}>{words.retry}</Button>}
    />
  );
}
