import { Link } from '@tanstack/react-router';
import { messages } from '../messages/zh-CN.ts';
import { PageHead } from './PageHead.tsx';

/** No page at this address. */
export function NotFoundPage() {
  return (
    <>
      <PageHead title={messages.notFound} />
      <Link to="/">{messages.home}</Link>
    </>
  );
}
