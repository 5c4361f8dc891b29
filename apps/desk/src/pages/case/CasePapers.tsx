import { PrinterOutlined } from '@ant-design/icons';
import type { CaseReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { messages } from '../../messages/zh-CN.ts';

/** Papers that are ready to be printed, signed and stamped. */
export function CasePapers({ reply }: { readonly reply: CaseReply }) {
  if (reply.view.prints.length === 0) return null;
  return (
    <Card title={messages.case.papers} data-tour="papers">
      <ul className="plain-list links">
        {reply.view.prints.map((print) => (
          <li key={print.id}>
            <Link to="/cases/$id/prints/$print" params={{ id: reply.id, print: print.id }}>
              <PrinterOutlined aria-hidden="true" /> {print.title}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
