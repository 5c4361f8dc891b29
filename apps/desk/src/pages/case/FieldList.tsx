import type { FieldRow } from './field-rows.ts';

/** Labels and texts. */
export function FieldList({ rows }: { readonly rows: readonly FieldRow[] }) {
  return (
    <dl className="pairs">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd>{row.text}</dd>
        </div>
      ))}
    </dl>
  );
}
