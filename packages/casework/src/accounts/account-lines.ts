import type { Issue, JsonValue, Result } from '@cebao/engine';
import { type Account, hashJson, LEVELS, type Register } from '@cebao/pack';
import { readCase } from '../case-facts.ts';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import type { CaseEvent, EventActor } from '../event.ts';
import { issue } from '../refusals.ts';
import { type CaseState, effectiveSubmissions } from '../state.ts';
import { fenOf } from './fen.ts';

/** A register that is an account. */
export type AccountRegister = Register & { readonly account: Account; readonly level: NonNullable<Register['level']> };

/** One line of an account. Lines are never changed: what is corrected or undone is another line. */
export interface AccountLine {
  /** The event that booked it, and which of its lines it is. */
  readonly id: string;
  readonly register: string;
  /** The place whose account it is. */
  readonly place: string;
  readonly caseId: string;
  readonly title: string;
  /** When it was booked: its month is this one's. */
  readonly at: string;
  /** Its place among the lines of the account that were booked in the same second; 0 the first. */
  readonly position: number;
  /** The day on which it really happened. */
  readonly happened: string;
  /** What it is: a booking, the difference that a correction makes, or the undoing of one. */
  readonly kind: 'booked' | 'corrected' | 'undone';
  readonly direction: 'in' | 'out';
  /** What it adds to the balance, in fen; negative for what goes out. */
  readonly fen: number;
  readonly purpose?: string;
  readonly party?: string;
  readonly actor: EventActor;
}

/** Whether a register is an account. */
export function isAccount(register: Register): register is AccountRegister {
  return register.account !== undefined && register.level !== undefined;
}

/** The accounts that cases of a flow book into. */
export function accountsOf(registers: readonly Register[], flow: string): AccountRegister[] {
  return registers.filter(
    (register): register is AccountRegister =>
      isAccount(register) && register.account.bookings.some((booking) => booking.flow === flow),
  );
}

/** The place whose account it is, for a case at a place: the one at the register's level. */
export function accountPlace(register: Pick<AccountRegister, 'level'>, place: string): string {
  return place
    .split('/')
    .slice(0, LEVELS.indexOf(register.level) + 1)
    .join('/');
}

/**
 * The lines that one event of a case books in an account: the difference between what the case had booked and what it
 * has booked now. Pure, from the events alone, so that an account can be made again.
 */
export function accountLines(
  policy: CasePolicy,
  register: AccountRegister,
  before: CaseState | undefined,
  after: CaseState,
  event: CaseEvent,
): Result<AccountLine[]> {
  // Other rules for a case book nothing: a migration that would is refused.
  if (event.type === 'migrated') return { ok: true, value: [] };
  const was = before ? bookedBy(policy, register, before) : { ok: true as const, value: new Map<string, Booked>() };
  if (!was.ok) return was;
  const is = bookedBy(policy, register, after);
  if (!is.ok) return is;
  const lines: AccountLine[] = [];
  const add = (kind: AccountLine['kind'], { direction, happened, purpose, party }: Booked, fen: number): void => {
    lines.push({
      id: lines.length === 0 ? event.id : `${event.id}.${lines.length}`,
      register: register.id,
      place: accountPlace(register, after.place),
      caseId: after.id,
      title: after.title,
      at: event.at,
      position: lines.length,
      happened: kind === 'booked' ? happened : event.at.slice(0, 10),
      kind,
      direction,
      fen,
      ...(purpose === undefined ? {} : { purpose }),
      ...(party === undefined ? {} : { party }),
      actor: event.actor,
    });
  };
  for (const [key, old] of was.value) {
    const now = is.value.get(key);
    if (!now) add('undone', old, -old.fen);
    else if (now.purpose !== old.purpose || now.party !== old.party || now.direction !== old.direction) {
      add('undone', old, -old.fen);
      add('corrected', now, now.fen);
    } else if (now.fen !== old.fen) add('corrected', now, now.fen - old.fen);
  }
  for (const [key, now] of is.value) if (!was.value.has(key)) add('booked', now, now.fen);
  return { ok: true, value: lines };
}

