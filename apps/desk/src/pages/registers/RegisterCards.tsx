import { daysText } from './days-text.ts';
import { RowLink } from './RowLink.tsx';
import { type RegisterRows, rowKey } from './register-rows.ts';

/** The records of a register for a phone: each a card of label and value. */
export function RegisterCards({ id, meetings, columns, rows }: RegisterRows) {
  return (
    <ul className="plain-list task-list">
      {rows.slice(0, 200).map((row) => (
        <li key={rowKey(row)}>
          <RowLink id={id} meetings={meetings} row={row} className="task-card">
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
            {row.record !== undefined && <span className="task-meta">{daysText(row.on, row.until)}</span>}
          </RowLink>
        </li>
      ))}
    </ul>
  );
}
