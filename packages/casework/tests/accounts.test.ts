import type { JsonValue } from '@cebao/engine';
import type { Person } from '@cebao/pack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AccountLine,
  type AccountState,
  accountLines,
  applyEvent,
  bookedInAll,
  bookLines,
  type CaseCommand,
  type CaseEvent,
  type CaseState,
  decideCommand,
  emptyAccount,
  fenOf,
  statementOf,
  viewCase,
  withLine,
  yuanOf,
} from '../src/index.ts';
import { accountOf, fundPolicy, HALL, people } from './fund-policy.ts';

const SEED = Number(process.env['SEED'] ?? 20261125);
const policy = fundPolicy();
const account = accountOf(policy);

/** A case under way: commands by people, events kept, and the lines that each event brings. */
class Run {
  readonly events: CaseEvent[] = [];
  readonly lines: AccountLine[] = [];
  state: CaseState | undefined;
  private ids = 0;
  private readonly name: string;

  constructor(name = 'a') {
    this.name = name;
  }

  do(person: Person, command: CaseCommand, day = '2026-11-25'): string[] {
    const decided = decideCommand(policy, this.state, command, {
      now: `${day}T09:00:00+08:00`,
      actor: person,
      newId: () => `${this.name}${++this.ids}`,
    });
    if (!decided.ok) return decided.issues.map(({ code }) => code);
    for (const event of decided.events) {
      const after = applyEvent(this.state, event) as CaseState;
      const found = accountLines(policy, account, this.state, after, event);
      if (!found.ok) return found.issues.map(({ code }) => code);
      this.lines.push(...found.value);
      this.events.push(event);
      this.state = after;
    }
    return [];
  }

  open(flow: string, data: Record<string, JsonValue>, day?: string): string[] {
    return this.do(people.keeper, { type: 'open', flow, place: HALL, data, submit: true }, day);
  }

  sign(person: Person): string[] {
    const contentHash = this.state?.steps['order']?.submissions.at(-1)?.contentHash ?? '';
    return this.do(person, { type: 'sign', step: 'order', contentHash });
  }

  /** Through the signatures to the payment. */
  pay(data: Record<string, JsonValue>, day?: string): string[] {
    this.open('bills', data, day);
    this.do(people.keeper, { type: 'submit', step: 'order', data: {} }, day);
    for (const hand of [people.first, people.second, people.third]) this.sign(hand);
    return this.do(people.keeper, { type: 'submit', step: 'pay', data: {} }, day);
  }

  get booked(): number[] {
    return this.lines.map(({ fen }) => fen);
  }
}

describe('fen', () => {
  test('every amount with two decimals goes there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }), (fen) => {
        expect(fenOf(yuanOf(fen))).toBe(fen + 0);
      }),
      { seed: SEED, numRuns: 5000 },
    );
  });

  test.each([0.1 + 0.2, 1.005, Number.NaN, 1e21, '12', null, undefined, 1e-7])('%s is no amount', (value) => {
    expect(fenOf(value as JsonValue)).toBeUndefined();
  });
});

