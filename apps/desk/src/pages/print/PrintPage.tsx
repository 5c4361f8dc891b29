import { FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { client } from '../../app/client.ts';
import { queries } from '../../app/query.ts';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { Paper } from './Paper.tsx';
import './paper.css';

const words = messages.print;

/** A paper of a case on A4, as it will be signed and stamped; also as a Word file. */
export function PrintPage() {
  const { id, print } = useParams({ from: '/cases/$id/prints/$print' });
  const paper = useQuery(queries.print(id, print));
  return (
    <>
      <div className="print-tools">
        <Link to="/cases/$id" params={{ id }}>
          {words.back}
        </Link>
        <span>
          <Button icon={<FileWordOutlined />} href={client.printUrl(id, print)} download disabled={!paper.data}>
            {words.word}
          </Button>
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()} disabled={!paper.data}>
            {words.print}
          </Button>
        </span>
      </div>
      <Loaded query={paper}>{(sheet) => <Paper sheet={sheet} />}</Loaded>
    </>
  );
}
