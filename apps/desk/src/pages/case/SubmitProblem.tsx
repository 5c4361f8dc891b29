import type { Problem } from '@cebao/server/client';
import { Alert } from 'antd';
import { messages } from '../../messages/zh-CN.ts';

/** Right above the button: what became of the last press. The page tells the rest. */
export function SubmitProblem({ problem }: { readonly problem: Problem | undefined }) {
  if (problem === undefined || problem.code === 'previewDiffers') return null;
  const lost = problem.code === 'unreachable';
  return <Alert type={lost ? 'warning' : 'error'} showIcon role="alert" style={{ marginTop: 16 }} title={lost ? messages.problem.lost : problem.title} description={lost ? undefined : [problem.detail, ...problem.issues.map(({ message }) => message)].join(' ')} />;
}