/** What a case has booked in an account in all, in fen. */
export function bookedInAll(policy: CasePolicy, register: AccountRegister, state: CaseState): Result<number> {
  const booked = bookedBy(policy, register, state);
  return booked.ok ? { ok: true, value: [...booked.value.values()].reduce((sum, { fen }) => sum + fen, 0) } : booked;
}

/**
 * Accounts that would read otherwise if a case had been booked under other rules, by title: a case is not moved to them,
 * for lines are never changed.
 */
export function accountsThatDiffer(
  from: CasePolicy & { readonly registers: readonly Register[] },
  to: CasePolicy & { readonly registers: readonly Register[] },
  before: CaseState,
  after: CaseState,
): Result<string[]> {
  const ids = [...accountsOf(from.registers, before.flow), ...accountsOf(to.registers, after.flow)];
  const differing: string[] = [];
  for (const { id, title } of new Map(ids.map((one) => [one.id, one])).values()) {
    const [old, now] = [from.findRegister(id), to.findRegister(id)];
    const was = old && isAccount(old) ? bookedBy(from, old, before) : none;
    const is = now && isAccount(now) ? bookedBy(to, now, after) : none;
    if (!was.ok) return was;
    if (!is.ok) return is;
    if (hashJson(ledgerOf(was.value)) !== hashJson(ledgerOf(is.value))) differing.push(title);
  }
  return { ok: true, value: differing };
}

const none: Result<Map<string, Booked>> = { ok: true, value: new Map() };

function ledgerOf(booked: ReadonlyMap<string, Booked>): string[] {
  return [...booked.values()].map((one) => hashJson({ ...one })).sort();
}

interface Booked {
  readonly direction: 'in' | 'out';
  readonly fen: number;
  readonly happened: string;
  readonly purpose?: string;
  readonly party?: string;
}

/** What stands booked by a case: one entry per valid submission of a step that books. */
function bookedBy(policy: CasePolicy, register: AccountRegister, state: CaseState): Result<Map<string, Booked>> {
  const booked = new Map<string, Booked>();
  const issues: Issue[] = [];
  const flow = policy.findFlow(state.flow);
  for (const [index, booking] of register.account.bookings.entries()) {
    if (!flow || booking.flow !== state.flow || state.withdrawn) continue;
    const evaluate = evaluatorAt(policy, state.governedOn);
    for (const submission of effectiveSubmissions(state, booking.after)) {
      const read = readCase(policy, flow, state, { today: submission.on, over: { ...submission.data } });
      const value = (expression: unknown): JsonValue => {
        if (expression === undefined) return null;
        const run = evaluate(expression as JsonValue, read);
        if (!run.ok) issues.push(...run.issues);
        return run.ok ? run.value : null;
      };
      const amount = value(booking.amount);
      const fen = fenOf(amount);
      if (fen === undefined || fen < 0) {
        issues.push(issue('notAnAmount', '/data', { account: register.title, found: String(amount) }));
        continue;
      }
      const purpose = textOf(value(booking.purpose));
      const party = textOf(value(booking.party));
      const known = booking.direction === 'in' ? register.account.sources : register.account.uses;
      if (known?.closed && (purpose === undefined || !Object.hasOwn(known.values, purpose)))
        issues.push(issue(known.closed.reason, '/data', { account: register.title, found: purpose ?? null }));
      if (fen === 0) continue;
      booked.set(hashJson([index, submission.event]), {
        direction: booking.direction,
        fen: booking.direction === 'in' ? fen : -fen,
        happened: submission.on,
        ...(purpose === undefined ? {} : { purpose }),
        ...(party === undefined ? {} : { party }),
      });
    }
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: booked };
}

function textOf(value: JsonValue): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
