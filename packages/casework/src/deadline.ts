import { type Calendar, createWorkCalendar, type Step } from '@cebao/pack';

type Due = NonNullable<Step['due']>;

/** Until when a step should be done. Shown, never enforced. */
export interface Deadline {
  readonly on: string;
  /** A year on the way is not published, so that the date may still move. */
  readonly provisional: boolean;
  /** Days that are left, counted as the limit is; negative once it is over. */
  readonly left: number;
  readonly state: 'ahead' | 'soon' | 'overdue';
  readonly days: number;
  readonly calendar: Due['calendar'];
  readonly basis: Due['basis'];
  readonly key: string;
  /** From this day on it is due soon. */
  readonly remindFrom?: string;
  /** The body that is shown it from this day on; `now` once that day has come. */
  readonly escalates?: { readonly to: string; readonly from: string; readonly now: boolean };
}

/**
 * The deadline of a step that the case came to at `since`, as it looks on a day.
 *
 * @example
 * deadlineOf(policy.calendars, { days: 10, calendar: 'working', basis: 'assumption', key: 'reviewDue' }, '2026-11-20', '2026-11-25');
 * // { on: '2026-12-04', provisional: false, left: 7, state: 'ahead', … }
 */
export function deadlineOf(calendars: readonly Calendar[], due: Due, since: string, today: string): Deadline {
  const calendar = createWorkCalendar(calendars);
  const { days, calendar: counting, basis, key, remind, escalate } = due;
  const { on, provisional } = calendar.add(since.slice(0, 10), days, counting);
  const left = calendar.between(today, on, counting);
  const remindFrom = remind === undefined ? undefined : calendar.add(on, -remind, counting).on;
  const from = escalate && calendar.add(calendar.add(on, escalate.days ?? 0, counting).on, 1, 'calendar').on;
  return {
    on,
    provisional,
    left: today > on ? Math.min(left, -1) : left,
    state: today > on ? 'overdue' : remindFrom !== undefined && today >= remindFrom ? 'soon' : 'ahead',
    days,
    calendar: counting,
    basis,
    key,
    ...(remindFrom === undefined ? {} : { remindFrom }),
    ...(escalate && from !== undefined ? { escalates: { to: escalate.to, from, now: today >= from } } : {}),
  };
}
