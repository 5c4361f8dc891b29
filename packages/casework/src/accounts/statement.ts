import type { AccountLine } from './account-lines.ts';
import type { AccountState } from './account-state.ts';

/** A line of a statement, with the balance after it, in fen. */
export type StatementLine = AccountLine & { readonly balance: number };

/** What a purpose brought or took in a month, in fen; purpose `''`: none was told. */
export interface PurposeTotal {
  readonly direction: 'in' | 'out';
  readonly purpose: string;
  readonly fen: number;
  readonly lines: number;
}

/** The statement of an account for a month, in fen: opening balance + in - out = closing balance. */
export interface Statement {
  readonly month: string;
  readonly opening: number;
  readonly in: number;
  readonly out: number;
  readonly closing: number;
  readonly lines: readonly StatementLine[];
  readonly purposes: readonly PurposeTotal[];
}

/**
 * A month of an account. `lines` are those of the month, in any order. A line belongs to the month in which it was booked,
 * so that a month that is over never changes; what is entered later for an earlier day shows that day.
 *
 * @example
 * statementOf(account, lines, '2026-11').closing; // fen
 */
export function statementOf(account: AccountState, lines: readonly AccountLine[], month: string): Statement {
  const opening = Object.entries(account.months)
    .filter(([earlier]) => earlier < month)
    .reduce((sum, [, totals]) => sum + totals.in - totals.out, 0);
  let balance = opening;
  let came = 0;
  let went = 0;
  const purposes = new Map<string, PurposeTotal>();
  const shown = lines
    .filter(({ at }) => at.slice(0, 7) === month)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.position - b.position))
    .map((line): StatementLine => {
      balance += line.fen;
      if (line.direction === 'in') came += line.fen;
      else went -= line.fen;
      const { direction, purpose = '' } = line;
      const key = `${direction} ${purpose}`;
      const known = purposes.get(key) ?? { direction, purpose, fen: 0, lines: 0 };
      purposes.set(key, {
        ...known,
        fen: known.fen + (direction === 'in' ? line.fen : -line.fen),
        lines: known.lines + 1,
      });
      return { ...line, balance };
    });
  return {
    month,
    opening,
    in: came,
    out: went,
    closing: balance,
    lines: shown,
    purposes: [...purposes.values()].sort((a, b) =>
      a.direction !== b.direction ? (a.direction === 'in' ? -1 : 1) : b.fen - a.fen || (a.purpose < b.purpose ? -1 : 1),
    ),
  };
}
