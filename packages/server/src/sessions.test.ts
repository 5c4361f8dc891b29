import { afterAll, describe, expect, test } from 'vitest';
import { startTestService, unwrap } from '../tests/service.ts';
import { createLink } from './links.ts';

const service = await startTestService({ linkSecret: 'x'.repeat(43), signInRate: { burst: 1000, perSecond: 1000 } });
afterAll(() => service.close());

describe('a one-time link', () => {
  test('signs in once', async () => {
    const link = await createLink(service.store, { person: 'clerk', clock: () => service.now });
    expect(link?.path).toBe(`/#link=${link?.link}`);
    const first = await service.app.request('/api/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link: link?.link }),
    });
    expect(first.status).toBe(201);
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(await first.json()).toMatchObject({
      person: { id: 'clerk', assignments: [{ roleTitle: '镇经办人', placeTitle: '演示镇' }] },
      may: ['export', 'oversee'],
      demo: false,
    });
    expect(await service.client.signIn(link?.link ?? '')).toMatchObject({
      ok: false,
      problem: { status: 401, code: 'linkNotValid' },
    });
  });

  test('used twice at the same time signs in one', async () => {
    const link = (await createLink(service.store, { person: 'clerk', clock: () => service.now }))?.link ?? '';
    const both = await Promise.all([service.client.signIn(link), service.client.signIn(link)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('is kept as a hash only, expires, and cannot be guessed', async () => {
    const link = (await createLink(service.store, { person: 'clerk', clock: () => service.now }))?.link ?? '';
    expect(JSON.stringify(await service.store.listDocuments('links'))).not.toContain(link);
    service.now += 25 * 3600_000;
    expect(await service.client.signIn(link)).toMatchObject({ problem: { code: 'linkNotValid' } });
    expect(await service.client.signIn('a'.repeat(43))).toMatchObject({ problem: { code: 'linkNotValid' } });
  });

  test('is issued at the door to whoever knows the secret', async () => {
    const ask = (secret: string, more: object = {}) =>
      service.app.request('/api/v1/links', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret, ...more }),
      });
    expect((await ask('y'.repeat(43))).status).toBe(403);
    expect((await ask('x'.repeat(43), { person: 'nobody' })).status).toBe(404);
    const issued = await ask('x'.repeat(43), { person: 'worker-a' });
    expect(issued.status).toBe(201);
    const { link } = (await issued.json()) as { link: string };
    expect(unwrap(await service.client.signIn(link)).person.id).toBe('worker-a');
  });
});

describe('a session', () => {
  test('ends with signing out, and by time', async () => {
    const clerk = await service.as('clerk');
    expect(unwrap(await clerk.me()).person.name).toBe('测试镇');
    expect((await clerk.signOut()).ok).toBe(true);
    expect(await clerk.me()).toMatchObject({ problem: { status: 401, code: 'signInRequired' } });
    const other = await service.as('clerk');
    service.now += 13 * 3600_000;
    expect(await other.me()).toMatchObject({ problem: { status: 401 } });
  });

  test('cannot be made up, and no door opens without one', async () => {
    for (const path of [
      '/tasks',
      '/cases',
      '/cases/x',
      '/registers',
      '/registers/tiny%2Fbook',
      '/registers/tiny%2Fbook.xlsx',
      '/places',
      '/organisations',
      '/people',
      '/drafts',
      '/audit/verify',
      '/decisions/x',
      '/attachments/x:y',
      '/flows',
      '/cases/x/prints/y',
      '/cases/x/prints/y.docx',
      '/sessions/current',
    ]) {
      for (const cookie of ['', 'cebao_session=made-up']) {
        const response = await service.app.request(`/api/v1${path}`, { headers: { cookie } });
        expect(response.status, path).toBe(401);
      }
    }
  });
});

describe('switching the person', () => {
  test('is not there outside a demo', async () => {
    const clerk = await service.as('clerk');
    expect(await clerk.switchPerson('admin')).toMatchObject({ ok: false, problem: { status: 403, code: 'notDemo' } });
    expect(unwrap(await clerk.me()).person.id).toBe('clerk');
    expect(unwrap(await clerk.people()).map(({ id }) => id)).toEqual(['clerk']);
  });

  test('in a demo ends one session and begins another', async () => {
    const demo = await startTestService({ demo: true });
    const cookie = await demo.cookieOf('clerk');
    const people = await (await demo.app.request('/api/v1/people', { headers: { cookie } })).json();
    expect(people).toHaveLength(10);
    const response = await demo.app.request('/api/v1/sessions/switch', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'worker-b' }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ demo: true, person: { id: 'worker-b' } });
    expect((await demo.app.request('/api/v1/sessions/current', { headers: { cookie } })).status).toBe(401);
    await demo.close();
  });
});

test('guesses are slowed down, and behind an https front the cookie goes over https only', async () => {
  const guarded = await startTestService({ signInRate: { burst: 2, perSecond: 1 }, https: true });
  const link = await createLink(guarded.store, { person: 'clerk', clock: () => guarded.now });
  const send = (value: string) =>
    guarded.app.request('/api/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link: value }),
    });
  expect((await send(link?.link ?? '')).headers.get('set-cookie')).toMatch(/Secure/);
  expect((await send('a'.repeat(43))).status).toBe(401);
  const slow = await send('b'.repeat(43));
  expect(slow.status).toBe(429);
  expect(slow.headers.get('retry-after')).toBe('1');
  await guarded.close();
});
