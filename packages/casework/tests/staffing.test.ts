import type { Assignment, Person } from '@cebao/pack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyStaffEvent,
  decideStaffCommand,
  personOn,
  type Staff,
  type StaffCommand,
  type StaffEvent,
  type Staffing,
} from '../src/index.ts';
import { demoPolicy, VILLAGE } from './demo-policy.ts';

const policy = demoPolicy();
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`staffing: SEED=${seed}`);

const post = { role: 'partyClerk', place: VILLAGE };
const orgPost = { role: 'orgClerk', place: VILLAGE, organisation: 'org-1' };
const people: readonly Person[] = [
  { id: 'a', name: 'A', assignments: [post] },
  { id: 'b', name: 'B', assignments: [{ role: 'workerOnDuty', place: VILLAGE }] },
  { id: 'c', name: 'C', assignments: [orgPost] },
  { id: 'd', name: 'D', assignments: [{ ...orgPost, organisation: 'org-2' }] },
  { id: 'admin', name: 'Admin', assignments: [{ role: 'administrator', place: 'zz/city/banner' }] },
];
const roles = [
  ...policy.roles,
  { id: 'administrator', title: 'Administrator', actsFor: 'bureau', may: ['administer' as const] },
];

class Book implements Staff {
  readonly kept = new Map<string, Staffing>();
  readonly events: StaffEvent[] = [];
  private count = 0;
  findPerson(id: string) {
    return people.find((person) => person.id === id);
  }
  findStaffing(id: string) {
    return this.kept.get(id);
  }
  delegationsTo(deputy: string) {
    return [...this.kept.values()].flatMap(({ person, delegations }) =>
      delegations.filter((one) => one.deputy === deputy).map((delegation) => ({ person, delegation })),
    );
  }
  /** The codes of what was refused. */
  do(who: string, day: string, command: StaffCommand): string[] {
    const decided = decideStaffCommand(command, {
      now: `${day}T08:00:00+08:00`,
      actor: personOn(this, who, day) as Person,
      newId: () => `e${++this.count}`,
      staff: this,
      roleOf: (held) => roles.find(({ id }) => id === held.role),
    });
    if (!decided.ok) return decided.issues.map(({ code }) => code);
    for (const event of decided.value) {
      this.events.push(event);
      this.kept.set(event.person, applyStaffEvent(this.kept.get(event.person), event));
    }
    return [];
  }
  holds(id: string, day: string): string[] {
    return (personOn(this, id, day)?.assignments ?? []).map(({ role, for: whom }) =>
      whom ? `${role} for ${whom}` : role,
    );
  }
}

const delegate = (more: Partial<StaffCommand & { type: 'delegate' }> = {}): StaffCommand => ({
  type: 'delegate',
  person: 'a',
  post,
  deputy: 'b',
  from: '2026-12-01',
  until: '2026-12-05',
  reason: 'Training',
  ...more,
});

test('a deputy holds the post for the period, and it ends by itself', () => {
  const book = new Book();
  expect(book.do('a', '2026-11-25', delegate())).toEqual([]);
  expect(['2026-11-30', '2026-12-01', '2026-12-05', '2026-12-06'].map((day) => book.holds('b', day))).toEqual([
    ['workerOnDuty'],
    ['workerOnDuty', 'partyClerk for a'],
    ['workerOnDuty', 'partyClerk for a'],
    ['workerOnDuty'],
  ]);
  expect(book.holds('a', '2026-12-02')).toEqual(['partyClerk']);
});

test.each([
  ['the deputy oneself', 'a', delegate({ deputy: 'a' }), 'deputyIsSelf'],
  ['a period that is reversed', 'a', delegate({ until: '2026-11-30' }), 'periodReversed'],
  ['the past', 'a', delegate({ from: '2026-11-24' }), 'startsInPast'],
  ['no such day', 'a', delegate({ from: '2026-02-30' }), 'notADate'],
  ['nobody', 'a', delegate({ deputy: 'x' }), 'unknownDeputy'],
  ['a post one does not hold', 'a', delegate({ post: { ...post, role: 'townClerk' } }), 'postNotHeld'],
  ['somebody else’s post', 'b', delegate(), 'notYoursToDelegate'],
  ['no reason', 'a', delegate({ reason: ' ' }), 'reasonMissing'],
  ['another organisation', 'c', delegate({ person: 'c', post: orgPost, deputy: 'd' }), 'deputyOfOtherOrganisation'],
])('refused: %s', (_name, who, command, code) => {
  expect(new Book().do(who, '2026-11-25', command)).toEqual([code]);
});

test('what is held as a deputy is not passed on, not even by an administrator’s deputy', () => {
  const book = new Book();
  book.do('a', '2026-11-25', delegate({ from: '2026-11-25' }));
  expect(book.do('b', '2026-11-26', delegate({ person: 'b', deputy: 'c' }))).toEqual(['postNotHeld']);
  book.do(
    'admin',
    '2026-11-25',
    delegate({
      person: 'admin',
      post: { role: 'administrator', place: 'zz/city/banner' },
      deputy: 'b',
      from: '2026-11-25',
    }),
  );
  expect(book.do('b', '2026-11-26', { type: 'move', post, from: 'a', on: '2026-11-27', reason: 'x' })).toEqual([
    'notYoursToMove',
  ]);
});