describe('what a case books', () => {
  test('a gift comes in when its step is done, with giver and day', () => {
    const run = new Run();
    expect(run.open('gifts', { given: 1200.5, giver: 'A' })).toEqual([]);
    expect(run.lines).toMatchObject([
      { fen: 120050, direction: 'in', party: 'A', kind: 'booked', happened: '2026-11-25', place: HALL, title: 'A' },
    ]);
  });

  test('a repeatable step books each time', () => {
    const run = new Run();
    run.open('gifts', { given: 1, giver: 'A' });
    for (const part of [0.01, 0.02]) run.do(people.keeper, { type: 'submit', step: 'more', data: { part } });
    expect(run.booked).toEqual([100, 1, 2]);
  });

  test('a correction books the difference on its own day, and the first line stays', () => {
    const run = new Run();
    run.open('gifts', { given: 100, giver: 'A' });
    const corrected = run.do(
      people.keeper,
      { type: 'correct', step: 'give', data: { given: 99.99 }, reason: 'read wrongly' },
      '2026-12-02',
    );
    expect(corrected).toEqual([]);
    expect(run.lines).toMatchObject([
      { fen: 10000, kind: 'booked' },
      { fen: -1, kind: 'corrected', at: '2026-12-02T09:00:00+08:00' },
    ]);
  });

  test('a correction of who gave it books nothing in money, but both lines', () => {
    const run = new Run();
    run.open('gifts', { given: 100, giver: 'A' });
    run.do(people.keeper, { type: 'correct', step: 'give', data: { giver: 'B' }, reason: 'name' });
    expect(run.lines.map(({ fen, party, kind }) => [fen, party, kind])).toEqual([
      [10000, 'A', 'booked'],
      [-10000, 'A', 'undone'],
      [10000, 'B', 'corrected'],
    ]);
  });

  test('a case that is returned undoes what it booked, and books anew', () => {
    const run = new Run();
    expect(run.pay({ due: 50, use: 'roof' })).toEqual([]);
    expect(run.booked).toEqual([-5000]);
    expect(run.do(people.keeper, { type: 'return', to: 'pay', reason: 'not paid after all' })).toEqual([]);
    expect(run.lines.at(-1)).toMatchObject({ fen: 5000, kind: 'undone', direction: 'out' });
    expect(run.do(people.keeper, { type: 'submit', step: 'pay', data: {} })).toEqual([]);
    expect(run.booked).toEqual([-5000, 5000, -5000]);
  });

  test('a withdrawn case books nothing in all', () => {
    const run = new Run();
    run.open('gifts', { given: 100, giver: 'A' });
    expect(run.do(people.keeper, { type: 'withdraw', reason: 'given back' })).toEqual([]);
    expect(run.booked).toEqual([10000, -10000]);
  });

  test('a use that a closed list does not have is refused with its reason', () => {
    const run = new Run();
    expect(run.pay({ due: 50, use: 'party' })).toEqual(['notAUse']);
    expect(run.lines).toEqual([]);
  });

  test('nothing is paid before three different people have signed', () => {
    const run = new Run();
    run.open('bills', { due: 50, use: 'roof' });
    run.do(people.keeper, { type: 'submit', step: 'order', data: {} });
    expect(run.do(people.keeper, { type: 'submit', step: 'pay', data: {} })).toEqual(['x']);
    expect(run.sign(people.both)).toEqual([]);
    expect(run.sign(people.both)).toEqual(['signedAlready']);
    const view = viewCase(policy, run.state as CaseState, people.both, { today: '2026-11-25' });
    expect(view.ok && view.value.mine.filter(({ type }) => type === 'sign')).toEqual([]);
    expect(view.ok && view.value.whyNot?.code).toBe('signedAlready');
    expect(run.sign(people.second)).toEqual([]);
    expect(run.do(people.keeper, { type: 'submit', step: 'pay', data: {} })).toEqual(['x']);
    expect(run.sign(people.third)).toEqual([]);
    expect(run.do(people.keeper, { type: 'submit', step: 'pay', data: {} })).toEqual([]);
  });

  test('what was signed along is not corrected behind the signatures', () => {
    const run = new Run();
    run.open('bills', { due: 50, use: 'roof' });
    expect(run.do(people.keeper, { type: 'correct', step: 'ask', data: { due: 60 }, reason: 'x' })).toEqual([]);
    run.do(people.keeper, { type: 'submit', step: 'order', data: {} });
    expect(run.do(people.keeper, { type: 'correct', step: 'ask', data: { due: 70 }, reason: 'x' })).toEqual([
      'signedWithIt',
    ]);
    const view = viewCase(policy, run.state as CaseState, people.keeper, { today: '2026-11-25' });
    expect(view.ok && view.value.mine.some((one) => one.type === 'correct' && one.step === 'ask')).toBe(false);
  });

  test('the lines of any history add up to what stands booked', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('more' as const), part: fc.integer({ min: 0, max: 100_000 }) }),
      fc.record({ do: fc.constant('correct' as const), given: fc.integer({ min: 0, max: 100_000 }) }),
      fc.record({ do: fc.constant('close' as const) }),
      fc.record({ do: fc.constant('return' as const) }),
      fc.record({ do: fc.constant('give' as const), given: fc.integer({ min: 0, max: 100_000 }) }),
      fc.record({ do: fc.constant('withdraw' as const) }),
    );
    let lines = 0;
    const histories = (linesOf: typeof accountLines) =>
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const run = new Run();
        run.open('gifts', { given: 10, giver: 'A' });
        for (const one of steps) {
          if (one.do === 'more')
            run.do(people.keeper, { type: 'submit', step: 'more', data: { part: yuanOf(one.part) } });
          else if (one.do === 'correct')
            run.do(people.keeper, { type: 'correct', step: 'give', data: { given: yuanOf(one.given) }, reason: 'r' });
          else if (one.do === 'give')
            run.do(people.keeper, { type: 'submit', step: 'give', data: { given: yuanOf(one.given), giver: 'A' } });
          else if (one.do === 'close') run.do(people.keeper, { type: 'submit', step: 'close', data: {} });
          else if (one.do === 'return') run.do(people.keeper, { type: 'return', to: 'give', reason: 'r' });
          else run.do(people.keeper, { type: 'withdraw', reason: 'r' });
        }
        let state: CaseState | undefined;
        let sum = 0;
        for (const event of run.events) {
          const after = applyEvent(state, event) as CaseState;
          const found = linesOf(policy, account, state, after, event);
          if (found.ok) sum += found.value.reduce((all, { fen }) => all + fen, 0);
          state = after;
        }
        lines += run.lines.length;
        const stands = bookedInAll(policy, account, run.state as CaseState);
        return stands.ok && stands.value === sum;
      });
    fc.assert(histories(accountLines), { seed: SEED, numRuns: 400 });
    expect(lines).toBeGreaterThan(800);
    // A build that books what is done and never looks back is noticed.
    const forgetful: typeof accountLines = (...given) => {
      const found = accountLines(...given);
      return found.ok ? { ok: true, value: found.value.filter(({ kind }) => kind === 'booked') } : found;
    };
    expect(fc.check(histories(forgetful), { seed: SEED, numRuns: 400 }).failed).toBe(true);
  });
});

