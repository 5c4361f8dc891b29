import { Button, Card } from 'antd';
import { messages } from '../messages/zh-CN.ts';
import { ProblemAlert } from '../problem/ProblemAlert.tsx';

/** A page that failed; what was typed is kept on this computer. */
export function PageBroken({ error }: { readonly error: unknown }) {
  return (
    <Card className="narrow">
      <ProblemAlert problem={error instanceof Error ? error : new Error(String(error))} />
      <Button onClick={() => window.location.reload()}>{messages.reload}</Button>
    </Card>
  );
}