test('an administrator names deputies and hands posts over; delegations end with the post', () => {
  const book = new Book();
  expect(book.do('admin', '2026-11-25', delegate())).toEqual([]);
  expect(
    book.do('admin', '2026-11-25', { type: 'move', post, from: 'a', to: 'c', on: '2026-12-03', reason: 'Rotation' }),
  ).toEqual([]);
  expect(
    ['2026-12-02', '2026-12-03'].map((day) => [book.holds('a', day), book.holds('b', day), book.holds('c', day)]),
  ).toEqual([
    [['partyClerk'], ['workerOnDuty', 'partyClerk for a'], ['orgClerk']],
    [[], ['workerOnDuty'], ['orgClerk', 'partyClerk']],
  ]);
  expect(
    book.do('admin', '2026-11-25', { type: 'move', post, from: 'b', to: 'c', on: '2026-12-03', reason: 'x' }),
  ).toEqual(['postNotHeld', 'postHeldAlready']);
  expect(book.do('a', '2026-11-25', { type: 'move', post, from: 'a', to: 'c', on: '2026-12-03', reason: 'x' })).toEqual(
    ['notYoursToMove'],
  );
});

test('a delegation can be ended before its time, once', () => {
  const book = new Book();
  book.do('a', '2026-11-25', delegate({ from: '2026-11-25' }));
  const id = book.kept.get('a')?.delegations[0]?.id ?? '';
  const end: StaffCommand = { type: 'endDelegation', person: 'a', delegation: id, reason: 'Back' };
  expect([book.do('b', '2026-11-26', end), book.do('a', '2026-11-26', end), book.do('a', '2026-11-26', end)]).toEqual([
    ['notYoursToDelegate'],
    [],
    ['delegationOver'],
  ]);
  expect(book.holds('b', '2026-11-26')).toEqual(['workerOnDuty']);
});

// The oracle: one line per day and person, written down as the commands come, without events or folding.
const DAYS = Array.from({ length: 40 }, (_, index) =>
  new Date(Date.UTC(2026, 10, 25) + index * 86_400_000).toISOString().slice(0, 10),
);
const step = fc.record({
  kind: fc.constantFrom('delegate' as const, 'end' as const, 'move' as const),
  from: fc.constantFrom('a', 'b', 'c', 'd'),
  to: fc.constantFrom('a', 'b', 'c', 'd'),
  start: fc.nat(30),
  length: fc.nat(8),
  pick: fc.nat(10),
});

function agrees(
  steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
  read: typeof personOn,
): string | undefined {
  const book = new Book();
  const held = new Map(DAYS.map((day) => [day, new Set(['a'])]));
  const lent: { id: string; giver: string; deputy: string; from: string; until: string; ended: boolean }[] = [];
  for (const { kind, from, to, start, length, pick } of steps) {
    const day = DAYS[start] as string;
    const until = DAYS[start + length] as string;
    if (kind === 'delegate') {
      const refused = book.do('admin', '2026-11-25', delegate({ person: from, deputy: to, from: day, until }));
      if (refused.length === 0)
        lent.push({ id: book.events.at(-1)?.id ?? '', giver: from, deputy: to, from: day, until, ended: false });
    } else if (kind === 'end') {
      const one = lent[pick];
      if (
        one &&
        book.do('admin', '2026-11-25', { type: 'endDelegation', person: one.giver, delegation: one.id, reason: 'x' })
          .length === 0
      )
        one.ended = true;
    } else if (book.do('admin', '2026-11-25', { type: 'move', post, from, to, on: day, reason: 'x' }).length === 0) {
      for (const later of DAYS.filter((one) => one >= day)) {
        held.get(later)?.delete(from);
        held.get(later)?.add(to);
      }
    }
  }
  for (const day of DAYS)
    for (const { id } of people) {
      const found = (read(book, id, day)?.assignments ?? []).filter(({ role }: Assignment) => role === 'partyClerk');
      const own = found.some((one) => one.for === undefined);
      const forWhom = [...new Set(found.flatMap((one) => one.for ?? []))].sort();
      const expected = lent.filter(
        (one) =>
          one.deputy === id && !one.ended && one.from <= day && day <= one.until && held.get(day)?.has(one.giver),
      );
      const wanted = [...new Set(expected.map(({ giver }) => giver))].sort();
      if (own !== held.get(day)?.has(id) || forWhom.join() !== wanted.join())
        return `${id} on ${day}: own ${own}, for ${forWhom.join()}; expected ${held.get(day)?.has(id)}, ${wanted.join()}`;
    }
  return undefined;
}

const run = (read: typeof personOn, numRuns: number, endOnFailure = false) =>
  fc.check(
    fc.property(fc.array(step, { minLength: 3, maxLength: 12 }), (steps) => {
      const finding = agrees(steps, read);
      if (finding !== undefined) throw new Error(finding);
    }),
    { seed, numRuns, endOnFailure },
  );

test('who holds which post on which day agrees with a day-by-day ledger', () => {
  const { failed, errorInstance } = run(personOn, Number(process.env.RUNS ?? 100));
  expect(failed ? { seed, error: String(errorInstance) } : undefined).toBeUndefined();
});

test('the ledger would notice a deputy who goes on after the post was handed over', () => {
  const broken: typeof personOn = (staff, id, day) => {
    const right = personOn(staff, id, day);
    const lent = staff
      .delegationsTo(id)
      .filter(({ delegation }) => !delegation.ended && delegation.from <= day && day <= delegation.until);
    return (
      right && {
        ...right,
        assignments: [
          ...right.assignments.filter((one) => one.for === undefined),
          ...lent.map(({ person, delegation }) => ({ ...delegation.post, for: person })),
        ],
      }
    );
  };
  expect(run(broken, 500, true).failed).toBe(true);
});
