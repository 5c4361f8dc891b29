import type { SignatureRecord } from '@cebao/server/client';
import { fill, messages } from '../../messages/zh-CN.ts';

const words = messages.signatures;

/** The sheet: the rule, every body with its answer, and the content they are bound to. */
export function SignatureSheet({ sheet }: { readonly sheet: SignatureRecord }) {
  const { settled } = sheet;
  return (
    <article className="paper">
      {sheet.demo && <p className="paper-demo">{messages.demo.banner}</p>}
      <h1>{words.title}</h1>
      <p className="paper-head">
        <span>{fill(words.case, { title: sheet.caseTitle, place: sheet.place })}</span>
        <span>{fill(messages.print.printed, { date: sheet.printedOn })}</span>
      </p>
      <p>{fill(words.step, { step: sheet.stepTitle, by: sheet.submittedBy, at: minute(sheet.submittedAt) })}</p>
      <p>
        {fill(words.rule[sheet.rule], { count: sheet.count ?? '' })}
        {sheet.until && fill(words.until, { on: sheet.until.on })}
        {sheet.silence && messages.sign.silence[sheet.silence]}
        {sheet.assumption && fill(words.assumption, { what: sheet.assumption })}
      </p>
      {sheet.partial && <p>{words.partial}</p>}
      {sheet.withheld && <p>{words.withheld}</p>}
      <table className="signature-rows">
        <thead>
          <tr>
            <th scope="col">{words.body}</th>
            <th scope="col">{words.answer}</th>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.at}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.body}>
              <th scope="row">{row.body}</th>
              <td>
                {row.opinion ?? words.state[row.state]}
                {row.comment && <div>{row.comment}</div>}
              </td>
              <td>{row.person}</td>
              <td>{row.at && minute(row.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {settled && (
        <p>
          {fill(words.settled, {
            result: messages.sign.result[settled.result],
            by: settled.by,
            at: minute(settled.at),
          })}
          {settled.counted && messages.sign.counted[settled.counted]}
          {settled.reason && fill(words.reason, { reason: settled.reason })}
        </p>
      )}
      <p className="paper-note">
        {fill(sheet.intact ? words.bound : words.broken, { hash: sheet.contentHash.slice(0, 16) })}
      </p>
    </article>
  );
}

function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
