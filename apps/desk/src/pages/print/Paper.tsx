import type { PrintReply } from '@cebao/server/client';
import { useEffect } from 'react';
import { fill, messages } from '../../messages/zh-CN.ts';

const words = messages.print;

/** The sheet itself: rows of label and value, then a box for each signature and stamp. */
export function Paper({ sheet }: { readonly sheet: PrintReply }) {
  useEffect(() => {
    document.title = `${sheet.title} - ${sheet.caseTitle}`;
  }, [sheet]);
  return (
    <article className="paper" data-tour="paper">
      {sheet.demo && <p className="paper-demo">{messages.demo.banner}</p>}
      <h1>{sheet.title}</h1>
      <p className="paper-head">
        <span>{fill(words.place, { place: sheet.place })}</span>
        <span>{fill(words.printed, { date: sheet.printedOn })}</span>
      </p>
      <table>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{row.text || words.empty}</td>
            </tr>
          ))}
          {sheet.signatures.map((box) => (
            <tr key={box.label} className="paper-sign">
              <th scope="row">{box.label}</th>
              <td>
                <span>{box.stamp ? words.stamp : words.sign}</span>
                <span>{words.date}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sheet.note && <p className="paper-note">{sheet.note}</p>}
    </article>
  );
}
