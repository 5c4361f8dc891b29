import { PrinterOutlined } from '@ant-design/icons';
import type { CaseReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { fill, messages } from '../../messages/zh-CN.ts';

/** Papers that are ready to be printed, signed and stamped. */
export function CasePapers({ reply }: { readonly reply: CaseReply }) {
  const signed = Object.entries(reply.state.steps).filter(([, record]) => record.required.length > 0);
  if (reply.view.prints.length === 0 && signed.length === 0) return null;
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
        {signed.map(([step]) => (
          <li key={step}>
            <Link to="/cases/$id/signatures" params={{ id: reply.id }} search={{ step }}>
              <PrinterOutlined aria-hidden="true" />{' '}
              {fill(messages.signatures.link, { step: reply.view.titles[step] ?? step })}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
