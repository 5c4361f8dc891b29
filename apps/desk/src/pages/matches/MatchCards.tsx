import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { matchWords as words } from '../../messages/matches.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { matchQueries } from './match-queries.ts';
import './matches.css';

/** Where needs and resources are brought together: one card per match. */
export function MatchCards() {
  const matches = useQuery(matchQueries.matches);
  if (!matches.data || matches.data.length === 0) return null;
  return (
    <section aria-label={words.heading} className="match-cards">
      <h2 className="match-heading">{words.heading}</h2>
      <ul className="plain-list register-list">
        {matches.data.map((row) => (
          <li key={`${row.id} ${row.place}`}>
            <Link
              to="/matches/$id"
              params={{ id: row.id }}
              search={{ place: row.place }}
              className="task-card"
              data-tour="match"
            >
              <span className="task-what">{row.title}</span>
              <span className="task-meta">
                {fill(row.needs === 0 ? words.cardNone : words.card, {
                  place: row.placeTitle,
                  needs: row.needs,
                  without: row.without,
                })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
