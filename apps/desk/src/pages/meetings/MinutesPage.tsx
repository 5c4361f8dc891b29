import { FileWordOutlined, PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { client } from '../../app/client.ts';
import { meetingWords } from '../../messages/meetings.zh-CN.ts';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { Paper } from '../print/Paper.tsx';
import { meetingQueries } from './meeting-queries.ts';
import '../print/paper.css';

/** The minutes on A4, to be signed; also as a Word file. */
export function MinutesPage() {
  const { id, meeting } = useParams({ from: '/meetings/$id/held/$meeting/print' });
  const paper = useQuery(meetingQueries.minutes(id, meeting));
  return (
    <>
      <div className="print-tools">
        <Link to="/meetings/$id/held/$meeting" params={{ id, meeting }}>
          {meetingWords.print.back}
        </Link>
        <span>
          <Button icon={<FileWordOutlined />} href={client.minutesUrl(id, meeting)} download disabled={!paper.data}>
            {messages.print.word}
          </Button>
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()} disabled={!paper.data}>
            {messages.print.print}
          </Button>
        </span>
      </div>
      <Loaded query={paper}>{(sheet) => <Paper sheet={sheet} />}</Loaded>
    </>
  );
}
