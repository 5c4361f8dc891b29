import { bookWords } from '../../messages/books.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';

/** A month as people read it. */
export function monthText(month: string): string {
  const [year = '', part = ''] = month.split('-');
  return fill(bookWords.account.monthText, { year, month: String(Number(part)) });
}
