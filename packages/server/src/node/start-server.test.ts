import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cast, organisations, tinySources } from '../../tests/tiny-pack.ts';
import { requestLink } from './request-link.ts';
import { type Running, type StartOptions, startServer } from './start-server.ts';

const root = mkdtempSync(join(tmpdir(), 'cebao-start-'));
const rulesDir = join(root, 'rules');
const appsDir = join(root, 'apps');
const running: Running[] = [];
const said: string[] = [];

beforeAll(() => {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  for (const { folder, files } of tinySources)
    for (const { path, json } of files) write(join(rulesDir, folder, path), JSON.stringify(json));
  write(
    join(rulesDir, 'zz-one-two', 'demo', 'cast.json'),
    JSON.stringify({ people: cast, organisations, first: 'clerk' }),
  );
  for (const app of ['desk', 'studio']) {
    write(join(appsDir, app, 'dist', 'index.html'), `<!doctype html><title>${app}</title>`);
    write(join(appsDir, app, 'dist', 'assets', 'index-Ab12Cd34.js'), `export const app = '${app}';`);
    write(join(appsDir, app, 'dist', '.env'), 'SECRET=1');
    write(join(appsDir, app, 'dist', 'notes.exe'), 'x');
  }
  write(join(root, 'outside.js'), 'secret');
  symlinkSync(join(root, 'outside.js'), join(appsDir, 'desk', 'dist', 'assets', 'link.js'));
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  said.splice(0);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function start(more: Partial<StartOptions> = {}): Promise<Running> {
  const started = await startServer({
    dataDir: join(root, 'demo'),
    rulesDir,
    appsDir,
    port: 0,
    demo: true,
    say: (sentence) => said.push(sentence),
    log: () => {},
    ...more,
  });
  if (!started.ok) throw new Error(started.message);
  running.push(started.value);
  return started.value;
}

const signIn = (address: string, link: string) =>
  fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: link.split('#link=')[1] }),
  });

describe('the runtime', () => {
  test('creates the demo, says where it is, and signs in by the link it says', async () => {
    const { address, link = '' } = await start();
    expect(said.join('\n')).toContain(`策包已启动：${address}`);
    expect(said.join('\n')).toContain('演示数据·人员虚构');
    expect(said.join('\n')).toContain(link);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await (await fetch(`${address}/api/v1/health`)).json()).toMatchObject({ status: 'ok', demo: true });
    const response = await signIn(address, link);
    expect(await response.json()).toMatchObject({ person: { id: 'clerk' }, demo: true });
    expect(statSync(join(root, 'demo')).mode & 0o077).toBe(0);
    expect(statSync(join(root, 'demo', 'door.json')).mode & 0o077).toBe(0);
  });

  test('is the same instance the second time, without a new demo', async () => {
    const { store } = await start({ demo: false });
    expect(store.settings.demo).toBe(true);
    expect(said.join('\n')).not.toContain('正在创建演示数据');
  });

  test('gives new links at its door while it runs, and from the store when it does not', async () => {
    const dataDir = join(root, 'demo');
    const one = await start();
    const asked = await requestLink({ dataDir, person: 'worker-a' });
    expect(asked).toMatchObject({ ok: true });
    if (asked.ok)
      expect(await (await signIn(one.address, asked.address)).json()).toMatchObject({ person: { id: 'worker-a' } });
    expect(await requestLink({ dataDir, person: 'nobody' })).toEqual({ ok: false, message: '系统中没有这个人员。' });
    await running.splice(0)[0]?.stop();
    expect(existsSync(join(dataDir, 'door.json'))).toBe(false);
    expect(await requestLink({ dataDir })).toMatchObject({
      ok: true,
      address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:8787\/#link=/),
    });
    expect(await requestLink({ dataDir: join(root, 'nothing') })).toMatchObject({
      ok: false,
      message: expect.stringContaining('没有找到'),
    });
  });

  test('never turns a real instance into a demo', async () => {
    const dataDir = join(root, 'real');
    const real = await start({ dataDir, demo: false });
    expect(await (await signIn(real.address, real.link ?? '')).json()).toMatchObject({
      person: { id: 'administrator', name: '系统管理员' },
      may: ['administer'],
      demo: false,
    });
    await running.splice(0)[0]?.stop();
    const refused = await startServer({ dataDir, rulesDir, port: 0, demo: true, say: () => {} });
    expect(refused).toMatchObject({ ok: false, message: expect.stringContaining('不是演示系统') });
  });

  test('says what is wrong in one clear sentence', async () => {
    const { address } = await start();
    const port = Number(new URL(address).port);
    const fresh = join(root, 'fresh');
    expect(await startServer({ dataDir: fresh, rulesDir, port, say: () => {} })).toMatchObject({
      ok: false,
      message: expect.stringContaining(`端口 ${port} 已被占用`),
    });
    expect(existsSync(fresh)).toBe(false);
    expect(await startServer({ dataDir: join(root, 'demo'), rulesDir, port: 0, say: () => {} })).toMatchObject({
      ok: false,
      message: expect.stringContaining('正被另一个程序使用'),
    });
    const broken = join(root, 'broken');
    mkdirSync(join(broken, 'zz'), { recursive: true });
    writeFileSync(join(broken, 'zz', 'pack.json'), '{"id":"zz","format":1,"title":"x","region":"zz","more":1}');
    const refused = await startServer({ dataDir: fresh, rulesDir: broken, port: 0, say: () => {} });
    expect(refused).toMatchObject({ ok: false, message: expect.stringMatching(/规则包有 1 处问题[\s\S]*pack\.json/) });
  });

  test('refuses a stream of 60 MB before it is in memory', async () => {
    const { address } = await start();
    const status = await new Promise<number>((done, fail) => {
      const request = httpRequest(
        `${address}/api/v1/decide`,
        { method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
        (response) => {
          response.resume();
          done(response.statusCode ?? 0);
          request.destroy();
        },
      );
      request.on('error', fail);
      const chunk = Buffer.alloc(1024 * 1024, 0x20);
      let sent = 0;
      const push = (): void => {
        if (sent++ < 60 && !request.destroyed) request.write(chunk, push);
      };
      push();
    });
    expect(status).toBe(413);
  });
});

