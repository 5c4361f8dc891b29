import { createRulebook, type PackSource, type Person, type Policy, validatePacks } from '@cebao/pack';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyMeetingEvent,
  applyRecordEvent,
  askAboutBody,
  chairedBy,
  chairOf,
  decideMeeting,
  foldMeeting,
  type HeldMeeting,
  type KeptRecord,
  type MeetingCommand,
  type MeetingEvent,
  type MinutesInput,
  meetingDue,
  meetingLines,
  membersOn,
  openResolutions,
  type RecordEvent,
  stagesDone,
  turnsAhead,
  weighMinutes,
  whoseTurn,
} from '../src/index.ts';

const SEED = Number(process.env['SEED'] ?? 20261125);
const HALL = 'nm/city/banner/town/hall';

/** An invented pack: a body of five with a chair that goes round, and a body that meets in rounds. */
function meetingPolicy(): Policy {
  const bodies = ['caller', 'clerk', 'doer', 'reader'];
  const files: Record<string, unknown> = {
    'pack.json': { id: 'meet', format: 1, title: 'Meet', region: 'nm' },
    'roles.json': {
      bodies: bodies.map((id) => ({ id, title: `the ${id}` })),
      roles: bodies.map((id) => ({ id: `${id}Role`, title: `${id} role`, actsFor: id })),
    },
    'params/gap.json': {
      kind: 'param',
      id: 'gap',
      title: 'gap',
      merge: 'override',
      values: [{ value: 2, basis: 'assumption' }],
    },
    'params/enough.json': {
      kind: 'param',
      id: 'enough',
      title: 'enough',
      merge: 'override',
      values: [{ value: 3, basis: 'assumption' }],
    },
    'messages/zh-CN.json': { reasons: { tooEarly: 'too early' }, warnings: { few: 'few', narrow: 'narrow' } },
    'forms/member.json': {
      kind: 'form',
      id: 'member',
      title: 'Member',
      schema: {
        type: 'object',
        additionalProperties: false,
        required: ['no', 'name', 'turn', 'able'],
        properties: {
          no: { type: 'string', title: 'No' },
          name: { type: 'string', title: 'Name' },
          turn: { type: 'integer', title: 'Turn' },
          able: { type: 'boolean', title: 'Able' },
        },
      },
    },
    'registers/members.json': {
      kind: 'register',
      id: 'members',
      title: 'Members',
      form: 'member',
      level: 'village-community',
      keepers: ['clerk'],
      columns: [{ id: 'no', title: 'No', value: { var: 'no' } }],
    },
    'registers/resolved.json': {
      kind: 'register',
      id: 'resolved',
      title: 'Resolved',
      meeting: 'council',
      each: 'resolution',
      level: 'village-community',
      columns: ['resolutionNo', 'topic', 'chair', 'attended', 'for', 'progress', 'done'].map((id) => ({
        id,
        title: id,
        value: { var: id },
      })),
    },
    'registers/held.json': {
      kind: 'register',
      id: 'held',
      title: 'Held',
      meeting: 'council',
      level: 'village-community',
      columns: ['heldOn', 'attended', 'absent', 'resolutions'].map((id) => ({ id, title: id, value: { var: id } })),
    },
    'flows/round.json': {
      kind: 'flow',
      id: 'round',
      title: 'Round',
      basis: 'assumption',
      sources: [],
      reasons: { outOfOrder: 'tooEarly', wrongActor: 'tooEarly' },
      steps: [
        { id: 'hear', title: 'Hear' },
        { id: 'decide', title: 'Decide' },
        { id: 'end', title: 'End' },
      ],
    },
    'decisions/round.json': {
      kind: 'decision',
      id: 'round/step',
      asks: 'step',
      title: 'Round',
      question: 'May it be held?',
      basis: 'assumption',
      sources: [],
      flow: 'round',
      facts: {
        done: { type: 'array', title: 'done', required: true, items: { type: 'string' } },
        action: { type: 'string', title: 'action', required: true },
      },
    },
    'meetings/council.json': {
      kind: 'meeting',
      id: 'council',
      title: 'Council',
      basis: 'assumption',
      level: 'village-community',
      callers: ['caller'],
      clerks: ['clerk'],
      readers: ['reader'],
      members: { register: 'members', key: 'no', name: 'name', order: 'turn' },
      chair: { where: { var: 'able' }, rotates: true, basis: 'assumption' },
      cadence: { months: 'gap', by: 'interval' },
      quorum: { persons: 'enough', warning: 'few' },
      majority: { warning: 'narrow', basis: 'assumption' },
      agenda: [{ id: 'topic', title: 'Topic' }],
      print: { title: 'Minutes', signatures: [] },
    },
    'meetings/rounds.json': {
      kind: 'meeting',
      id: 'rounds',
      title: 'Rounds',
      basis: 'assumption',
      level: 'village-community',
      callers: ['caller'],
      clerks: ['clerk'],
      members: { register: 'members', key: 'no', name: 'name' },
      agenda: [{ id: 'topic', title: 'Topic' }],
      stages: {
        decision: 'round/step',
        done: 'done',
        action: 'action',
        values: [
          { id: 'hear', title: 'Hear' },
          { id: 'decide', title: 'Decide' },
        ],
        closes: 'end',
      },
      print: { title: 'Minutes', signatures: [] },
    },
  };
  const source = {
    folder: 'meet',
    files: Object.entries(files).map(([path, json]) => ({ path, json })),
  } as unknown as PackSource;
  const packs = validatePacks([source]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
  const policy = createRulebook(packs.value).policy(HALL);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

const policy = meetingPolicy();
const council = policy.findMeeting('council') as NonNullable<ReturnType<Policy['findMeeting']>>;
const rounds = policy.findMeeting('rounds') as typeof council;
const person = (role: string): Person => ({
  id: role,
  name: role,
  assignments: [{ role: `${role}Role`, place: HALL }],
});

function memberRecord(no: string, turn: number, able = true, from = '2026-01-01'): KeptRecord {
  const event: RecordEvent = {
    type: 'recordAdded',
    id: `e-${no}`,
    schema: 1,
    register: 'members',
    record: no,
    place: HALL,
    at: `${from}T09:00:00+08:00`,
    actor: { person: 'clerk', role: 'clerkRole', body: 'clerk' },
    revision: policy.revision,
    sealed: null,
    data: { no, name: no.toUpperCase(), turn, able },
    from,
  };
  return applyRecordEvent(undefined, event) as KeptRecord;
}

/** Meetings of one body at one place. */
class Room {
  readonly meetings = new Map<string, HeldMeeting>();
  readonly events = new Map<string, MeetingEvent[]>();
  members: readonly KeptRecord[] = ['a', 'b', 'c', 'd', 'e'].map((no, index) => memberRecord(no, index));
  last = '';
  private ids = 0;
  private readonly kind: typeof council;

  constructor(kind = council) {
    this.kind = kind;
  }

  do(who: string, id: string | undefined, command: MeetingCommand, day = '2026-11-25'): string[] {
    const held = id === undefined ? undefined : this.meetings.get(id);
    const decided = decideMeeting(policy, this.kind, held, command, {
      now: `${day}T10:00:00+08:00`,
      actor: person(who),
      newId: () => `x${++this.ids}`,
      meetings: [...this.meetings.values()],
      members: this.members,
    });
    if (!decided.ok) return decided.issues.map(({ code }) => code);
    const event = decided.value;
    this.last = event.meeting;
    this.events.set(event.meeting, [...(this.events.get(event.meeting) ?? []), event]);
    this.meetings.set(event.meeting, applyMeetingEvent(held, event) as HeldMeeting);
    return [];
  }

  turn(on: string): string {
    const members = membersOn(policy, this.kind, this.members, on);
    return chairOf(this.kind, members, chairedBy([...this.meetings.values()], { until: on }))?.member ?? '';
  }

  call(on: string, more: Partial<MeetingCommand & { type: 'call' }> = {}): string[] {
    const agenda = [{ kind: 'topic', title: 'Lights' }];
    return this.do('caller', undefined, {
      type: 'call',
      place: HALL,
      on,
      where: 'Hall',
      chair: this.turn(on) || 'a',
      agenda,
      ...more,
    });
  }

  get held(): HeldMeeting {
    return this.meetings.get(this.last) as HeldMeeting;
  }

  minutes(more: Partial<MinutesInput> = {}): MinutesInput {
    return {
      attendance: this.members.map(({ id }) => ({ member: id, how: 'present' as const })),
      discussion: {},
      resolutions: [],
      ...more,
    };
  }
}

describe('whose turn it is', () => {
  test('everybody chairs once in each round, in order', () => {
    expect(turnsAhead(['a', 'b', 'c'], [], 7)).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a']);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }), (size, count) => {
        const order = Array.from({ length: size }, (_, index) => `m${index}`);
        const turns = turnsAhead(order, [], count);
        for (let start = 0; start + size <= turns.length; start += 1)
          expect(new Set(turns.slice(start, start + size)).size).toBe(size);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  // Swaps, members that come and go: whoever is due by the rule has not chaired since everybody else of today did.
  const fair = (rule: typeof whoseTurn) =>
    fc.check(
      fc.property(
        fc.array(fc.record({ swap: fc.option(fc.nat(11)), here: fc.integer({ min: 1, max: 4095 }) }), {
          maxLength: 60,
        }),
        (steps) => {
          const chaired: string[] = [];
          for (const { swap, here } of steps) {
            const order = Array.from({ length: 12 }, (_, index) => `m${index}`).filter((_, i) => (here >> i) & 1);
            const due = rule(order, chaired);
            if (due === undefined) return order.length === 0;
            const last = chaired.lastIndexOf(due);
            if (order.some((other) => chaired.lastIndexOf(other) < last)) return false;
            chaired.push((swap === null ? undefined : order[swap % order.length]) ?? due);
          }
          return true;
        },
      ),
      { seed: SEED, numRuns: 500 },
    );

  test('after exceptions nobody comes again before all others have', () => {
    expect(fair(whoseTurn).failed).toBe(false);
    expect(whoseTurn(['a', 'b', 'c'], ['b'])).toBe('a');
    expect(whoseTurn(['a', 'b', 'c', 'new'], ['a', 'b', 'c'])).toBe('new');
    expect(whoseTurn([], ['a'])).toBeUndefined();
  });

  test('a build that counts places instead is caught', () => {
    expect(fair((order, chaired) => order[chaired.length % order.length]).failed).toBe(true);
  });
});

describe('when the next one is due', () => {
  const due = (held: string[], today: string, by: 'interval' | 'calendar' = 'interval') =>
    meetingDue(policy, { ...council, cadence: { months: 'gap', by } }, held, today);

  test.each([
    [['2026-08-31'], '2026-10-31', '2026-10-31', false],
    [['2026-08-31'], '2026-11-01', '2026-10-31', true],
    [['2025-12-31'], '2026-01-10', '2026-02-28', false],
    [['2026-09-10', '2026-07-01'], '2026-09-30', '2026-11-10', false],
  ])('after %j, on %s', (held, today, next, overdue) => {
    expect(due(held, today)).toMatchObject({ next, overdue, basis: 'assumption' });
  });

  test('by calendar stretches: by the end of the one after the last', () => {
    expect(due(['2026-09-10'], '2026-11-25', 'calendar')).toMatchObject({ next: '2026-12-31', overdue: false });
    expect(due(['2026-06-10'], '2026-11-25', 'calendar')).toMatchObject({ next: '2026-08-31', overdue: true });
    expect(due([], '2026-11-25', 'calendar')).toMatchObject({ next: '2026-12-31', overdue: false });
  });

  test('nothing is counted from nothing, and nothing is said where the pack says nothing', () => {
    expect(due([], '2026-11-25')?.next).toBeUndefined();
    expect(meetingDue(policy, rounds, ['2026-01-01'], '2026-11-25')).toBeUndefined();
    expect(due(['2026-12-01'], '2026-11-25')?.last).toBeUndefined();
  });
});

describe('a meeting', () => {
  test('is called by callers, with an agenda, a place, and a chair out of turn only with a reason', () => {
    const room = new Room();
    expect(room.do('clerk', undefined, { type: 'cancel', reason: 'x' })).toEqual(['unknownMeeting']);
    expect(room.call('2026-11-30', { agenda: [], where: ' ' })).toEqual(['whereMissing', 'agendaEmpty']);
    expect(room.call('2026-11-30', { chair: 'z' })).toEqual(['unknownMember']);
    expect(room.call('2026-11-30', { chair: 'c' })).toEqual(['chairOutOfTurn']);
    expect(room.call('2025-11-30')).toEqual(['noMembers']);
    expect(room.call('2026-02-30')).toEqual(['notADate']);
    expect(room.call('2026-11-30', { agenda: [{ kind: 'other', title: '' }] })).toEqual([
      'topicMissing',
      'unknownItemKind',
    ]);
    expect(room.call('2026-11-30', { chair: 'c', chairReason: 'A is away' })).toEqual([]);
    expect(room.held.chair).toEqual({
      member: 'c',
      name: 'C',
      turn: { member: 'a', name: 'A' },
      reason: 'A is away',
    });
    expect(room.turn('2026-12-31')).toBe('a');
    const agenda = [{ kind: 'topic', title: 'Lights' }];
    const clerk = { type: 'call' as const, place: HALL, on: '2026-12-01', where: 'x', chair: 'a', agenda };
    expect(room.do('clerk', undefined, clerk)).toEqual(['notYourMeeting']);
    expect(room.do('caller', undefined, { ...clerk, place: 'nm/city' })).toEqual(['noMeetingAtPlace']);
  });

  test('moves or is called off before there are minutes, with a reason', () => {
    const room = new Room();
    room.call('2026-11-30');
    const { id, agenda } = room.held;
    const change = { type: 'change' as const, on: '2026-12-02', where: 'Yard', chair: 'a', agenda, reason: '' };
    expect(room.do('caller', id, change)).toEqual(['reasonMissing']);
    expect(room.do('caller', id, { ...change, reason: 'Hall is closed' })).toEqual([]);
    expect(room.held).toMatchObject({ on: '2026-12-02', where: 'Yard', agenda, version: 2 });
    expect(room.do('caller', id, { type: 'cancel', reason: 'Storm' })).toEqual([]);
    expect(room.do('clerk', id, { type: 'minutes', minutes: room.minutes(), close: true })).toEqual([
      'meetingCancelled',
    ]);
    // What was called off is nobody's turn.
    expect(room.turn('2026-12-31')).toBe('a');
  });

  test('has minutes by clerks, once its day has come, whole before they are closed', () => {
    const room = new Room();
    room.call('2026-11-30');
    const { id } = room.held;
    const item = room.held.agenda[0]?.id ?? '';
    const keep = (minutes: MinutesInput, close = true, day = '2026-11-30') =>
      room.do('clerk', id, { type: 'minutes', minutes, close }, day);
    expect(keep(room.minutes(), true, '2026-11-29')).toEqual(['meetingNotYet']);
    expect(room.do('caller', id, { type: 'minutes', minutes: room.minutes(), close: true })).toEqual([
      'notYourMeeting',
    ]);
    expect(keep(room.minutes({ attendance: [{ member: 'a', how: 'present' }] }), false)).toEqual([]);
    expect(room.held.status).toBe('minuted');
    expect(keep(room.minutes({ attendance: [{ member: 'a', how: 'present' }] }))).toEqual(['attendanceOpen']);
    const here = (without: string[]) =>
      ['a', 'b', 'c', 'd', 'e'].map((member) => ({
        member,
        how: without.includes(member) ? ('leave' as const) : ('present' as const),
      }));
    expect(keep(room.minutes({ attendance: here(['a']) }))).toEqual(['chairAbsent']);
    expect(keep(room.minutes({ attendance: [...here([]), { member: 'a', how: 'absent' }] }))).toEqual(['memberTwice']);
    expect(keep(room.minutes({ attendance: [{ member: 'a', how: 'deputy' }] }), false)).toEqual(['deputyMissing']);
    const resolution = {
      item,
      no: '1',
      text: 'New lamps',
      result: 'adopted' as const,
      votes: { for: 6, against: 0, abstain: 0 },
    };
    expect(keep(room.minutes({ resolutions: [resolution] }))).toEqual(['tooManyVotes']);
    expect(keep(room.minutes({ resolutions: [resolution, { ...resolution, item: 'no', text: '' }] }))).toEqual([
      'tooManyVotes',
      'unknownItem',
      'resolutionTextMissing',
      'resolutionNoTwice',
      'tooManyVotes',
    ]);
    const other = { type: 'minutes' as const, minutes: room.minutes({ attendance: here(['a']) }), close: true };
    expect(room.do('clerk', id, { ...other, chair: 'b' }, '2026-11-30')).toEqual(['chairOutOfTurn']);
    expect(room.do('clerk', id, { ...other, chair: 'b', chairReason: 'A fell ill' }, '2026-11-30')).toEqual([]);
    expect(room.held).toMatchObject({ status: 'closed', chair: { member: 'b', turn: { member: 'a' } } });
    expect(room.turn('2026-12-31')).toBe('a');
    expect(keep(room.minutes())).toEqual(['minutesClosed']);
  });

  test('too few, and a narrow vote, are told and refuse nothing', () => {
    const room = new Room();
    room.call('2026-11-20');
    const item = room.held.agenda[0]?.id ?? '';
    const attendance = ['a', 'b', 'c', 'd', 'e'].map((member, index) => ({
      member,
      how: index < 2 ? ('present' as const) : ('absent' as const),
    }));
    const votes = { for: 1, against: 1, abstain: 0 };
    const resolutions = [{ item, no: '1', text: 'Paint', result: 'adopted' as const, votes, body: 'doer' }];
    const minutes = room.minutes({ attendance, resolutions });
    expect(room.do('clerk', room.last, { type: 'minutes', minutes, close: true })).toEqual([]);
    expect(weighMinutes(policy, council, room.held, room.held.minutes).map(({ code }) => code)).toEqual([
      'few',
      'narrow',
    ]);
  });

  test('a resolution waits for its body until it is done; lines of registers follow', () => {
    const room = new Room();
    room.call('2026-11-20');
    const item = room.held.agenda[0]?.id ?? '';
    const resolutions = [
      { item, no: '1', text: 'Lamps', result: 'adopted' as const, body: 'doer', until: '2026-12-01' },
      { item, no: '2', text: 'Later', result: 'deferred' as const },
    ];
    room.do('clerk', room.last, { type: 'minutes', minutes: room.minutes({ resolutions }), close: true });
    const open = openResolutions(room.held);
    expect(open.map(({ no }) => no)).toEqual(['1']);
    const tell = (who: string, text: string, isDone: boolean) =>
      room.do(who, room.last, { type: 'follow', resolution: open[0]?.id ?? '', text, done: isDone });
    expect(tell('reader', 'x', false)).toEqual(['notYourMeeting']);
    expect(tell('doer', ' ', false)).toEqual(['textMissing']);
    expect(tell('doer', 'Half of them', false)).toEqual([]);
    expect(openResolutions(room.held)).toHaveLength(1);
    expect(tell('clerk', 'All of them', true)).toEqual([]);
    expect(openResolutions(room.held)).toHaveLength(0);
    const lines = (id: string) => {
      const found = policy.findRegister(id);
      const read = found && meetingLines(policy, found, room.held);
      return read?.ok ? read.value.map(({ cells }) => cells) : [];
    };
    expect(lines('resolved')).toEqual([
      { resolutionNo: '1', topic: 'Lights', chair: 'A', attended: 5, for: null, progress: 'All of them', done: true },
      { resolutionNo: '2', topic: 'Lights', chair: 'A', attended: 5, for: null, progress: null, done: false },
    ]);
    expect(lines('held')).toEqual([{ heldOn: '2026-11-20', attended: 5, absent: 0, resolutions: 2 }]);
  });

  test('closed minutes are corrected with a reason, and every change is kept', () => {
    const room = new Room();
    room.call('2026-11-20');
    const item = room.held.agenda[0]?.id ?? '';
    const votes = { for: 4, against: 1, abstain: 0 };
    const resolution = { item, no: '1', text: 'Lamps', result: 'adopted' as const, votes };
    const first = room.minutes({ discussion: { [item]: 'Dark' }, resolutions: [resolution] });
    room.do('clerk', room.last, { type: 'minutes', minutes: first, close: true });
    const id = room.held.minutes?.resolutions[0]?.id ?? '';
    const again = room.minutes({
      discussion: { [item]: 'Dark' },
      resolutions: [{ ...resolution, id, votes: { ...votes, for: 3, abstain: 1 } }],
    });
    const correct = (minutes: MinutesInput, reason: string) =>
      room.do('clerk', room.last, { type: 'correct', minutes, reason });
    expect(correct(again, '')).toEqual(['reasonMissing']);
    expect(correct(room.minutes({ ...first, resolutions: [{ ...resolution, id }] }), 'x')).toEqual(['nothingChanged']);
    expect(correct(again, 'Counted wrong')).toEqual([]);
    expect(room.held.history.at(-1)?.changes).toEqual([
      { path: `resolutions/${id}/votes/for`, before: 4, after: 3 },
      { path: `resolutions/${id}/votes/abstain`, before: 0, after: 1 },
    ]);
  });

  test('stages keep the order of the pack’s own decision, round after round', () => {
    const room = new Room(rounds);
    expect(room.call('2026-03-01')).toEqual(['stageMissing']);
    expect(room.call('2026-03-01', { stage: 'decide' })).toEqual(['tooEarly']);
    expect(room.call('2026-03-01', { stage: 'hear' })).toEqual([]);
    expect(room.call('2026-03-08', { stage: 'hear' })).toEqual(['tooEarly']);
    expect(room.call('2026-03-08', { stage: 'decide' })).toEqual([]);
    expect(stagesDone(policy, rounds, [...room.meetings.values()], '2026-12-31')).toEqual([]);
    expect(room.call('2026-04-01', { stage: 'hear' })).toEqual([]);
    expect(stagesDone(policy, rounds, [...room.meetings.values()], '2026-12-31')).toEqual(['hear']);
  });

  test('random commands: folding the events gives the state, and a chair is always a member of the day', () => {
    let done = 0;
    const command = fc.record({
      what: fc.constantFrom('call', 'change', 'cancel', 'minutes', 'close', 'correct', 'follow'),
      which: fc.nat(20),
      day: fc.integer({ min: 1, max: 28 }),
      member: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'nobody'),
      // Mostly whoever may, sometimes anybody.
      who: fc.option(fc.constantFrom('caller', 'clerk', 'doer', 'reader'), { freq: 2, nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(command, { minLength: 20, maxLength: 60, size: 'max' }), (commands) => {
        const room = new Room();
        for (const { what, which, day, member, who: anybody } of commands) {
          const who = anybody ?? (['call', 'change', 'cancel'].includes(what) ? 'caller' : 'clerk');
          const on = `2026-11-${String(day).padStart(2, '0')}`;
          const ids = [...room.meetings.keys()];
          const held = room.meetings.get(ids[which % Math.max(1, ids.length)] ?? '');
          const agenda = [{ kind: 'topic', title: `Topic ${which}` }];
          const arranged = { on, where: 'Hall', chair: member, chairReason: 'chosen', agenda };
          const item = held?.agenda[0]?.id ?? '';
          const known = held?.minutes?.resolutions[0]?.id;
          const minutes = room.minutes({
            resolutions: [
              { ...(known ? { id: known } : {}), item, no: `${held?.number}`, text: `T${which}`, result: 'adopted' },
            ],
          });
          const made: MeetingCommand =
            what === 'call'
              ? { type: 'call', place: HALL, ...arranged }
              : what === 'change'
                ? { type: 'change', reason: 'r', ...arranged }
                : what === 'cancel'
                  ? { type: 'cancel', reason: 'r' }
                  : what === 'correct'
                    ? { type: 'correct', minutes, reason: 'r' }
                    : what === 'follow'
                      ? { type: 'follow', resolution: known ?? 'none', text: 'went', done: day % 2 === 0 }
                      : { type: 'minutes', minutes, close: what === 'close' };
          if (room.do(who, what === 'call' ? undefined : held?.id, made).length === 0) done += 1;
        }
        for (const [id, held] of room.meetings) {
          expect(foldMeeting(room.events.get(id) ?? [])).toEqual(held);
          expect(
            membersOn(policy, council, room.members, held.on).some(({ member }) => member === held.chair.member),
          ).toBe(true);
          expect(held.version).toBe(room.events.get(id)?.length);
        }
        const numbers = [...room.meetings.values()].map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        const asked = askAboutBody(policy, council, HALL, [], [...room.meetings.values()], '2026-11-25');
        expect(asked.ok).toBe(true);
      }),
      { seed: SEED, numRuns: 300 },
    );
    console.info(`seed ${SEED}: ${done} commands taken`);
    expect(done).toBeGreaterThan(1000);
  });
});
