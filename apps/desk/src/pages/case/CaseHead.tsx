import type { CaseReply } from '@cebao/server/client';
import { PageHead } from '../../layout/PageHead.tsx';
import { fill, messages } from '../../messages/zh-CN.ts';
import { CaseStateTag } from '../cases/CaseStateTag.tsx';
import type { CaseWords } from './case-words.ts';

/** The case in a glance: its title, where it stands, and the labelled facts its flow puts on top, such as amounts. */
export function CaseHead({ reply, words }: { readonly reply: CaseReply; readonly words: CaseWords }) {
  const { state, view } = reply;
  return (
    <>
      <PageHead title={state.title} extra={<CaseStateTag state={view.status} />}>
        <p className="quiet">
          {fill(messages.case.meta, {
            flow: reply.flowTitle,
            place: reply.placeTitle,
            opened: state.openedOn.slice(0, 10),
            governed: state.governedOn,
          })}
          <span className="case-number">{fill(messages.case.number, { id: state.id })}</span>
        </p>
        {!reply.whole && <p>{messages.case.part}</p>}
        {state.ended && (
          <p>
            {fill(messages.case.ended, {
              end: words.code(state.ended.end),
              reason: state.ended.reason ? fill(messages.case.because, { reason: words.code(state.ended.reason) }) : '',
            })}
          </p>
        )}
        {state.withdrawn && <p>{fill(messages.case.withdrawn, { reason: state.withdrawn.reason })}</p>}
      </PageHead>
      {view.summary.length > 0 && (
        <dl className="summary" data-tour="summary">
          {view.summary.map((row) => (
            <div key={row.label}>
              <dt>{row.label}</dt>
              <dd>{row.text === '' ? messages.case.notYet : row.text}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