describe('the pages', () => {
  test('are served with long caching for hashed files, and index.html for addresses of the app', async () => {
    const { address } = await start();
    const get = (path: string) => fetch(address + path);
    expect(await (await get('/')).text()).toContain('desk');
    expect(await (await get('/cases/20261125-abc')).text()).toContain('desk');
    expect(await (await get('/studio')).text()).toContain('studio');
    expect(await (await get('/studio/params')).text()).toContain('studio');
    const script = await get('/assets/index-Ab12Cd34.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toContain('javascript');
    expect(script.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await get('/studio/assets/index-Ab12Cd34.js')).status).toBe(200);
    expect((await get('/')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/')).headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  test('never lead out of their folder, to dot files, or to unknown kinds', async () => {
    const { address } = await start();
    const raw = (path: string) =>
      new Promise<{ status: number; body: string }>((done, fail) => {
        const url = new URL(address);
        httpRequest({ host: url.hostname, port: url.port, path }, (response) => {
          let body = '';
          response.on('data', (part) => (body += String(part)));
          response.on('end', () => done({ status: response.statusCode ?? 0, body }));
        })
          .on('error', fail)
          .end();
      });
    for (const path of [
      '/.env',
      '/assets/../.env',
      '/%2eenv',
      '/assets/link.js',
      '/../outside.js',
      '/..%2foutside.js',
      '/%2e%2e/outside.js',
      '/assets/..%5c..%5coutside.js',
      '/notes.exe',
      '/assets/%00.js',
      '/missing.js',
      '/studio/../../../outside.js',
      '/assets//../../../../outside.js',
    ]) {
      const { status, body } = await raw(path);
      expect(body, path).not.toMatch(/secret/i);
      expect([400, 404], path).toContain(status);
    }
  });

  test('answer a page whose name has dots in it when a browser opens it', async () => {
    const { address } = await start();
    const open = (accept: string) => fetch(`${address}/registers/one.register.two`, { headers: { accept } });
    expect(await (await open('text/html,application/xhtml+xml')).text()).toContain('<title>desk</title>');
    expect((await open('*/*')).status).toBe(404);
  });
});

describe('making a demo anew', () => {
  const cookieOf = async (address: string, link: string) =>
    ((await signIn(address, link)).headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const reset = (address: string, cookie: string) =>
    fetch(`${address}/api/v1/demo/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: '{}',
    });

  test('forgets what was done, signs everybody out and gives a new link; two at once are one', async () => {
    const service = await start({ dataDir: join(root, 'anew') });
    const cookie = await cookieOf(service.address, service.link ?? '');
    const before = await (await fetch(`${service.address}/api/v1/sessions/current`, { headers: { cookie } })).json();
    const [one, two] = await Promise.all([reset(service.address, cookie), reset(service.address, cookie)]);
    expect([one.status, two.status]).toEqual([201, 201]);
    const { link } = (await one.json()) as { link: string };
    expect((await fetch(`${service.address}/api/v1/sessions/current`, { headers: { cookie } })).status).toBe(401);
    const again = await cookieOf(service.address, link);
    expect(
      await (await fetch(`${service.address}/api/v1/sessions/current`, { headers: { cookie: again } })).json(),
    ).toEqual(before);
    expect(existsSync(join(root, 'anew', 'cebao.db.next'))).toBe(false);
  });

  test('is not there for a store that is no demo', async () => {
    const service = await start({ dataDir: join(root, 'real'), demo: false });
    const cookie = await cookieOf(service.address, service.link ?? '');
    expect((await reset(service.address, cookie)).status).toBe(403);
  });
});
