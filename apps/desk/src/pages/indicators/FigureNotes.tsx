import type { FiguresReply } from '@cebao/server/client';

/** Where figures do not fit together, said as it is. */
export function FigureNotes({ title, notes }: { readonly title: string; readonly notes: FiguresReply['notes'] }) {
  return (
    <section data-tour="notes">
      <h2 className="indicator-heading">{title}</h2>
      <dl className="figure-notes">
        {notes.map((note) => (
          <div key={note.id}>
            <dt>{note.title}</dt>
            <dd>{note.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
