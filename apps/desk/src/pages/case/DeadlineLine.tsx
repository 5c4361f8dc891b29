import type { Deadline } from '@cebao/casework';
import { Tag } from 'antd';
import { flowWords } from '../../messages/flow.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { basisWords } from './basis-words.ts';

const words = flowWords.deadline;
const LOOK = { ahead: 'default', soon: 'warning', overdue: 'error' } as const;

/** Until when, and what is left of it: words and a sign, never colour alone. */
export function DeadlineTag({ deadline }: { readonly deadline: Deadline }) {
  const { on, left, state, calendar } = deadline;
  const unit = words.counting[calendar];
  const rest =
    state === 'overdue'
      ? fill(words.over, { n: -left, unit })
      : left <= 0
        ? words.today
        : fill(words.left, { n: left, unit });
  return (
    <Tag color={LOOK[state]} data-deadline={state} className="deadline-tag">
      {fill(words.on, { on })} · {rest}
    </Tag>
  );
}

/** The deadline of a step with where it comes from, and who is told once it is over. */
export function DeadlineLine({
  deadline,
  body,
}: {
  readonly deadline: Deadline;
  readonly body: (id: string) => string;
}) {
  const { days, calendar, basis, provisional, escalates } = deadline;
  return (
    <p className="quiet deadline-line">
      <DeadlineTag deadline={deadline} />
      {fill(words.explain, { days, unit: words.counting[calendar], basis: basisWords(basis) })}
      {provisional && words.provisional}
      {escalates && (
        <span>
          {' '}
          {escalates.now
            ? fill(words.escalated, { who: body(escalates.to) })
            : fill(words.escalatesFrom, { from: escalates.from, who: body(escalates.to) })}
        </span>
      )}
    </p>
  );
}
