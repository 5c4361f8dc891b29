import { type AccountLine, type AccountState, bookLines, emptyAccount } from '@cebao/casework';
import type { Result } from '@cebao/engine';
import type { DocumentWrite } from '@cebao/store';
import { accountKey, linesOf, putAccount, putLine } from '../account-book.ts';
import type { DemoCase } from './make-cases.ts';

/** What the cases of the demo book in accounts, in the order of their days: no payment before its money is there. */
export function bookDemoCases(cases: readonly DemoCase[]): Result<DocumentWrite[]> {
  const found: { readonly line: AccountLine; readonly title: string }[] = [];
  for (const { policy, events } of cases) {
    const booked = linesOf(policy, undefined, events);
    if (!booked.ok) return booked;
    for (const { register, lines } of booked.value)
      found.push(...lines.map((line) => ({ line, title: register.title })));
  }
  found.sort((a, b) => (a.line.at < b.line.at ? -1 : a.line.at > b.line.at ? 1 : 0));
  const accounts = new Map<string, AccountState>();
  const seconds = new Map<string, number>();
  const placed: AccountLine[] = [];
  for (const { line, title } of found) {
    const key = accountKey(line.register, line.place);
    const left = bookLines(accounts.get(key) ?? emptyAccount(line.register, line.place), [line], title);
    if (!left.ok) return { ok: false, issues: left.issues.map((one) => ({ ...one, path: `demo ${line.title}` })) };
    accounts.set(key, left.value);
    const second = `${key}|${line.at}`;
    const position = seconds.get(second) ?? 0;
    seconds.set(second, position + 1);
    placed.push({ ...line, position });
  }
  return {
    ok: true,
    value: [...placed.map(putLine), ...[...accounts.values()].map((one) => putAccount(one))],
  };
}
