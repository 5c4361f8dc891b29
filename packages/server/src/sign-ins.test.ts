import { afterAll, describe, expect, test, vi } from 'vitest';
import { startTestService, unwrap } from '../tests/service.ts';
import { createLink } from './links.ts';
import { passwordIssues } from './passwords.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';

/** The real library, counted. */
const hashing = vi.hoisted(() => ({ verified: 0 }));
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<typeof import('@node-rs/argon2')>();
  const verify: typeof real.verify = (...given) => {
    hashing.verified += 1;
    return real.verify(...given);
  };
  return { ...real, verify };
});

const service = await startTestService({ signInRate: { burst: 10_000, perSecond: 10_000 } });
afterAll(() => service.close());

const SENTENCE = '院子里有三棵老榆树';
const GOOD = `${SENTENCE}和一口井`;

async function send(path: string, body: object, cookie = '', method = 'POST') {
  return service.app.request(`/api/v1${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(method === 'DELETE' ? {} : { body: JSON.stringify(body) }),
  });
}
const cookieIn = (reply: Response) =>
  (reply.headers.getSetCookie().find((one) => one.startsWith('cebao_session=')) ?? '').split(';')[0] ?? '';
const problemOf = async (reply: Response) =>
  (await reply.json()) as { code: string; detail: string; issues: { code: string }[] };
const alive = async (cookie: string) => (await send('/sessions/current', {}, cookie, 'DELETE')).status === 204;

describe('a password', () => {
  test('is set after coming in by a link, kept as argon2id only, and signs in; the cookie is HttpOnly and new', async () => {
    const worker = await service.cookieOf('worker-a');
    const set = await send('/password', { name: 'Wang.Jia', password: GOOD }, worker);
    expect(set.status).toBe(200);
    const [kept] = await service.store.listDocuments('sign-ins');
    expect((kept?.value as { hash?: string } | undefined)?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const whole = JSON.stringify([
      await service.store.listDocuments('sign-ins'),
      await service.store.listDocuments('sessions'),
      await service.store.readStream('sign-in/worker-a'),
    ]);
    expect(whole).not.toContain(SENTENCE);
    const reply = await send('/sessions/password', { name: ' wang.jia', password: GOOD });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/);
    expect(await reply.json()).toMatchObject({ person: { id: 'worker-a' } });
    // The session that this browser had before is over.
    const first = cookieIn(reply);
    const second = cookieIn(await send('/sessions/password', { name: 'wang.jia', password: GOOD }, first));
    expect(second).not.toBe(first);
    expect(await alive(first)).toBe(false);
    expect(await alive(second)).toBe(true);
  });

  test('tells nobody whether there is such an account: same status, same words, no name in them', async () => {
    const wrong = await send('/sessions/password', { name: 'wang.jia', password: 'not the one at all' });
    const unknown = await send('/sessions/password', { name: 'nobody.here', password: 'not the one at all' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await problemOf(wrong)).toEqual(await problemOf(unknown));
    // Both work out a hash, so that neither is answered sooner.
    for (const name of ['nobody.here', 'wang.jia']) {
      service.now += 3600_001;
      const before = hashing.verified;
      await send('/sessions/password', { name, password: 'wrong again' });
      expect(hashing.verified - before, name).toBe(1);
    }
  });

  test('changed ends all other sessions; the old one is asked for unless one came in by a link', async () => {
    const one = cookieIn(await send('/sessions/password', { name: 'wang.jia', password: GOOD }));
    const two = cookieIn(await send('/sessions/password', { name: 'wang.jia', password: GOOD }));
    const next = '冬天的暖气片上烤着馒头片';
    const refused = await send('/password', { name: 'wang.jia', password: next, old: 'no' }, one);
    expect(refused.status).toBe(422);
    expect((await problemOf(refused)).issues).toMatchObject([{ code: 'oldPasswordWrong' }]);
    expect((await send('/password', { name: 'wang.jia', password: next }, one)).status).toBe(422);
    expect((await send('/password', { name: 'wang.jia', password: next, old: GOOD }, one)).status).toBe(200);
    expect(await alive(two)).toBe(false);
    expect(await alive(one)).toBe(true);
    expect((await send('/sessions/password', { name: 'wang.jia', password: GOOD })).status).toBe(401);
    service.now += 3600_001;
    const link = await service.cookieOf('worker-a');
    expect((await send('/password', { name: 'wang.jia', password: GOOD }, link)).status).toBe(200);
  });

  test('cannot be set for the first time by an old session, nor under the name of somebody else', async () => {
    const clerk = await service.cookieOf('clerk');
    const taken = await send('/password', { name: 'WANG.JIA', password: GOOD }, clerk);
    expect((await problemOf(taken)).issues).toMatchObject([{ code: 'signInNameTaken' }]);
    service.now += 31 * 60_000;
    expect((await problemOf(await send('/password', { name: 'zhen', password: GOOD }, clerk))).code).toBe('linkFirst');
  });

  test('signed out everywhere: no session is left', async () => {
    service.now += 3600_001;
    const one = cookieIn(await send('/sessions/password', { name: 'wang.jia', password: GOOD }));
    const two = cookieIn(await send('/sessions/password', { name: 'wang.jia', password: GOOD }));
    expect((await send('/sessions', {}, one, 'DELETE')).status).toBe(204);
    expect([await alive(one), await alive(two)]).toEqual([false, false]);
  });

  test.each([
    ['short', 'passwordTooShort'],
    ['1234567890', 'passwordTooSimple'],
    ['aaaaaaaaaaaa', 'passwordTooSimple'],
    ['abababababab', 'passwordTooSimple'],
    ['qwertyuiop12', 'passwordTooSimple'],
    ['Password123', 'passwordTooSimple'],
    ['wang.jia2026', 'passwordHasName'],
    ['x'.repeat(201), 'passwordTooLong'],
    [GOOD, undefined],
    ['correct horse battery staple', undefined],
  ])('%s: %s', (password, code) => {
    expect(passwordIssues(password, ['wang.jia', '测试甲'])[0]?.code).toBe(code);
  });
});

describe('guesses', () => {
  test('are slowed down more and more, parallel ones too, and forgotten; names that are not there alike', async () => {
    service.now += 7200_000;
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => send('/sessions/password', { name: 'wang.jia', password: 'a guess at it' })),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    const right = await send('/sessions/password', { name: 'wang.jia', password: GOOD });
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    service.now += 31_000;
    const mine = await send('/sessions/password', { name: 'wang.jia', password: GOOD });
    expect(mine.status).toBe(201);
    // The browser that was right before gets in while strangers at the same address are made to wait.
    const device = mine.headers.getSetCookie().find((one) => one.startsWith('cebao_device=')) ?? '';
    expect(device).toMatch(/HttpOnly/);
    await Promise.all(
      Array.from({ length: 9 }, () => send('/sessions/password', { name: 'wang.jia', password: 'a guess at it' })),
    );
    const again = { name: 'wang.jia', password: GOOD };
    expect((await send('/sessions/password', again)).status).toBe(429);
    expect((await send('/sessions/password', again, device.split(';')[0])).status).toBe(201);
    service.now += 3600_001;
    const nobody = await Promise.all(
      Array.from({ length: 6 }, () => send('/sessions/password', { name: 'no.one', password: 'a guess at it' })),
    );
    expect(nobody.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  test('of a stranger never shut an account for longer than a minute', () => {
    const throttle = createSignInThrottle();
    let now = 0;
    for (let n = 0; n < 100_000; n++) throttle.take('wang', `10.0.${n % 250}.${n % 199}`, (now += 10));
    expect(throttle.take('wang', 'the owner', now)).toBeLessThanOrEqual(60);
    let longest = 0;
    for (let n = 0; n < 40; n++) {
      const wait = throttle.take('li', 'one', now);
      longest = Math.max(longest, wait);
      now += wait * 1000;
    }
    expect(longest).toBeLessThanOrEqual(900);
  });
});

describe('an administrator', () => {
  test('issues links within their places, and it is kept who did; others do not', async () => {
    const admin = await service.as('admin');
    const rows = unwrap(await admin.signIns());
    expect(rows.find(({ id }) => id === 'worker-a')).toMatchObject({ signInName: 'wang.jia' });
    const { path } = unwrap(await admin.issueLink('worker-b'));
    expect((await send('/sessions', { link: path.split('link=')[1] })).status).toBe(201);
    expect((await service.store.readStream('sign-in/worker-b')).map(({ body }) => body)).toMatchObject([
      { type: 'linkIssued', by: 'admin' },
    ]);
    const clerk = await service.as('clerk');
    expect(unwrap(await clerk.signIns())).toEqual([]);
    expect(await clerk.issueLink('worker-a')).toMatchObject({ ok: false, problem: { status: 404 } });
  });

  test('takes a password back: it and all sessions are over, the name is free', async () => {
    service.now += 3600_001;
    const session = cookieIn(await send('/sessions/password', { name: 'wang.jia', password: GOOD }));
    const rows = unwrap(await (await service.as('admin')).removePassword('worker-a'));
    expect(rows.find(({ id }) => id === 'worker-a')).not.toHaveProperty('signInName');
    expect(await alive(session)).toBe(false);
    expect((await send('/sessions/password', { name: 'wang.jia', password: GOOD })).status).toBe(401);
    const link = await createLink(service.store, { person: 'worker-b', clock: () => service.now });
    const other = cookieIn(await send('/sessions', { link: link?.link }));
    expect((await send('/password', { name: 'wang.jia', password: GOOD }, other)).status).toBe(200);
  });
});
