import type { Result } from '@cebao/engine';
import { issue } from '../refusals.ts';
import type { AccountLine } from './account-lines.ts';
import { MOST_FEN, yuanOf } from './fen.ts';

/** What a month brought and took, in fen. Corrections count in the month they are made, so that either may fall below nought. */
export interface MonthTotals {
  readonly in: number;
  readonly out: number;
  readonly lines: number;
}

/** An account as its lines left it, in fen. Plain JSON; the order of lines makes no difference to it. */
export interface AccountState {
  readonly register: string;
  readonly place: string;
  readonly fen: number;
  readonly lines: number;
  /** `YYYY-MM` → totals. */
  readonly months: Readonly<Record<string, MonthTotals>>;
}

/** An account into which nothing was booked. */
export function emptyAccount(register: string, place: string): AccountState {
  return { register, place, fen: 0, lines: 0, months: {} };
}

/** The account with one more line. */
export function withLine(account: AccountState, line: Pick<AccountLine, 'at' | 'direction' | 'fen'>): AccountState {
  const month = line.at.slice(0, 7);
  const { in: came, out: went, lines } = account.months[month] ?? { in: 0, out: 0, lines: 0 };
  return {
    ...account,
    fen: account.fen + line.fen,
    lines: account.lines + 1,
    months: {
      ...account.months,
      [month]:
        line.direction === 'in'
          ? { in: came + line.fen, out: went, lines: lines + 1 }
          : { in: came, out: went - line.fen, lines: lines + 1 },
    },
  };
}

/**
 * Books lines: all or none. What is not in the account cannot be paid, and a booking that was made cannot be taken back
 * once the money is spent. That is the nature of money and no rule of the place.
 *
 * @example
 * bookLines(emptyAccount('fund', 'nm/x'), [payment], 'Fund'); // { ok: false, issues: [{ code: 'notInAccount', … }] }
 */
export function bookLines(account: AccountState, lines: readonly AccountLine[], title: string): Result<AccountState> {
  const after = lines.reduce(withLine, account);
  const moved = after.fen - account.fen;
  if (Math.abs(after.fen) > MOST_FEN || !Number.isSafeInteger(moved))
    return { ok: false, issues: [issue('tooMuchMoney', '/data', { account: title })] };
  if (after.fen < 0 && moved < 0)
    return {
      ok: false,
      issues: [
        issue('notInAccount', '/data', {
          account: title,
          balance: yuanOf(account.fen),
          needed: yuanOf(-moved),
          lacks: yuanOf(-after.fen),
        }),
      ],
    };
  return { ok: true, value: after };
}
