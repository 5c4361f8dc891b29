import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINES, startTestService, type TestService, unwrap } from '../tests/service.ts';
import { tinyPacks, VILLAGE_A, VILLAGE_B } from '../tests/tiny-pack.ts';
import type { CaseReply, Client } from './client/index.ts';
import { createPolicies } from './policies.ts';
import { rebuildProjections } from './rebuild-projections.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe.each(ENGINES)('a case on a %s store', (engine) => {
  let service: TestService;
  let worker: Client;
  let clerk: Client;
  let signer: Client;
  beforeAll(async () => {
    service = await startTestService({ engine });
    worker = await service.as('worker-a');
    clerk = await service.as('clerk');
    signer = await service.as('signer-a');
  });
  afterAll(() => service.close());

  const opened = async (name: string, more: object = {}): Promise<CaseReply> =>
    unwrap(
      await worker.openCase({
        flow: 'tiny/matter',
        place: VILLAGE_A,
        data: { name, amount: 900, evaluator: 'org-1' },
        submit: true,
        ...more,
      }),
    );
  const reviewed = async (name: string): Promise<CaseReply> => {
    const { id, version } = await opened(name);
    return unwrap(
      await clerk.command(id, { version, command: { type: 'submit', step: 'review', data: { conclusion: 'agree' } } }),
    );
  };

  test('is opened, filled, reviewed, signed and ended by several people', async () => {
    const flows = unwrap(await worker.flows());
    expect(flows).toMatchObject([
      {
        flow: 'tiny/matter',
        firstStep: 'apply',
        form: 'tiny/apply',
        level: 'village-community',
        places: [{ path: VILLAGE_A, title: '演示社区甲' }],
      },
    ]);
    expect(unwrap(await clerk.flows())).toEqual([]);

    const first = unwrap(
      await worker.openCase({ flow: 'tiny/matter', place: VILLAGE_A, data: { name: '修路', amount: 900 } }),
    );
    expect(first).toMatchObject({
      version: 1,
      placeTitle: '演示社区甲',
      flowTitle: '小办件',
      state: { title: '修路', governedOn: '2026-11-25' },
      names: { people: { 'worker-a': '测试甲' } },
    });
    expect(unwrap(await worker.tasks()).find(({ caseId }) => caseId === first.id)).toMatchObject({
      step: 'apply',
      kind: 'submit',
      placeTitle: '演示社区甲',
    });

    const file = unwrap(await worker.attach(first.id, bytes('照片'), { name: '../现场?.jpg', step: 'apply' }));
    expect(file).toMatchObject({ name: '.._现场_.jpg', size: 6 });
    const applied = unwrap(
      await worker.command(first.id, {
        version: 1,
        command: { type: 'submit', step: 'apply', data: { name: '修路', amount: 900 }, attachments: [file.id] },
      }),
    );
    expect(applied.version).toBe(2);
    expect(applied.state.data['route']).toMatchObject({ status: 'decided', value: { route: 'direct' } });
    expect(applied.attachments).toHaveLength(1);
    expect(unwrap(await worker.tasks()).some(({ caseId }) => caseId === first.id)).toBe(false);

    const wrong = await worker.command(first.id, {
      version: 2,
      command: { type: 'submit', step: 'review', data: { conclusion: 'agree' } },
    });
    expect(wrong).toMatchObject({
      ok: false,
      problem: { status: 422, code: 'commandRefused', issues: [{ code: 'notYourStep' }] },
    });
    const early = await worker.command(first.id, {
      version: 2,
      command: { type: 'submit', step: 'confirm', data: {} },
    });
    expect(early).toMatchObject({ problem: { issues: [{ code: 'tooEarly', message: '前面的环节还没有完成' }] } });

    expect(unwrap(await clerk.tasks()).find(({ caseId }) => caseId === first.id)).toMatchObject({
      step: 'review',
      action: '提交审核意见',
    });
    expect(await clerk.print(first.id, 'sheet')).toMatchObject({ problem: { code: 'printNotReady' } });
    const agreed = unwrap(
      await clerk.command(first.id, {
        version: 2,
        command: { type: 'submit', step: 'review', data: { conclusion: 'agree' } },
      }),
    );
    expect(unwrap(await clerk.print(first.id, 'sheet'))).toMatchObject({
      title: '审批表',
      demo: false,
      rows: [{ text: '修路' }, { label: '金额', text: expect.stringContaining('900.00') }],
      signatures: [{ stamp: false }, { label: '负责人', stamp: true }],
    });

    const asked = unwrap(
      await worker.command(first.id, {
        version: agreed.version,
        command: { type: 'submit', step: 'confirm', data: {} },
      }),
    );
    const mine = unwrap(await signer.case(first.id)).view.mine.find(({ type }) => type === 'sign');
    const contentHash = mine?.type === 'sign' ? mine.contentHash : '';
    expect(unwrap(await signer.tasks())).toMatchObject([{ caseId: first.id, kind: 'sign' }]);
    const stale = await signer.command(first.id, {
      version: asked.version,
      command: { type: 'sign', step: 'confirm', contentHash: 'other' },
    });
    expect(stale.ok).toBe(false);
    const ended = unwrap(
      await signer.command(first.id, {
        version: asked.version,
        command: { type: 'sign', step: 'confirm', contentHash },
      }),
    );
    expect(ended.state.ended).toMatchObject({ end: 'completed' });
    expect(unwrap(await worker.cases({ state: 'ended' })).rows).toMatchObject([{ id: first.id, state: 'ended' }]);

    const decisions = await service.store.readDecisions(first.id);
    expect(decisions).toHaveLength(1);
    expect(unwrap(await clerk.decisionRecord(decisions[0]?.id ?? ''))).toMatchObject({
      caseId: first.id,
      replay: { same: true },
    });
    expect(unwrap(await (await service.as('admin')).verifyAudit())).toMatchObject({ ok: true });
    expect(await worker.verifyAudit()).toMatchObject({ problem: { status: 403, code: 'notAllowed' } });
  });

  test('is returned for correction with a reason, and comes back', async () => {
    const { id, version } = await opened('退回');
    const back = unwrap(
      await clerk.command(id, { version, command: { type: 'return', to: 'apply', reason: '金额请写清楚' } }),
    );
    expect(back.state.returned).toMatchObject({ reason: '金额请写清楚' });
    expect(unwrap(await worker.tasks()).find(({ caseId }) => caseId === id)).toMatchObject({
      step: 'apply',
      returned: { reason: '金额请写清楚' },
    });
    expect(unwrap(await worker.cases({ state: 'returned' })).rows.map((row) => row.id)).toContain(id);
    const again = unwrap(
      await worker.command(id, {
        version: back.version,
        command: { type: 'submit', step: 'apply', data: { name: '退回', amount: 901 } },
      }),
    );
    expect(again.state.returned).toBeUndefined();
  });

  test('moves on only from the version that was seen', async () => {
    const { id, version } = await opened('两人');
    const both = await Promise.all(
      ['agree', 'refuse'].map((conclusion) =>
        clerk.command(id, { version, command: { type: 'submit', step: 'review', data: { conclusion } } }),
      ),
    );
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ problem: { status: 409, code: 'staleVersion' } });
    expect(await clerk.command(id, { version, command: { type: 'comment', text: '迟到' } })).toMatchObject({
      problem: { status: 409, code: 'staleVersion' },
    });
    expect((await service.store.readStream(`case/${id}`)).length).toBe(version + 1);
  });

  test('takes the same submission once, however often it is sent', async () => {
    const key = 'the-same-key-again';
    const request = { flow: 'tiny/matter', place: VILLAGE_A, data: { name: '双击', amount: 1 }, submit: true };
    const both = await Promise.all([worker.openCase(request, key), worker.openCase(request, key)]);
    const ids = new Set([...both, await worker.openCase(request, key)].map((reply) => unwrap(reply).id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    const command = { version: 2, command: { type: 'submit' as const, step: 'review', data: { conclusion: 'agree' } } };
    const sent = await Promise.all([
      clerk.command(id, command, 'key-of-the-review'),
      clerk.command(id, command, 'key-of-the-review'),
    ]);
    expect(sent.map((reply) => unwrap(reply).version)).toEqual([3, 3]);
    expect(unwrap(await clerk.command(id, command, 'key-of-the-review')).version).toBe(3);
    expect(await clerk.command(id, { ...command, version: 3 }, 'key-of-the-review')).toMatchObject({
      problem: { status: 409, code: 'keyReused' },
    });
    expect(await worker.openCase({ ...request, data: { name: '别的', amount: 1 } }, key)).toMatchObject({
      problem: { status: 409, code: 'keyReused' },
    });
  });

  test('shows both answers when the screen had shown another one, and writes nothing', async () => {
    const { revision } = unwrap(await service.client.policy({ region: VILLAGE_A }));
    const request = { flow: 'tiny/matter', place: VILLAGE_A, data: { name: '预览', amount: 1001 }, submit: true };
    const before = await service.store.readHead();
    const shown = { status: 'decided', value: { route: 'direct' } };
    const differs = await worker.openCase({ ...request, preview: { revision, answers: { 'tiny/route': shown } } });
    expect(differs).toMatchObject({
      ok: false,
      problem: {
        status: 409,
        code: 'previewDiffers',
        answers: {
          preview: { 'tiny/route': shown },
          service: { 'tiny/route': { status: 'decided', value: { route: 'tender' } } },
        },
      },
    });
    expect(await service.store.readHead()).toEqual(before);
    const { explanation: _words, ...answer } = unwrap(
      await service.client.decide({
        region: VILLAGE_A,
        at: '2026-11-25',
        decision: 'tiny/route',
        facts: { amount: 1001 },
      }),
    );
    expect(
      (await worker.openCase({ ...request, preview: { revision, answers: { 'tiny/route': answer as never } } })).ok,
    ).toBe(true);
  });

  test('refuses bad data with pointers, and nothing is half-written', async () => {
    const before = await service.store.readHead();
    const refused = [
      await worker.openCase({
        flow: 'tiny/matter',
        place: VILLAGE_A,
        data: { name: '甲', amount: '一' },
        submit: true,
      }),
      await worker.openCase({ flow: 'tiny/matter', place: VILLAGE_A, data: { amount: 1 }, submit: true }),
      await worker.openCase({ flow: 'tiny/matter', place: VILLAGE_B, data: { name: '甲', amount: 1 }, submit: true }),
      await worker.openCase({ flow: 'tiny/matter', place: `${VILLAGE_A}/x`, data: { name: '甲', amount: 1 } }),
      await worker.openCase({ flow: 'tiny/nothing', place: VILLAGE_A }),
    ];
    for (const reply of refused) {
      expect(reply).toMatchObject({ ok: false, problem: { status: 422 } });
      if (!reply.ok) for (const { message } of reply.problem.issues) expect(message).toMatch(/[一-龥]/);
    }
    expect(await service.store.readHead()).toEqual(before);
    const raw = await service.app.request('/api/v1/cases', {
      method: 'POST',
      headers: { cookie: await service.cookieOf('worker-a'), 'content-type': 'application/json' },
      body: JSON.stringify({ flow: 'tiny/matter', place: VILLAGE_A }),
    });
    expect(await raw.json()).toMatchObject({ status: 400, code: 'keyRequired' });
  });

  test('is seen at its place and above, by its parties, and by nobody else', async () => {
    const { id } = await opened('秘密');
    const attached = unwrap(await worker.attach(id, bytes('x'), { name: 'x.txt' }));
    for (const person of ['worker-a', 'clerk', 'eval-1']) {
      const client = await service.as(person);
      expect((await client.case(id)).ok, person).toBe(true);
    }
    for (const person of ['worker-b', 'worker-c', 'eval-2', 'admin', 'drafter']) {
      const client = await service.as(person);
      const cookie = await service.cookieOf(person);
      expect(await client.case(id), person).toMatchObject({ problem: { status: 404, code: 'unknownCase' } });
      expect(await client.command(id, { version: 2, command: { type: 'comment', text: '看看' } })).toMatchObject({
        problem: { status: 404 },
      });
      expect(await client.print(id, 'sheet')).toMatchObject({ problem: { status: 404 } });
      expect(await client.attach(id, bytes('y'), { name: 'y.txt' })).toMatchObject({ problem: { status: 404 } });
      expect((await service.app.request(client.attachmentUrl(attached.id), { headers: { cookie } })).status).toBe(404);
      expect(unwrap(await client.cases()).rows.map((row) => row.id)).not.toContain(id);
      expect(unwrap(await client.tasks()).map(({ caseId }) => caseId)).not.toContain(id);
      const register = await client.register('tiny/book');
      if (register.ok) expect(register.value.rows.map(({ caseId }) => caseId)).not.toContain(id);
    }
  });

  test('fills the register, which goes out as a workbook only with the right to', async () => {
    const { id } = await opened('=1+1');
    const register = unwrap(await clerk.register('tiny/book'));
    expect(register.columns.map(({ title }) => title)).toEqual(['名称', '金额']);
    expect(register.rows.find(({ caseId }) => caseId === id)).toMatchObject({
      cells: { name: '=1+1', amount: 900 },
      placeTitle: '演示社区甲',
    });
    expect(unwrap(await clerk.registers())).toMatchObject([
      { id: 'tiny/book', title: '办件台账', records: register.rows.length },
    ]);
    const file = await service.app.request(clerk.registerUrl('tiny/book'), {
      headers: { cookie: await service.cookieOf('clerk') },
    });
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toContain("filename*=UTF-8''");
    expect(new Uint8Array(await file.arrayBuffer()).slice(0, 2)).toEqual(bytes('PK'));
    expect(
      (
        await service.app.request(signer.registerUrl('tiny/book'), {
          headers: { cookie: await service.cookieOf('signer-a') },
        })
      ).status,
    ).toBe(403);
    expect(await clerk.register('tiny/none')).toMatchObject({ problem: { code: 'unknownRegister' } });
  });

  test('gives its papers as Word files and its attachments as downloads', async () => {
    const { id } = await reviewed('打印');
    const cookie = await service.cookieOf('clerk');
    const paper = await service.app.request(clerk.printUrl(id, 'sheet'), { headers: { cookie } });
    expect(paper.headers.get('content-type')).toContain('wordprocessingml');
    const page = unwrap(await worker.attach(id, bytes('<script>alert(1)</script>'), { name: 'a.html' }));
    const file = await service.app.request(clerk.attachmentUrl(page.id), { headers: { cookie } });
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="a.html"/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(
      await clerk.command(id, {
        version: 3,
        command: { type: 'submit', step: 'confirm', data: {}, attachments: ['other:1'] },
      }),
    ).toMatchObject({ problem: { issues: [{ code: 'unknownAttachment', path: '/command/attachments/0' }] } });
    const huge = await worker.attach(id, new Uint8Array(21 * 1024 * 1024), { name: 'big.bin' });
    expect(huge).toMatchObject({ problem: { status: 413, code: 'tooLarge' } });
  });

  test('projections dropped and made again are the same, byte by byte', async () => {
    const all = async () =>
      JSON.stringify(
        [await service.store.listDocuments('cases'), await service.store.listDocuments('register-records')].map(
          (list) => list.map(({ key, value }) => [key, value]),
        ),
      );
    const before = await all();
    expect(await rebuildProjections(service.store, createPolicies(tinyPacks(), service.store))).toBeGreaterThan(5);
    expect((await all()) === before).toBe(true);
  });
});
