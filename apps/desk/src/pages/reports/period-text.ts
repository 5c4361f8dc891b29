import { reportWords as words } from '../../messages/reports.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

/** A period as people say it: `2026-Q4` is the fourth quarter of 2026. */
export function periodText(id: string): string {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q(\d)|-(\d\d))?$/.exec(id) ?? [];
  if (year === '') return words.periods[id] ?? id;
  if (quarter) return fill(words.quarter, { year, n: quarter });
  return month ? fill(words.month, { year, n: Number(month) }) : fill(words.year, { year });
}

/** A share as people say it: 0.6667 is 66.67%. */
export function percentText(share: number): string {
  return fill(words.percent, { n: Math.round(share * 10_000) / 100 });
}
