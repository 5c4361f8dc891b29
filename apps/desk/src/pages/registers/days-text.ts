import { bookWords } from '../../messages/books.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

/** From when to when something holds. */
export function daysText(from: string, until: string | undefined): string {
  return until === undefined ? fill(bookWords.since, { from }) : fill(bookWords.between, { from, until });
}