describe('an account', () => {
  const line = (id: number, direction: 'in' | 'out', fen: number, month = 11): AccountLine => ({
    id: String(id).padStart(7, '0'),
    register: 'account',
    place: HALL,
    caseId: `c${id}`,
    title: `c${id}`,
    at: `2026-${String(month).padStart(2, '0')}-15T09:00:00+08:00`,
    position: id,
    happened: '2026-11-15',
    kind: 'booked',
    direction,
    fen: direction === 'in' ? fen : -fen,
    ...(id % 3 === 0 ? { purpose: 'roof' } : {}),
    actor: { person: 'p', role: 'r', body: 'b' },
  });

  test('what is not there cannot be paid, to the fen', () => {
    const start = withLine(emptyAccount('account', HALL), line(1, 'in', 10000));
    expect(bookLines(start, [line(2, 'out', 10000)], 'Account')).toMatchObject({ ok: true, value: { fen: 0 } });
    expect(bookLines(start, [line(2, 'out', 10001)], 'Account')).toMatchObject({
      ok: false,
      issues: [{ code: 'notInAccount', params: { balance: 100, needed: 100.01, lacks: 0.01 } }],
    });
  });

  test('a gift that was spent is not taken back', () => {
    const spent = [line(1, 'in', 500), line(2, 'out', 400)].reduce(withLine, emptyAccount('account', HALL));
    const taken = bookLines(spent, [{ ...line(3, 'in', -500), kind: 'undone' }], 'Account');
    expect(taken).toMatchObject({ ok: false, issues: [{ code: 'notInAccount' }] });
  });

  test('a month opens with what the month before left, and never changes afterwards', () => {
    const lines = [line(1, 'in', 1000, 10), line(2, 'out', 300, 10), line(3, 'in', 50, 11), line(4, 'out', 100, 12)];
    const left = lines.reduce(withLine, emptyAccount('account', HALL));
    const november = statementOf(left, lines, '2026-11');
    expect(november).toMatchObject({ opening: 700, in: 50, out: 0, closing: 750 });
    expect(statementOf(left, lines, '2026-12')).toMatchObject({ opening: 750, out: 100, closing: 650 });
    const later = line(5, 'in', 9, 12);
    expect(statementOf(withLine(left, later), [...lines, later], '2026-11')).toEqual(november);
  });

  /** 100 000 bookings as people enter them, and what they come to when whole numbers of any size are added. */
  const bookings = (book: typeof bookLines) => {
    let state = SEED;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const lines: AccountLine[] = [];
    let left: AccountState = emptyAccount('account', HALL);
    let exact = 0n;
    let refused = 0;
    let wrongly = 0;
    for (let turn = 0; lines.length < 100_000; turn += 1) {
      const month = 1 + Math.floor((lines.length / 100_000) * 12);
      // Amounts as people enter them: yuan as a number, from one fen to some millions.
      const yuan = Number((random(10 ** (1 + random(9))) / 100).toFixed(2));
      const fen = fenOf(yuan);
      if (fen === undefined) throw new Error(`${yuan}`);
      const next = line(turn, random(2) === 0 ? 'in' : 'out', fen, month);
      const booked = book(left, [next], 'Account');
      if (!booked.ok) {
        refused += 1;
        if (exact - BigInt(fen) >= 0n) wrongly += 1;
        continue;
      }
      left = booked.value;
      exact += BigInt(next.fen);
      lines.push(next);
    }
    return { lines, left, exact, refused, wrongly };
  };

  test('100 000 random bookings add up to the fen', () => {
    const { lines, left, exact, refused, wrongly } = bookings(bookLines);
    expect(wrongly).toBe(0);
    expect(BigInt(left.fen)).toBe(exact);
    expect(refused).toBeGreaterThan(20);
    expect(left.fen).toBeGreaterThan(0);
    let opening = 0n;
    for (let month = 1; month <= 12; month += 1) {
      const name = `2026-${String(month).padStart(2, '0')}`;
      const statement = statementOf(left, lines, name);
      const own = lines.filter(({ at }) => at.startsWith(name));
      const sum = (of: readonly AccountLine[]) => of.reduce((all, { fen }) => all + BigInt(fen), 0n);
      expect(BigInt(statement.opening)).toBe(opening);
      expect(BigInt(statement.in)).toBe(sum(own.filter(({ direction }) => direction === 'in')));
      expect(BigInt(statement.out)).toBe(-sum(own.filter(({ direction }) => direction === 'out')));
      expect(statement.closing).toBe(statement.opening + statement.in - statement.out);
      expect(statement.lines.at(-1)?.balance).toBe(statement.closing);
      const purposes = statement.purposes.reduce(
        (all, { direction, fen }) => all + (direction === 'in' ? fen : -fen),
        0,
      );
      expect(purposes).toBe(statement.in - statement.out);
      expect(statement.lines.every(({ balance }) => balance >= 0)).toBe(true);
      opening = BigInt(statement.closing);
    }
    expect(opening).toBe(exact);
    // The same bookings in floating yuan do not add up: the test would notice such a build.
    const floating = lines.reduce((all, { fen }) => all + fen / 100, 0);
    expect(floating).not.toBe(yuanOf(left.fen));
    // Nor would it pass one that takes corrections of the same amount for one booking.
    const merged = new Map(lines.map((one) => [`${one.direction} ${one.fen}`, one.fen]));
    expect([...merged.values()].reduce((all, fen) => all + fen, 0)).not.toBe(left.fen);
    console.log(`bookings: SEED=${SEED}, ${lines.length} booked, ${refused} refused`);
  });

  test('they would not in a build that books in floating yuan', () => {
    const floating: typeof bookLines = (state, lines, title) => {
      const right = bookLines(state, lines, title);
      const yuan = lines.reduce((sum, { fen }) => sum + fen / 100, state.fen / 100);
      return right.ok ? { ok: true, value: { ...right.value, fen: Math.floor(yuan * 100) } } : right;
    };
    const { left, exact } = bookings(floating);
    expect(BigInt(left.fen)).not.toBe(exact);
  });

  test('the order of lines makes no difference to what is left', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 10 ** 9 }))), (given) => {
        const lines = given.map(([comes, fen], index) => line(index, comes ? 'in' : 'out', fen, 1 + (index % 12)));
        const there = lines.reduce(withLine, emptyAccount('account', HALL));
        const back = [...lines].reverse().reduce(withLine, emptyAccount('account', HALL));
        expect(back).toEqual(there);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
