import { createRulebook } from '@cebao/pack';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castOf, repositoryPacks } from '../tests/repository.ts';
import { ENGINES, startTestService, type TestService, unwrap } from '../tests/service.ts';
import type { Client, MeetingReply } from './client/index.ts';
import type { Cast } from './demo/cast-documents.ts';
import { eachDocument } from './each-document.ts';
import { MEETING_BOOKS, MEETINGS } from './meeting-book.ts';
import { createPolicies } from './policies.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { REGISTER_RECORDS } from './register-book.ts';

const FOLDER = 'nm-ordos-dongsheng-binhe';
const PLACE = 'nm/ordos/dongsheng/_/binhe';
const MEETING = 'dongsheng.binhe.joint-committee.promotion-meetings';
const UNITS = 'dongsheng.binhe.joint-committee.register.member-units';
const LINES = 'dongsheng.binhe.joint-committee.register.promotion-meetings';

const packs = repositoryPacks();
const own = castOf(FOLDER);
const stranger = {
  id: 'stranger',
  name: '演示·外人',
  assignments: [{ role: 'estateResident', place: 'nm/ordos/dongsheng/_/kundulun-community/xinyuan-b' }],
};
const cast: Cast = { ...own, people: [...own.people, stranger] };
const units = ['u01', 'u02', 'u03'];

