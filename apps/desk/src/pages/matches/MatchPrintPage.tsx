import { PrinterOutlined } from '@ant-design/icons';
import type { MatchReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import '../print/paper.css';
import './matches.css';
import { matchQueries } from './match-queries.ts';

/** A round on A4: what each need can have, or what it lacks; to be signed at the meeting. */
export function MatchPrintPage() {
  const { id } = useParams({ from: '/matches/$id/print' });
  const search = useSearch({ from: '/matches/$id/print' });
  const match = useQuery(matchQueries.match(id, search));
  return (
    <>
      <div className="print-tools">
        <Link to="/matches/$id" params={{ id }} search={search}>
          {words.backMatch}
        </Link>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()} disabled={!match.data}>
          {messages.print.print}
        </Button>
      </div>
      <Loaded query={match}>{(reply) => <Sheet reply={reply} />}</Loaded>
    </>
  );
}

function Sheet({ reply }: { readonly reply: MatchReply }) {
  const { sheet } = words;
  return (
    <article className="paper match-sheet">
      {reply.demo && <p className="paper-demo">{messages.demo.banner}</p>}
      <h1>{reply.title}</h1>
      <p className="paper-head">
        <span>{reply.placeTitle}</span>
        <span>{fill(words.printed, { at: reply.at })}</span>
      </p>
      <table>
        <thead>
          <tr>
            {[sheet.no, sheet.need, sheet.place, sheet.rest, sheet.candidates, sheet.lacking].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reply.needs.map((need, index) => (
            <tr key={need.id}>
              <td>{index + 1}</td>
              <td>{need.title}</td>
              <td>{need.placeTitle}</td>
              <td>{need.rest}</td>
              <td>{need.candidates.map(({ title }) => title).join(signs.list)}</td>
              <td>{need.lacking.join(signs.semicolon)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {reply.note && <p className="paper-note">{reply.note}</p>}
      <div className="match-signs">
        {words.signs.map((label) => (
          <p key={label}>
            {label} {words.sign}
          </p>
        ))}
      </div>
    </article>
  );
}
