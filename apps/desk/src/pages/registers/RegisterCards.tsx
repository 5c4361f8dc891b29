import { Link } from '@tanstack/react-router';
import type { RegisterRows } from './register-rows.ts';

/** The records of a register for a phone: each a card of label and value. */
export function RegisterCards({ columns, rows }: RegisterRows) {
  return (
    <ul className="plain-list task-list">
      {rows.slice(0, 200).map((row) => (
        <li key={`${row.caseId} ${JSON.stringify(row.cells)}`}>
          <Link to="/cases/$id" params={{ id: row.caseId }} className="task-card">
            {!columns.some(({ format }) => format === 'place') && <span className="task-meta">{row.placeTitle}</span>}
            <dl className="pairs">
              {columns
                .filter((column) => row.texts[column.id])
                .map((column) => (
                  <div key={column.id}>
                    <dt>{column.title}</dt>
                    <dd>{row.texts[column.id]}</dd>
                  </div>
                ))}
            </dl>
          </Link>
        </li>
      ))}
    </ul>
  );
}