describe.each(ENGINES)('meetings, kept in %s', (engine) => {
  let service: TestService;
  const clients = new Map<string, Client>();
  const as = async (person: string): Promise<Client> => {
    const known = clients.get(person) ?? (await service.as(person));
    clients.set(person, known);
    return known;
  };
  beforeAll(async () => {
    clients.clear();
    service = await startTestService({ engine, demo: true, packs, cast });
    for (const [index, unitNo] of units.entries())
      unwrap(
        await (await as('bh-clerk')).addRecord(UNITS, {
          place: PLACE,
          from: '2026-01-01',
          data: {
            unitNo,
            unitName: `演示单位${unitNo}`,
            representative: `演示·代${unitNo}`,
            turn: index + 1,
            recommended: true,
          },
        }),
      );
  });
  afterAll(() => service.close());

  const body = async (person = 'bh-clerk') => unwrap(await (await as(person)).meetingBody(MEETING, { place: PLACE }));
  const call = async (on: string, chair: string, chairReason?: string) =>
    (await as('bh-clerk')).callMeeting(MEETING, {
      place: PLACE,
      on,
      where: '演示会议室',
      chair,
      ...(chairReason === undefined ? {} : { chairReason }),
      agenda: [{ kind: 'progress', title: `进展 ${on}` }],
    });
  const close = async (meeting: MeetingReply, no: string) =>
    (await as('bh-clerk')).commandMeeting(MEETING, meeting.id, {
      version: meeting.version,
      command: {
        type: 'minutes',
        close: true,
        minutes: {
          attendance: units.map((member) => ({ member, how: 'present' })),
          discussion: {},
          resolutions: [{ item: meeting.agenda[0]?.id ?? '', no, text: '照办', result: 'adopted', body: 'memberUnit' }],
        },
      },
    });

  test('the chair goes round; whose turn it is follows from the meetings that were held', async () => {
    expect((await body()).chair).toMatchObject({ rotates: true, next: 'u01' });
    const first = unwrap(await call('2026-03-10', 'u01'));
    expect(first).toMatchObject({ number: 1, status: 'called', late: true });
    unwrap(await close(first, '演示1号'));
    const refused = await call('2026-05-10', 'u03');
    expect(!refused.ok && refused.problem.issues[0]?.code).toBe('chairOutOfTurn');
    const second = unwrap(await call('2026-05-10', 'u03', '轮到的单位有任务'));
    unwrap(await close(second, '演示2号'));
    const now = await body();
    expect(now.chair.next).toBe('u02');
    expect(now.chair.ahead.slice(0, 3)).toEqual(['演示单位u02', '演示单位u01', '演示单位u03']);
    expect(now.meetings[0]).toMatchObject({ turn: '演示单位u02', chairReason: '轮到的单位有任务' });
  });

  test('when the next is due is what the pack’s own decision says', async () => {
    const { due, asked } = await body();
    expect(due).toMatchObject({ last: '2026-05-10', next: '2026-07-10', overdue: true, basis: 'seed' });
    const said = asked.find(({ decision }) => decision.endsWith('/next-promotion-meeting'));
    expect(said?.answer.value).toEqual({ nextDue: '2026-07-10', overdue: true });
    const policy = createRulebook(packs).policy(PLACE);
    const again = policy.ok
      ? policy.value.decide({ at: '2026-11-25', decision: said?.decision ?? '', facts: said?.facts as never })
      : policy;
    expect(again.ok && again.value.value).toEqual({ nextDue: due?.next, overdue: due?.overdue });
  });

  test('two who call at once get two numbers; two tabs on one meeting do not overwrite each other', async () => {
    const both = await Promise.all([call('2026-07-10', 'u02'), call('2026-09-10', 'u02', '演示')]);
    const [one, two] = both.map((reply) => unwrap(reply)) as [MeetingReply, MeetingReply];
    expect(new Set([one.number, two.number]).size).toBe(2);
    const tabs = await Promise.all([close(one, '演示3号'), close(one, '演示4号')]);
    expect(tabs.filter(({ ok }) => ok)).toHaveLength(1);
    const late = tabs.find(({ ok }) => !ok);
    expect(late && !late.ok && late.problem.status).toBe(409);
    const cancelled = await (await as('bh-clerk')).commandMeeting(MEETING, two.id, {
      version: two.version,
      command: { type: 'cancel', reason: '合并召开' },
    });
    expect(unwrap(cancelled).status).toBe('cancelled');
  });

  test('the same key is done once', async () => {
    const clerk = await as('bh-clerk');
    const request = {
      place: PLACE,
      on: '2026-12-01',
      where: '演示会议室',
      chair: (await body()).chair.next ?? '',
      agenda: [{ kind: 'other', title: '演示' }],
    };
    const before = (await body()).meetings.length;
    const first = unwrap(await clerk.callMeeting(MEETING, request, 'the-same-key'));
    const again = unwrap(await clerk.callMeeting(MEETING, request, 'the-same-key'));
    expect(again.id).toBe(first.id);
    expect((await body()).meetings.length).toBe(before + 1);
  });

  test('resolutions wait for the body that is charged with them', async () => {
    const unit = await as('bh-unit');
    const [task] = unwrap(await unit.meetingTasks());
    expect(task).toMatchObject({ no: '演示1号', overdue: false });
    expect(unwrap(await (await as('bh-rotating')).meetingTasks())).toEqual([]);
    const meeting = unwrap(await unit.meeting(MEETING, task?.meeting ?? ''));
    const told = unwrap(
      await unit.commandMeeting(MEETING, meeting.id, {
        version: meeting.version,
        command: { type: 'follow', resolution: task?.resolution ?? '', text: '已办', done: true },
      }),
    );
    expect(told.resolutions[0]).toMatchObject({ done: true, mayFollow: true });
    expect(unwrap(await unit.meetingTasks()).some(({ no }) => no === '演示1号')).toBe(false);
  });

  test('lines of the book come from closed minutes, and only readers see any of it', async () => {
    const book = unwrap(await (await as('bh-unit')).register(LINES));
    expect(book.kind).toBe('meetings');
    expect(book.rows.map(({ cells }) => cells['chair'])).toEqual(['演示单位u01', '演示单位u03', '演示单位u02']);
    const outside = await as('stranger');
    expect(unwrap(await outside.meetings()).some(({ id }) => id === MEETING)).toBe(false);
    for (const reply of [
      await outside.meetingBody(MEETING, { place: PLACE }),
      await outside.meeting(MEETING, book.rows[0]?.meeting ?? ''),
      await outside.minutes(MEETING, book.rows[0]?.meeting ?? ''),
      await outside.register(LINES),
    ])
      expect(!reply.ok && reply.problem.status).toBe(404);
    const mine = await (await as('bh-unit')).callMeeting(MEETING, {
      place: PLACE,
      on: '2026-12-20',
      where: 'x',
      chair: 'u01',
      agenda: [{ kind: 'other', title: 'x' }],
    });
    expect(!mine.ok && mine.problem.status).toBe(403);
  });

  test('minutes can be printed once there are any, and downloaded for Word', async () => {
    const { meetings } = await body();
    const clerk = await as('bh-clerk');
    const closed = meetings.find(({ status }) => status === 'closed');
    const called = meetings.find(({ status }) => status === 'called');
    const paper = unwrap(await clerk.minutes(MEETING, closed?.id ?? ''));
    expect(paper.rows.map(({ label }) => label)).toContain('主持人');
    const early = await clerk.minutes(MEETING, called?.id ?? '');
    expect(!early.ok && early.problem.code).toBe('minutesNotReady');
    const file = await service.app.request(
      `/api/v1/meetings/${encodeURIComponent(MEETING)}/held/${closed?.id}/minutes.docx`,
      { headers: { cookie: await service.cookieOf('bh-clerk') } },
    );
    expect(file.status).toBe(200);
    expect(new Uint8Array(await file.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
  });

  test('dropped projections come back to the same bytes', async () => {
    const all = async () => {
      const found: string[] = [];
      for (const collection of [MEETINGS, MEETING_BOOKS, REGISTER_RECORDS])
        for await (const { key, value } of eachDocument(service.store, collection))
          found.push(`${collection} ${key} ${JSON.stringify(value)}`);
      return found;
    };
    const before = await all();
    expect(before.length).toBeGreaterThan(8);
    await rebuildProjections(service.store, createPolicies(packs, service.store));
    expect(await all()).toEqual(before);
  });
});
