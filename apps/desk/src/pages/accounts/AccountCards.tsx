import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../app/query.ts';
import { bookWords } from '../../messages/books.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { moneyText } from './money-text.ts';

/** Fund accounts with what is in them. */
export function AccountCards() {
  const accounts = useQuery(queries.accounts);
  return (
    <Loaded query={accounts}>
      {(rows) => (
        <ul className="plain-list register-list" aria-label={bookWords.accounts} style={{ marginBottom: 12 }}>
          {rows.map((row) => (
            <li key={`${row.id} ${row.place}`}>
              <Link to="/accounts/$id" params={{ id: row.id }} search={{ place: row.place }} className="task-card">
                <span className="task-what">{row.title}</span>
                <span className="task-meta">
                  {bookWords.kinds.account}
                  {signs.dot}
                  {row.placeTitle}
                  {signs.dot}
                  {fill(bookWords.lines, { n: row.lines })}
                </span>
                <span className="task-title">{fill(bookWords.balance, { amount: moneyText(row.balance) })}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}
