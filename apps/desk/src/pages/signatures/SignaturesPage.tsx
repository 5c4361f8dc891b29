import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { queries } from '../../app/query.ts';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import '../print/paper.css';
import { SignatureSheet } from './SignatureSheet.tsx';

/** The record of the answers to one step, to be printed and filed. */
export function SignaturesPage() {
  const { id } = useParams({ from: '/cases/$id/signatures' });
  const { step = '' } = useSearch({ from: '/cases/$id/signatures' });
  const record = useQuery(queries.signatures(id, step));
  return (
    <>
      <div className="print-tools">
        <Link to="/cases/$id" params={{ id }}>
          {messages.print.back}
        </Link>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()} disabled={!record.data}>
          {messages.print.print}
        </Button>
      </div>
      <Loaded query={record}>{(sheet) => <SignatureSheet sheet={sheet} />}</Loaded>
    </>
  );
}
