import {
  type AccountLine,
  type AccountRegister,
  type AccountState,
  accountLines,
  accountPlace,
  accountsOf,
  applyEvent,
  bookedInAll,
  bookLines,
  type CaseEvent,
  type CaseState,
  emptyAccount,
  type RegisterRecord,
  yuanOf,
} from '@cebao/casework';
import type { JsonValue, Result } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import type { DocumentWrite, Store } from '@cebao/store';
import { eachDocument } from './each-document.ts';
import { inKeyOrder } from './in-key-order.ts';

/** What is in each account, and its lines: documents made from the events of cases and nothing else. */
export const ACCOUNTS = 'accounts';
export const ACCOUNT_LINES = 'account-lines';

/** Key of an account's document: register and place. */
export function accountKey(register: string, place: string): string {
  return `${register}|${place}`;
}

function lineKey({ register, place, at, position }: AccountLine): string {
  return `${accountKey(register, place)}|${at}|${String(position).padStart(4, '0')}`;
}

/** Lines with their positions among those that the account has booked in the same second. */
export async function placeLines(store: Store, lines: readonly AccountLine[]): Promise<AccountLine[]> {
  const seconds = new Map<string, number>();
  const placed: AccountLine[] = [];
  for (const line of lines) {
    const second = `${accountKey(line.register, line.place)}|${line.at}|`;
    const before = seconds.get(second) ?? (await store.listDocuments(ACCOUNT_LINES, { prefix: second })).length;
    placed.push({ ...line, position: before });
    seconds.set(second, before + 1);
  }
  return placed;
}

/** An account with the version of its document: 0 before the first line. */
export async function readAccount(
  store: Store,
  register: string,
  place: string,
): Promise<{ readonly account: AccountState; readonly version: number }> {
  const kept = await store.readDocument(ACCOUNTS, accountKey(register, place));
  return {
    account: (kept?.value as unknown as AccountState | undefined) ?? emptyAccount(register, place),
    version: kept?.version ?? 0,
  };
}

/** The lines of an account; of one month only when it is named (`YYYY-MM`). */
export async function readLines(store: Store, register: string, place: string, month = ''): Promise<AccountLine[]> {
  const lines: AccountLine[] = [];
  for await (const { value } of eachDocument(store, ACCOUNT_LINES, `${accountKey(register, place)}|${month}`))
    lines.push(value as unknown as AccountLine);
  return lines;
}

/** Every line of a register that is an account, as other registers give their lines. */
export async function accountRecords(store: Store, register: string): Promise<RegisterRecord[]> {
  const records: RegisterRecord[] = [];
  for await (const { value } of eachDocument(store, ACCOUNT_LINES, `${register}|`)) {
    const line = value as unknown as AccountLine;
    records.push({
      key: line.id,
      register,
      caseId: line.caseId,
      place: line.place,
      on: line.at.slice(0, 10),
      cells: {
        on: line.at.slice(0, 10),
        happened: line.happened,
        direction: line.direction,
        purpose: line.purpose ?? null,
        party: line.party ?? null,
        amount: yuanOf(line.direction === 'in' ? line.fen : -line.fen),
      },
    });
  }
  return records;
}

/** The lines that events of a case bring, event by event. */
export function linesOf(
  policy: Policy,
  before: CaseState | undefined,
  events: readonly CaseEvent[],
): Result<{ readonly register: AccountRegister; readonly lines: readonly AccountLine[] }[]> {
  const first = events[0];
  const flow = before?.flow ?? (first?.type === 'opened' ? first.flow : '');
  const booked = [];
  for (const register of accountsOf(policy.registers, flow)) {
    const lines: AccountLine[] = [];
    let was = before;
    for (const event of events) {
      const is = applyEvent(was, event);
      if (!is) continue;
      const found = accountLines(policy, register, was, is, event);
      if (!found.ok) return found;
      lines.push(...found.value);
      was = is;
    }
    booked.push({ register, lines });
  }
  return { ok: true, value: booked };
}

/**
 * What a commit of a case books in accounts. The account's document is written only at the version it was read at, so that
 * of two payments at once the later one is judged by what the earlier one left.
 */
export async function bookInAccounts(
  store: Store,
  policy: Policy,
  before: CaseState | undefined,
  after: CaseState,
  events: readonly CaseEvent[],
): Promise<Result<DocumentWrite[]>> {
  const booked = linesOf(policy, before, events);
  if (!booked.ok) return booked;
  const documents: DocumentWrite[] = [];
  for (const { register, lines } of booked.value) {
    if (lines.length === 0) continue;
    const { account, version } = await readAccount(store, register.id, accountPlace(register, after.place));
    const left = bookLines(account, lines, register.title);
    if (!left.ok) return left;
    documents.push(putAccount(left.value, version), ...(await placeLines(store, lines)).map(putLine));
  }
  return { ok: true, value: documents };
}

/** Whether a commit was refused only because an account moved on meanwhile. */
export function isAccountConflict(
  issues: readonly { readonly params: Readonly<Record<string, JsonValue>> }[],
): boolean {
  return issues.length > 0 && issues.every(({ params }) => params['collection'] === ACCOUNTS);
}

export function putAccount(account: AccountState, expectedVersion?: number): DocumentWrite {
  return {
    put: {
      collection: ACCOUNTS,
      key: accountKey(account.register, account.place),
      value: inKeyOrder(account),
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    },
  };
}

export function putLine(line: AccountLine): DocumentWrite {
  return { put: { collection: ACCOUNT_LINES, key: lineKey(line), value: inKeyOrder(line) } };
}

/** What is in the accounts that a case reads (`opens.accounts`), in yuan, without what the case booked itself. */
export async function balanceFacts(store: Store, policy: Policy, state: CaseState): Promise<Record<string, JsonValue>> {
  const facts: Record<string, JsonValue> = {};
  for (const [name, { register: id }] of Object.entries(policy.findFlow(state.flow)?.opens?.accounts ?? {})) {
    const register = accountsOf(policy.registers, state.flow).find((one) => one.id === id);
    if (!register) continue;
    const { account } = await readAccount(store, id, accountPlace(register, state.place));
    const own = bookedInAll(policy, register, state);
    facts[name] = yuanOf(account.fen - (own.ok ? own.value : 0));
  }
  return facts;
}
