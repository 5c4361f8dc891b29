import type { ReportLineReply } from '@cebao/server/client';
import { Link } from '@tanstack/react-router';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { signs } from '../../messages/signs.ts';
import { fill } from '../../messages/zh-CN.ts';

/** Where a value comes from: the book with the record, who answered in which report, or what it is worked out from. */
export function LineSource({ line, place }: { readonly line: ReportLineReply; readonly place: string }) {
  const { source, sourceTitle = '', sourceBody = '', askedBy, waitsFor } = line;
  if (askedBy)
    return (
      <Link to="/reports/$id" params={{ id: askedBy.report }} search={{ place }}>
        {fill(words.report.asked, { by: askedBy.requestedBy, title: askedBy.title })}
      </Link>
    );
  if (waitsFor?.some(({ element }) => element !== line.element))
    return <span>{fill(words.report.waitsFor, { parts: waitsFor.map(({ title }) => title).join(signs.list) })}</span>;
  if (!source) return null;
  switch (source.from) {
    case 'elements':
      return <span>{fill(words.source.elements, { parts: sourceTitle })}</span>;
    case 'answer':
      return (
        <span>
          {fill(words.source.answer, {
            at: source.at.slice(0, 10),
            body: sourceBody,
            person: sourceTitle,
            report: source.reportTitle,
            by: source.requestedBy,
          })}
          {source.reason && (
            <>
              {signs.stop}
              {fill(words.source.because, { reason: source.reason })}
            </>
          )}
          {line.instead && (
            <>
              {signs.semicolon}
              {fill(words.report.was, { text: line.instead.text })}
            </>
          )}
        </span>
      );
    case 'register': {
      const { take, register, lines, newest } = source;
      return (
        <span>
          {fill(words.source[take], { register: sourceTitle, n: lines, on: newest?.on ?? '' })}
          {take !== 'latest' && newest && `${signs.comma}${fill(words.source.newest, { on: newest.on })}`}{' '}
          {newest?.caseId ? (
            <Link to="/cases/$id" params={{ id: newest.caseId }} className="no-print">
              {words.source.open}
            </Link>
          ) : (
            <Link to="/registers/$id" params={{ id: register }} className="no-print">
              {words.source.book}
            </Link>
          )}
        </span>
      );
    }
  }
}
