import { PrinterOutlined } from '@ant-design/icons';
import type { StatementReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { queries } from '../../app/query.ts';
import { today } from '../../app/today.ts';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import '../print/paper.css';
import './accounts.css';
import { moneyText } from './money-text.ts';
import { monthText } from './month-text.ts';

const words = bookWords.account;

/** The statement of a month on A4, to be signed, stamped and put up. */
export function StatementPage() {
  const { id } = useParams({ from: '/accounts/$id/statement' });
  const { place = '', month } = useSearch({ from: '/accounts/$id/statement' });
  const statement = useQuery(queries.statement(id, place, month));
  return (
    <>
      <div className="print-tools">
        <Link to="/accounts/$id" params={{ id }} search={{ place, ...(month === undefined ? {} : { month }) }}>
          {words.backAccount}
        </Link>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()} disabled={!statement.data}>
          {messages.print.print}
        </Button>
      </div>
      <Loaded query={statement}>{(reply) => <StatementSheet reply={reply} />}</Loaded>
    </>
  );
}

function StatementSheet({ reply }: { readonly reply: StatementReply }) {
  const { columns } = words;
  return (
    <article className="paper statement" data-tour="statement">
      {reply.demo && <p className="paper-demo">{messages.demo.banner}</p>}
      <h1>{reply.title}</h1>
      <p className="paper-head">
        <span>
          {reply.placeTitle} {monthText(reply.month)}
        </span>
        <span>{fill(words.printed, { date: today() })}</span>
      </p>
      {reply.running && <p className="paper-note">{words.running}</p>}
      <table>
        <thead>
          <tr>
            {[columns.on, columns.title, columns.purpose, columns.party].map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
            {[columns.in, columns.out, columns.balance].map((heading) => (
              <th key={heading} scope="col" className="amount">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td colSpan={6}>{words.opening}</td>
            <td className="amount">{moneyText(reply.opening)}</td>
          </tr>
          {reply.lines.map((line) => (
            <tr key={line.id}>
              <td>{line.on}</td>
              <td>
                {line.title}
                {line.kind !== 'booked' && ` ${words.kinds[line.kind]}`}
                {line.happened !== line.on && ` ${fill(words.late, { on: line.happened })}`}
              </td>
              <td>{line.purpose}</td>
              <td>{line.party}</td>
              <td className="amount">{line.direction === 'in' ? moneyText(line.amount) : ''}</td>
              <td className="amount">{line.direction === 'out' ? moneyText(line.amount) : ''}</td>
              <td className="amount">{moneyText(line.balance)}</td>
            </tr>
          ))}
          <tr className="statement-total">
            <td colSpan={4}>{words.totals}</td>
            <td className="amount">{moneyText(reply.in)}</td>
            <td className="amount">{moneyText(reply.out)}</td>
            <td className="amount">{moneyText(reply.closing)}</td>
          </tr>
        </tbody>
      </table>
      {reply.purposes.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{columns.direction}</th>
              <th scope="col">{columns.purpose}</th>
              <th scope="col" className="amount">
                {columns.amount}
              </th>
            </tr>
          </thead>
          <tbody>
            {reply.purposes.map((row) => (
              <tr key={`${row.direction} ${row.purpose}`}>
                <td>{words.directions[row.direction]}</td>
                <td>{row.purpose}</td>
                <td className="amount">{moneyText(row.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {reply.note && <p className="paper-note">{reply.note}</p>}
      <div className="statement-signs">
        {reply.signatures.map(({ label, stamp }) => (
          <div key={label}>
            <span>{label}</span>
            <span>{stamp ? messages.print.stamp : messages.print.sign}</span>
            <span>{messages.print.date}</span>
          </div>
        ))}
      </div>
    </article>
  );
}
