import { afterAll, describe, expect, test } from 'vitest';
import { startTestService, unwrap } from '../tests/service.ts';
import { VILLAGE_A } from '../tests/tiny-pack.ts';

const service = await startTestService();
afterAll(() => service.close());

const question = { region: 'zz/one/two', at: '2026-11-25', decision: 'tiny/route', facts: { amount: 1000 } };
const send = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  service.app.request('/api/v1/decide', { method: 'POST', headers, body });

describe('a question', () => {
  test('is answered anonymously, with its explanation, and nothing is stored', async () => {
    const before = await service.store.readHead();
    const reply = unwrap(await service.client.decide(question));
    expect(reply).toMatchObject({ status: 'decided', value: { route: 'direct' }, layer: 'banner-county' });
    expect(reply.explanation.resident).toContain('自行办理');
    const [change] = reply.explanation.change;
    const facts = { ...question.facts, ...(change?.facts as { amount: number }) };
    expect(unwrap(await service.client.decide({ ...question, facts }))).toMatchObject({ ...change?.leadsTo });
    expect(change?.leadsTo.value).not.toEqual(reply.value);
    expect(reply.decisionRecord).toBeUndefined();
    expect(await service.store.readHead()).toEqual(before);
  });

  test('is recorded only for the signed-in, and the record can be replayed', async () => {
    const anonymous = await service.client.decide({ ...question, record: true });
    expect(anonymous).toMatchObject({ ok: false, problem: { status: 401, code: 'signInRequired' } });
    const clerk = await service.as('clerk');
    const { decisionRecord } = unwrap(await clerk.decide({ ...question, record: true }));
    const record = unwrap(await clerk.decisionRecord(decisionRecord ?? ''));
    expect(record).toMatchObject({ question, replay: { same: true } });
    expect(await (await service.as('worker-a')).decisionRecord(decisionRecord ?? '')).toMatchObject({
      ok: false,
      problem: { status: 404 },
    });
  });

  test.each([
    ['an unknown region', { ...question, region: 'zz/on' }, 200, undefined],
    ['a region of no pack', { ...question, region: 'yy' }, 422, 'unknownRegion'],
    ['an unknown decision', { ...question, decision: 'tiny/rout' }, 422, 'unknownDecision'],
    ['an unknown fact', { ...question, facts: { amunt: 1 } }, 422, 'unknownFact'],
    ['a date that is none', { ...question, at: '2026-02-30' }, 422, 'invalidRequest'],
    ['packOverride', { ...question, packOverride: { 'zz/one/two': { limit: 1 } } }, 422, 'packOverrideRefused'],
    ['an unknown key', { ...question, more: 1 }, 422, 'invalidRequest'],
    ['a missing key', { region: 'zz', at: '2026-11-25', facts: {} }, 422, 'invalidRequest'],
  ])('with %s', async (_what, body, status, code) => {
    const response = await send(JSON.stringify(body));
    expect(response.status).toBe(status);
    if (code === undefined) return;
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await response.json()) as {
      code: string;
      detail: string;
      issues: { code: string; path: string; message: string }[];
    };
    expect(problem.code).toBe(code);
    expect(problem.detail).toMatch(/[一-龥]/);
    expect(problem.issues[0]?.path).toMatch(/^\//);
    expect(problem.issues[0]?.message).toMatch(/[一-龥]/);
  });

  test('with a near miss gets a suggestion', async () => {
    const reply = await service.client.decide({ ...question, decision: 'tiny/rout' });
    expect(reply).toMatchObject({ problem: { issues: [{ path: '/decision', params: { suggestion: 'tiny/route' } }] } });
  });

  test.each([
    ['broken JSON', '{"region":', 400],
    ['a repeated key', '{"region":"zz","region":"zz"}', 400],
    ['__proto__', '{"__proto__":{}}', 400],
    ['NUL', '{"region":"\\u0000"}', 400],
    ['half a character', '{"region":"\\ud800"}', 400],
    ['a million brackets', '['.repeat(1_000_000), 400],
    ['no body', '', 400],
  ])('as %s is refused with a pointer', async (_what, body, status) => {
    const response = await send(body);
    expect(response.status).toBe(status);
    const problem = (await response.json()) as { issues: { message: string }[] };
    expect(problem.issues).toHaveLength(1);
    expect(problem.issues[0]?.message).toMatch(/[一-龥]/);
  });

  test('of another content type is refused', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/json; charset=gbk',
      'application/problem+json',
      '',
    ]) {
      expect((await send(JSON.stringify(question), type === '' ? {} : { 'content-type': type })).status, type).toBe(
        415,
      );
    }
    expect((await send(JSON.stringify(question), { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(
      200,
    );
  });

  test('too large is refused, declared or streamed', async () => {
    expect((await send(JSON.stringify({ ...question, facts: { note: 'x'.repeat(1_100_000) } }))).status).toBe(413);
    expect((await send('{}', { 'content-type': 'application/json', 'content-length': '999999999' })).status).toBe(413);
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 1;
        if (pulled > 10_000) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const response = await service.app.request('/api/v1/decide', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(100);
  });
});

test('anonymous questions are limited per address, the signed-in are not', async () => {
  const limited = await startTestService({ decideRate: { burst: 3, perSecond: 1 } });
  for (let n = 0; n < 3; n += 1) expect((await limited.client.decide(question)).ok).toBe(true);
  expect(await limited.client.decide(question)).toMatchObject({
    ok: false,
    problem: { status: 429, code: 'tooManyRequests' },
  });
  const worker = await limited.as('worker-a');
  for (let n = 0; n < 5; n += 1) expect((await worker.decide({ ...question, region: VILLAGE_A })).ok).toBe(true);
  limited.now += 1000;
  expect((await limited.client.decide(question)).ok).toBe(true);
  await limited.close();
});

test('the packs are public: policy with ETag, regions, catalogue', async () => {
  const policy = unwrap(await service.client.policy({ region: VILLAGE_A }));
  expect(policy.layered.layers.map(({ id }) => id)).toEqual(['zz', 'zz-one-two']);
  const again = await service.app.request(`/api/v1/policy?region=${VILLAGE_A}`, {
    headers: { 'if-none-match': `"${policy.revision}"` },
  });
  expect(again.status).toBe(304);
  expect(unwrap(await service.client.policy({ region: 'zz/one/two', revision: policy.revision })).revision).toBe(
    policy.revision,
  );
  expect(await service.client.policy({ region: 'zz/one/two', revision: 'deadbeef' })).toMatchObject({
    problem: { code: 'unknownRevision' },
  });
  expect(unwrap(await service.client.regions()).find(({ path }) => path === 'zz/one/two')).toMatchObject({
    title: '测试旗',
    pack: true,
    level: 'banner-county',
  });
  expect(unwrap(await service.client.catalogue({ region: 'zz/one/two' }))).toMatchObject([
    { decision: 'tiny/route', params: ['limit'], facts: { amount: { unit: 'yuan' } } },
  ]);
});

test('one decision through the API is quick', async () => {
  const quick = await startTestService({ decideRate: { burst: 1e9, perSecond: 1e9 } });
  const body = JSON.stringify(question);
  const once = () =>
    quick.app.request('/api/v1/decide', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  for (let n = 0; n < 500; n += 1) await once();
  const rounds = 2000;
  const start = performance.now();
  for (let n = 0; n < rounds; n += 1) await (await once()).text();
  const each = ((performance.now() - start) / rounds) * 1000;
  console.info(`decide through app.request: ${each.toFixed(0)} µs`);
  expect(each).toBeLessThan(5000);
  await quick.close();
});
