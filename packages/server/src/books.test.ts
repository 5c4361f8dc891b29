import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castOf, repositoryPacks } from '../tests/repository.ts';
import { ENGINES, startTestService, type TestService, unwrap } from '../tests/service.ts';
import { ACCOUNT_LINES, ACCOUNTS } from './account-book.ts';
import type { CaseReply, Client } from './client/index.ts';
import { eachDocument } from './each-document.ts';
import { createPolicies } from './policies.ts';
import { readSheet } from './read-sheet.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { BOOKS, KEPT_RECORDS } from './record-book.ts';
import { REGISTER_RECORDS } from './register-book.ts';

const FOLDER = 'nm-ordos-dongsheng-kundulun-community-xinyuan-b';
const PLACE = 'nm/ordos/dongsheng/_/kundulun-community/xinyuan-b';
const ACCOUNT = 'dongsheng.xinyuanb.fund-account';
const MEMBERS = 'dongsheng.xinyuanb.joint-meeting.register.members';
const HOLDERS = 'dongsheng.xinyuanb.register.account-holders';
const INCOME = 'dongsheng.xinyuanb.fund-income';
const EXPENSE = 'dongsheng.xinyuanb.fund-expense';

const packs = repositoryPacks();
const cast = castOf(FOLDER);

describe.each(ENGINES)('books of a place, kept in %s', (engine) => {
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
  });
  afterAll(() => service.close());

  /** On another day everybody signs in anew. */
  const moveTo = (now: number): void => {
    service.now = now;
    clients.clear();
  };

  const statement = async (person = 'xyb-clerk', month?: string) =>
    unwrap(await (await as(person)).statement(ACCOUNT, { place: PLACE, ...(month === undefined ? {} : { month }) }));

  const takeIn = async (amount: number, payer = '演示捐助人') =>
    unwrap(
      await (await as('xyb-clerk')).openCase({
        flow: INCOME,
        place: PLACE,
        submit: true,
        data: { source: 'socialDonation', incomeAmount: amount, receivedOn: '2026-11-20', payer },
      }),
    );

  const submit = async (given: CaseReply, step: string, data: Record<string, never> | object, person = 'xyb-clerk') =>
    (await as(person)).command(given.id, {
      version: given.version,
      command: { type: 'submit', step, data: data as never },
    });

  const sign = async (given: CaseReply, person: string) => {
    const contentHash = given.state.steps['payOrder']?.submissions.at(-1)?.contentHash ?? '';
    return (await as(person)).command(given.id, {
      version: given.version,
      command: { type: 'sign', step: 'payOrder', contentHash },
    });
  };

  /** An expense up to the three signatures. */
  const ordered = async (amount: number, why = '演示用款'): Promise<CaseReply> => {
    let reply = unwrap(
      await (await as('xyb-clerk')).openCase({
        flow: EXPENSE,
        place: PLACE,
        submit: true,
        data: { purpose: 'facilityMaintenance', forProfit: false, amount, payee: '演示公司', payReason: why },
      }),
    );
    reply = unwrap(
      await submit(reply, 'resolveExpense', {
        meetingOn: '2026-11-22',
        minutesNo: '演示1号',
        resolutionResult: 'agreed',
        resolvedAmount: amount,
        resolutionOpinion: '同意用款',
      }),
    );
    reply = unwrap(await submit(reply, 'payOrder', { orderAmount: amount, payWay: 'transfer' }));
    for (const person of ['xyb-convener', 'xyb-committee', 'xyb-representative'])
      reply = unwrap(await sign(reply, person));
    return reply;
  };
  const pay = (given: CaseReply, amount: number) =>
    submit(given, 'pay', { paidOn: '2026-11-25', paidAmount: amount, paymentVoucher: '演示付1' });

  test('income is booked with its step, and everybody of the estate may read the account', async () => {
    await takeIn(1000.55);
    await takeIn(0.45);
    const read = await statement('xyb-resident');
    expect(read).toMatchObject({ balance: 1001, in: 1001, out: 0, opening: 0, closing: 1001, running: true });
    expect(read.lines.map(({ purpose, party, amount }) => [purpose, party, amount])).toEqual([
      ['社会公益捐助', '演示捐助人', 1000.55],
      ['社会公益捐助', '演示捐助人', 0.45],
    ]);
    expect(read.lines.every(({ caseId }) => caseId === undefined)).toBe(true);
    expect((await statement()).lines.every(({ caseId }) => caseId !== undefined)).toBe(true);
    expect((await statement()).flows.map(({ direction, may }) => [direction, may])).toEqual([
      ['in', true],
      ['out', true],
    ]);
  });

  test('nothing is paid without three signatures, nor another amount than they signed', async () => {
    let reply = unwrap(
      await (await as('xyb-clerk')).openCase({
        flow: EXPENSE,
        place: PLACE,
        submit: true,
        data: { purpose: 'cultureSport', forProfit: false, amount: 300, payee: '演示商店', payReason: '演示活动' },
      }),
    );
    const profit = await (await as('xyb-clerk')).openCase({
      flow: EXPENSE,
      place: PLACE,
      submit: true,
      data: { purpose: 'cultureSport', forProfit: true, amount: 1, payee: '演示商店', payReason: '演示经营' },
    });
    expect(!profit.ok && profit.problem.issues.map(({ code }) => code)).toEqual(['profitMakingUse']);
    reply = unwrap(
      await submit(reply, 'resolveExpense', {
        meetingOn: '2026-11-22',
        minutesNo: '演示2号',
        resolutionResult: 'agreed',
        resolvedAmount: 280,
        resolutionOpinion: '同意用款',
      }),
    );
    const above = await submit(reply, 'payOrder', { orderAmount: 300, payWay: 'cash' });
    expect(!above.ok && above.problem.issues.map(({ code }) => code)).toEqual(['orderAboveResolution']);
    reply = unwrap(await submit(reply, 'payOrder', { orderAmount: 280, payWay: 'cash' }));
    reply = unwrap(await sign(reply, 'xyb-convener'));
    const early = await pay(reply, 280);
    expect(!early.ok && early.problem.issues.map(({ code }) => code)).toEqual(['stepOutOfOrder']);
    const stranger = await sign(reply, 'xyb-clerk');
    expect(!stranger.ok && stranger.problem.issues[0]?.code).toBe('notYourStep');
    reply = unwrap(await sign(reply, 'xyb-committee'));
    reply = unwrap(await sign(reply, 'xyb-representative'));
    const other = await pay(reply, 279.99);
    expect(!other.ok && other.problem.issues.map(({ code }) => code)).toEqual(['paidNotAsSigned']);
    reply = unwrap(await pay(reply, 280));
    expect(reply.state.decisions.at(-1)).toMatchObject({
      facts: { balance: 1001, resolution: true, signatures: ['xyb-convener', 'xyb-committee', 'xyb-representative'] },
      answer: { status: 'decided', value: { outcome: 'allowed' } },
    });
    expect((await statement()).balance).toBe(721);
  });

  test('of two payments at once only what is there is paid, and the other is told what is missing', async () => {
    const [first, second] = [await ordered(500, '演示其一'), await ordered(400, '演示其二')];
    const replies = await Promise.all([pay(first, 500), pay(second, 400)]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = replies.find((reply) => !reply.ok);
    expect(refused && !refused.ok && refused.problem).toMatchObject({
      status: 422,
      issues: [{ code: 'notInAccount', params: { account: '小区公益基金账户' } }],
    });
    const left = (await statement()).balance;
    expect([221, 321]).toContain(left);
    expect(refused && !refused.ok && refused.problem.issues[0]?.params['balance']).toBe(left);
  });

  test('many small payments in two tabs never take more than there is', async () => {
    const before = (await statement()).balance;
    const amount = Math.floor(before / 3) + 0.01;
    const cases: CaseReply[] = [];
    for (let turn = 0; turn < 6; turn += 1) cases.push(await ordered(amount, `演示第${turn}笔`));
    const replies = await Promise.all(cases.map((one) => pay(one, amount)));
    const paid = replies.filter(({ ok }) => ok).length;
    expect(paid).toBe(Math.floor(before / amount));
    const after = await statement();
    expect(after.balance).toBeGreaterThanOrEqual(0);
    expect(Math.round(after.balance * 100)).toBe(Math.round(before * 100) - paid * Math.round(amount * 100));
    expect(after.lines.every(({ balance }) => balance >= 0)).toBe(true);
  });

  test('a correction is a line of its own in the month it is made', async () => {
    const income = await takeIn(90);
    const now = service.now;
    const november = await statement('xyb-clerk', '2026-11');
    moveTo(Date.parse('2026-12-03T02:00:00Z'));
    const corrected = await (await as('xyb-clerk')).command(income.id, {
      version: income.version,
      command: { type: 'correct', step: 'bookIncome', data: { incomeAmount: 80 }, reason: '看错一位' },
    });
    expect(corrected.ok).toBe(true);
    expect(await statement('xyb-clerk', '2026-11')).toMatchObject({
      closing: november.closing,
      lines: november.lines,
      balance: november.closing - 10,
      running: false,
    });
    const december = await statement();
    expect(december).toMatchObject({ opening: november.closing, in: -10, closing: november.closing - 10 });
    expect(december.lines).toMatchObject([{ kind: 'corrected', amount: -10, direction: 'in' }]);
    moveTo(now);
  });

  test('the statement goes out as a workbook with numbers as numbers', async () => {
    const cookie = await service.cookieOf('xyb-clerk');
    const response = await service.app.request(
      `/api/v1/accounts/${encodeURIComponent(ACCOUNT)}.xlsx?place=${PLACE}&month=2026-11`,
      { headers: { cookie } },
    );
    expect(response.status).toBe(200);
    const cells = await readSheet(new Uint8Array(await response.arrayBuffer()));
    expect(cells.flat()).toContain('演示数据·人员虚构');
    expect(cells.find((row) => row.includes('社会公益捐助'))?.[5]).toBe(1000.55);
    const resident = await service.app.request(`/api/v1/accounts/${encodeURIComponent(ACCOUNT)}.xlsx?place=${PLACE}`, {
      headers: { cookie: await service.cookieOf('xyb-resident') },
    });
    expect(resident.status).toBe(403);
  });

  const upload = async (rows: string, run: 'rehearse' | 'import', leaveOut = false) =>
    unwrap(
      await (await as('xyb-clerk')).importRecords(MEMBERS, new TextEncoder().encode(rows), {
        place: PLACE,
        name: 'members.csv',
        run,
        ...(leaveOut ? { leaveOut: 'true' as const } : {}),
      }),
    );
  const HEAD = '人员编号,姓名,身份（可兼任）,是否在业委会名单上（主任在内）,是否为召集人,起始日期\n';
  const NINE = [
    'p1,演示甲,小区党小组组长、业委会主任,是,是,2026-01-01',
    'g1,演示乙,小区网格长,否,否,2026-01-01',
    ...['o2', 'o3', 'o4', 'o5'].map((id) => `${id},演示${id},业委会成员,是,否,2026-01-01`),
    ...['r1', 'r2'].map((id) => `${id},演示${id},居民代表,否,否,2026-01-01`),
  ];

  test('a file is rehearsed row by row and kept only when it is right', async () => {
    const bad = `${HEAD}${NINE.join('\n')}\nr1,演示丙,居民代表,否,否,2026-02-30\nr9,演示丁,住户,否,否,\n`;
    const found = await upload(bad, 'rehearse');
    expect(found).toMatchObject({ kept: false, rows: 10, good: 8 });
    expect(found.problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [10, 'F 起始日期', 'cellNotADate'],
      [10, 'A 人员编号', 'recordTwice'],
      [11, 'C 身份（可兼任）', 'cellNotAChoice'],
    ]);
    expect((await upload(bad, 'import')).kept).toBe(false);
    expect(unwrap(await (await as('xyb-clerk')).register(MEMBERS)).rows).toHaveLength(0);
    expect(await upload(bad, 'import', true)).toMatchObject({ kept: true, good: 8 });
    expect(unwrap(await (await as('xyb-clerk')).register(MEMBERS)).rows).toHaveLength(8);
    expect((await upload(`${HEAD}${NINE.join('\n')}\n`, 'rehearse')).good).toBe(0);
  });

  test('what the pack asks about the book follows the records that hold', async () => {
    const asked = async () => {
      const book = unwrap(await (await as('xyb-clerk')).register(MEMBERS));
      const found = book.kept?.asked.find(({ decision }) => decision.endsWith('/composition'));
      const answer = unwrap(
        await (await as('xyb-clerk')).decide({
          region: PLACE,
          at: '2026-11-25',
          decision: found?.decision ?? '',
          facts: found?.facts ?? {},
        }),
      );
      return answer.value;
    };
    expect(await asked()).toEqual({ conforms: false, faults: ['residentReps:2', 'count:8'] });
    const added = await (await as('xyb-convener')).addRecord(MEMBERS, {
      place: PLACE,
      data: { personNo: 'r3', name: '演示r3', roles: ['residentRep'], inOwnersCommittee: false, isConvener: false },
    });
    expect(added.ok).toBe(true);
    expect(await asked()).toEqual({ conforms: true });
  });

  test('a record changes, is corrected and ends, each with a reason and only as one saw it', async () => {
    const clerk = await as('xyb-clerk');
    const row = unwrap(await clerk.register(MEMBERS)).rows.find(({ cells }) => cells['personNo'] === 'r1');
    const seen = unwrap(await clerk.record(MEMBERS, row?.record ?? ''));
    const command = { type: 'change', data: { name: '演示新名' }, from: '2026-10-01', reason: '更名' } as const;
    const changed = unwrap(
      await clerk.commandRecord(MEMBERS, seen.record.id, { version: seen.record.version, command }, 'key-one-1'),
    );
    expect(changed.record.versions).toHaveLength(2);
    // The same key again is the same act; another tab that saw the record before is told.
    const again = await clerk.commandRecord(
      MEMBERS,
      seen.record.id,
      { version: seen.record.version, command },
      'key-one-1',
    );
    expect(again.ok && again.value.record.version).toBe(changed.record.version);
    const stale = await clerk.commandRecord(MEMBERS, seen.record.id, {
      version: seen.record.version,
      command: { type: 'end', until: '2026-11-30', reason: '搬离' },
    });
    expect(!stale.ok && [stale.problem.status, stale.problem.code]).toEqual([409, 'recordChanged']);
    const holder = await as('xyb-committee');
    expect(unwrap(await holder.record(MEMBERS, seen.record.id)).mayKeep).toBe(false);
    const refused = await holder.commandRecord(MEMBERS, seen.record.id, {
      version: changed.record.version,
      command: { type: 'end', until: '2026-11-30', reason: '搬离' },
    });
    expect(!refused.ok && refused.problem.issues[0]?.code).toBe('notYourRegister');
    const earlier = unwrap(await clerk.register(MEMBERS, { at: '2026-09-30' }));
    expect(earlier.rows.map(({ texts }) => texts['name'])).toContain('演示r1');
    const later = unwrap(await clerk.register(MEMBERS, { at: '2026-10-01' }));
    expect(later.rows.map(({ texts }) => texts['name'])).toContain('演示新名');
  });

  test('the same person is not entered twice, from two tabs at once either', async () => {
    const data = { personNo: 'h1', name: '演示联名人', holderRole: 'convener' };
    const clerk = await as('xyb-clerk');
    const replies = await Promise.all([
      clerk.addRecord(HOLDERS, { place: PLACE, data }),
      clerk.addRecord(HOLDERS, { place: PLACE, data }),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = replies.find((reply) => !reply.ok);
    expect(refused && !refused.ok && refused.problem.issues[0]?.code).toBe('recordTwice');
  });

  test('whoever has no part in the estate does not find its books; the community above reads them', async () => {
    const resident = await as('xyb-resident');
    expect(unwrap(await resident.registers()).map(({ id }) => id)).not.toContain(MEMBERS);
    const hidden = await resident.register(MEMBERS);
    expect(!hidden.ok && hidden.problem.status).toBe(404);
    const community = await as('xyb-community');
    expect(unwrap(await community.registers()).map(({ id }) => id)).toEqual(expect.arrayContaining([MEMBERS, ACCOUNT]));
    expect((await statement('xyb-community')).flows.every(({ may }) => !may)).toBe(true);
    const row = unwrap(await community.register(MEMBERS)).rows[0];
    expect(unwrap(await community.record(MEMBERS, row?.record ?? '')).mayKeep).toBe(false);
  });

  test('the export of a kept register can be read in again', async () => {
    const cookie = await service.cookieOf('xyb-clerk');
    const response = await service.app.request(`/api/v1/registers/${encodeURIComponent(MEMBERS)}.xlsx`, {
      headers: { cookie },
    });
    const cells = await readSheet(new Uint8Array(await response.arrayBuffer()));
    expect(cells.some((row) => row.includes('人员编号'))).toBe(true);
    const template = await service.app.request(
      `/api/v1/registers/${encodeURIComponent(MEMBERS)}/template?place=${PLACE}`,
      { headers: { cookie } },
    );
    const headings = (await readSheet(new Uint8Array(await template.arrayBuffer()))).at(-1);
    expect(headings).toContain('人员编号*');
    expect(headings).toContain('起始日期');
  });

  test('a file that is none is refused, and a zip bomb is not unpacked', async () => {
    const clerk = await as('xyb-clerk');
    const query = { place: PLACE, name: 'x.xlsx', run: 'rehearse' } as const;
    const broken = await clerk.importRecords(MEMBERS, new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), query);
    expect(!broken.ok && broken.problem.code).toBe('sheetNotReadable');
    const bomb = new Uint8Array(64);
    new DataView(bomb.buffer).setUint32(0, 0x04034b50, true);
    new DataView(bomb.buffer).setUint32(8, 0x02014b50, true);
    new DataView(bomb.buffer).setUint32(8 + 24, 0xf0000000, true);
    const large = await clerk.importRecords(MEMBERS, bomb, query);
    expect(!large.ok && large.problem.code).toBe('sheetNotReadable');
  });

  test('dropped projections come back to the same bytes', async () => {
    const collections = [ACCOUNTS, ACCOUNT_LINES, KEPT_RECORDS, BOOKS, REGISTER_RECORDS];
    const all = async () => {
      const found: string[] = [];
      for (const collection of collections)
        for await (const { key, value } of eachDocument(service.store, collection))
          found.push(`${collection} ${key} ${JSON.stringify(value)}`);
      return found;
    };
    const before = await all();
    expect(before.length).toBeGreaterThan(30);
    await rebuildProjections(service.store, createPolicies(packs, service.store));
    expect(await all()).toEqual(before);
  });
});
