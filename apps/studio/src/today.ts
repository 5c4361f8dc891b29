import dayjs from 'dayjs';

/** Today's civil date in Asia/Shanghai, wherever the browser stands. */
export function today(ms: number = Date.now()): string {
  return new Date(ms + 8 * 3600_000).toISOString().slice(0, 10);
}

/** The first day of the month after a day: where a new value usually begins. */
export function nextMonth(day: string): string {
  return dayjs(day).add(1, 'month').startOf('month').format('YYYY-MM-DD');
}
