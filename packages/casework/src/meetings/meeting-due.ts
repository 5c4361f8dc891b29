import type { Basis, Meeting } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';

/** Until when the next meeting should be held. Told, never enforced. */
export interface MeetingDue {
  /** The last one that took place. */
  readonly last?: string;
  /** Absent while there was none from which to count. */
  readonly next?: string;
  readonly overdue: boolean;
  readonly months: number;
  readonly by: 'interval' | 'calendar';
  readonly basis: Basis;
  readonly assumption?: string;
}

const ADD = { addMonths: [{ var: 'last' }, { var: 'months' }] };

/**
 * When the next meeting is due, counted from those that took place up to a day; undefined where the pack says nothing about
 * how often.
 *
 * @example
 * meetingDue(policy, meeting, ['2026-08-31'], '2026-11-25'); // every two months: { last: '2026-08-31', next: '2026-10-31', overdue: true, … }
 */
export function meetingDue(
  policy: CasePolicy,
  { cadence }: Meeting,
  held: readonly string[],
  today: string,
): MeetingDue | undefined {
  const param = cadence && policy.findParam(cadence.months, today);
  if (!cadence || !param || typeof param.value !== 'number') return undefined;
  const months = param.value;
  const last = held
    .filter((day) => day <= today)
    .sort()
    .at(-1);
  const next =
    cadence.by === 'calendar'
      ? last === undefined
        ? endOfStretch(today, months)
        : endOfStretch(dayAfter(endOfStretch(last, months)), months)
      : last === undefined
        ? undefined
        : addMonths(policy, last, months);
  return {
    ...(last === undefined ? {} : { last }),
    ...(next === undefined ? {} : { next }),
    overdue: next !== undefined && next < today,
    months,
    by: cadence.by,
    basis: param.basis,
    ...(cadence.assumption === undefined ? {} : { assumption: cadence.assumption }),
  };
}

/** The same day some months later, the last of the month where there is no such day: as rules add months. */
function addMonths(policy: CasePolicy, last: string, months: number): string | undefined {
  const run = evaluatorAt(policy, last)(ADD, (name) =>
    name === 'last' ? last : name === 'months' ? months : undefined,
  );
  return run.ok && typeof run.value === 'string' ? run.value : undefined;
}

/** The last day of the calendar stretch of so many months, counted from January, in which a day lies. */
function endOfStretch(day: string, months: number): string {
  const year = Number(day.slice(0, 4));
  const last = Math.ceil(Number(day.slice(5, 7)) / months) * months;
  return new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
