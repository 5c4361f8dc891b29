import { Typography } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { messages } from '../messages/zh-CN.ts';

/** The heading of a page; it is the title of the window too. */
export function PageHead({
  title,
  extra,
  children,
}: {
  readonly title: string;
  readonly extra?: ReactNode;
  readonly children?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} - ${messages.product}`;
  }, [title]);
  return (
    <header className="page-head">
      <div>
        <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>
          {title}
        </Typography.Title>
        {children}
      </div>
      {extra && <div className="page-extra">{extra}</div>}
    </header>
  );
}
