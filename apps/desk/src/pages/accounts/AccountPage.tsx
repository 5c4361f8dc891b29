import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import type { StatementReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Card, Empty, Select } from 'antd';
import { client } from '../../app/client.ts';
import { queries } from '../../app/query.ts';
import { useMe } from '../../app/session.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { moneyText } from './money-text.ts';
import { monthText } from './month-text.ts';
import { StatementLines } from './StatementLines.tsx';
import './accounts.css';

const words = bookWords.account;

/** A fund account: what is in it, what a month brought and took, and where money is booked. */
export function AccountPage() {
  const { id } = useParams({ from: '/accounts/$id' });
  const { place = '', month } = useSearch({ from: '/accounts/$id' });
  const statement = useQuery(queries.statement(id, place, month));
  return <Loaded query={statement}>{(reply) => <AccountDesk reply={reply} />}</Loaded>;
}

function AccountDesk({ reply }: { readonly reply: StatementReply }) {
  const me = useMe();
  const navigate = useNavigate();
  const { id, place, month } = reply;
  const totals = [
    [words.opening, reply.opening],
    [words.in, reply.in],
    [words.out, reply.out],
    [words.closing, reply.closing],
  ] as const;
  return (
    <>
      <PageHead
        title={reply.title}
        extra={
          <>
            <Button
              icon={<PrinterOutlined />}
              onClick={() => void navigate({ to: '/accounts/$id/statement', params: { id }, search: { place, month } })}
            >
              {words.print}
            </Button>
            {me.may.includes('export') && (
              <Button icon={<DownloadOutlined />} href={client.statementUrl(id, { place, month })} download>
                {words.export}
              </Button>
            )}
          </>
        }
      >
        <Link to="/registers">{words.back}</Link>
        <p className="quiet">
          {reply.placeTitle}
          {reply.demo && `${signs.dot}${messages.demo.banner}`}
        </p>
      </PageHead>
      {reply.note && <p className="quiet">{reply.note}</p>}
      <div className="account-head">
        <div className="account-balance">
          <span>{words.now}</span>
          <strong data-tour="balance">{fill(words.yuan, { amount: moneyText(reply.balance) })}</strong>
        </div>
        <div className="account-ways">
          {reply.flows
            .filter(({ may }) => may)
            .map(({ flow, title }) => (
              <Link key={flow} to="/open" search={{ flow, place }}>
                <Button type="primary">{fill(words.open, { flow: title })}</Button>
              </Link>
            ))}
        </div>
      </div>
      <Card>
        <div className="filters">
          <label htmlFor="account-month">{words.month}</label>
          <Select
            id="account-month"
            value={month}
            options={reply.months.map((one) => ({ value: one, label: monthText(one) }))}
            onChange={(chosen: string) =>
              void navigate({ to: '/accounts/$id', params: { id }, search: { place, month: chosen } })
            }
            style={{ width: 160 }}
          />
          {reply.running && <span className="quiet">{words.running}</span>}
        </div>
        <dl className="account-totals">
          {totals.map(([label, amount]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{moneyText(amount)}</dd>
            </div>
          ))}
        </dl>
        <h2 className="account-part">{words.lines}</h2>
        {reply.lines.length === 0 ? (
          <Empty description={words.noLines} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        ) : (
          <StatementLines reply={reply} />
        )}
        {reply.purposes.length > 0 && (
          <>
            <h2 className="account-part">{words.byPurpose}</h2>
            <table className="account-purposes">
              <thead>
                <tr>
                  <th scope="col">{words.columns.direction}</th>
                  <th scope="col">{words.columns.purpose}</th>
                  <th scope="col" className="amount">
                    {words.columns.amount}
                  </th>
                  <th scope="col" className="amount">
                    {words.columns.count}
                  </th>
                </tr>
              </thead>
              <tbody>
                {reply.purposes.map((row) => (
                  <tr key={`${row.direction} ${row.purpose}`}>
                    <td>{words.directions[row.direction]}</td>
                    <td>{row.purpose}</td>
                    <td className="amount">{moneyText(row.amount)}</td>
                    <td className="amount">{row.lines}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </Card>
    </>
  );
}
