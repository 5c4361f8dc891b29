import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cast, organisations, tinySources, VILLAGE_A } from '../../tests/tiny-pack.ts';
import { createClient } from '../client/index.ts';
import { createLog } from './log.ts';
import { type Running, type StartOptions, startServer } from './start-server.ts';

const root = mkdtempSync(join(tmpdir(), 'cebao-operations-'));
const rulesDir = join(root, 'rules');
const running: Running[] = [];
let lines: string[] = [];
let folders = 0;

beforeAll(() => {
  const write = (path: string, json: unknown) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(json));
  };
  for (const { folder, files } of tinySources)
    for (const { path, json } of files) write(join(rulesDir, folder, path), json);
  write(join(rulesDir, 'zz-one-two', 'demo', 'cast.json'), { people: cast, organisations, first: 'worker-a' });
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
  lines = [];
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function start(more: Partial<StartOptions> = {}): Promise<Running> {
  const started = await startServer({
    dataDir: join(root, `data-${(folders += 1)}`),
    rulesDir,
    port: 0,
    demo: true,
    say: () => {},
    logRequests: true,
    log: createLog('info', (line) => lines.push(line)),
    ...more,
  });
  if (!started.ok) throw new Error(started.message);
  running.push(started.value);
  return started.value;
}

async function signIn({ address, link = '' }: Running) {
  const token = link.split('#link=')[1] ?? '';
  const response = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: token }),
  });
  expect(response.status).toBe(201);
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const client = createClient({
    fetch: (url, init) =>
      fetch(address + url, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } }),
  });
  return { client, token, cookie };
}

describe('readiness', () => {
  test('is given beside health, and taken back with an issue when the disk is nearly full', async () => {
    const { address } = await start();
    const ready = await fetch(`${address}/api/v1/ready`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
    const full = await start({ lowDiskBytes: Number.MAX_SAFE_INTEGER });
    const refused = await fetch(`${full.address}/api/v1/ready`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({
      code: 'notReady',
      issues: [{ code: 'diskSpaceLow', message: expect.stringContaining('可用空间不足') }],
    });
    expect((await fetch(`${full.address}/api/v1/health`)).status).toBe(200);
  });

  test('is not given when the store takes no write', async () => {
    const { address, store } = await start();
    await store.close();
    const refused = await fetch(`${address}/api/v1/ready`);
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ issues: [{ code: 'storeNotWritable' }] });
  });
});

describe('logs and metrics of a played journey', () => {
  test('name routes, decisions and statuses, and nobody and nothing that somebody wrote', async () => {
    const service = await start({ metricsPort: 0 });
    const { client, token, cookie } = await signIn(service);
    const name = '赵演示的低保申请';
    const opened = await client.openCase({
      flow: 'tiny/matter',
      place: VILLAGE_A,
      data: { name, amount: 900, evaluator: 'org-1' },
      submit: true,
    });
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
    await client.case(opened.value.id);
    await client.tasks();
    await client.cases({ q: '赵演示' });
    const question = { region: 'zz/one/two', at: '2026-11-25', decision: 'tiny/route', facts: { amount: 5 } };
    expect(await client.decide(question)).toMatchObject({ ok: true });
    const other = (path: string, init: RequestInit = {}) => fetch(service.address + path, init);
    expect((await other(`/api/v1/${encodeURIComponent('钱演示')}?token=SECRET-QUERY`)).status).toBe(404);
    expect((await other('/SECRET-PATH')).status).toBe(404);
    const body = JSON.stringify({ link: 'SECRET-LINK' });
    const headers = { 'content-type': 'application/json', 'x-request-id': 'SECRET-ID' };
    expect((await other('/api/v1/sessions', { method: 'POST', headers, body })).status).toBe(422);
    const traced = await other('/api/v1/health');
    // Something breaks inside: the store is gone under a request.
    await service.store.close();
    const broken = await client.tasks();
    expect(broken.ok).toBe(false);

    expect(service.metricsAddress).toBeDefined();
    expect(service.metricsAddress).not.toBe(service.address);
    expect((await other('/metrics')).status).toBe(404);
    const answer = await fetch(`${service.metricsAddress}/metrics`);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const metrics = await answer.text();
    expect((await fetch(`${service.metricsAddress}/anything`)).status).toBe(404);

    const log = lines.join('');
    const secrets = [token, cookie.split('=')[1] ?? 'no cookie', opened.value.id, '演示', '测试', '赵', '钱', 'SECRET'];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(0);
      for (const form of [secret, encodeURIComponent(secret)]) {
        expect(log).not.toContain(form);
        expect(metrics).not.toContain(form);
      }
    }

    const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const requests = entries.filter((entry) => entry['event'] === 'request');
    for (const entry of requests)
      expect(Object.keys(entry).sort()).toEqual(['event', 'id', 'level', 'method', 'ms', 'route', 'status', 'time']);
    expect(requests.map(({ method, route, status }) => `${method} ${route} ${status}`)).toEqual([
      'POST /sessions 201',
      'POST /cases 201',
      'GET /cases/{id} 200',
      'GET /tasks 200',
      'GET /cases 200',
      'POST /decide 200',
      'GET unknown 404',
      'GET unknown 404',
      'POST /sessions 422',
      'GET /health 200',
      'GET /tasks 500',
      'GET unknown 404',
    ]);
    expect(requests.find(({ route }) => route === '/health')?.['id']).toBe(traced.headers.get('x-request-id'));
    expect(entries.find(({ event }) => event === 'requestFailed')).toMatchObject({
      level: 'error',
      reference: expect.stringMatching(/^[0-9a-f]{8}$/),
      error: expect.any(String),
      code: 'storeClosed',
      trace: expect.stringContaining('at '),
    });

    const samples = readMetrics(metrics);
    expect(samples.get('cebao_http_requests_total{method="POST",route="/cases",status="201"}')).toBe(1);
    expect(samples.get('cebao_http_request_duration_seconds_count{method="GET",route="/tasks"}')).toBe(2);
    expect(samples.get('cebao_http_request_duration_seconds_bucket{method="GET",route="/tasks",le="+Inf"}')).toBe(2);
    const decided = [...samples].filter(([key]) => key.startsWith('cebao_decisions_total'));
    expect(decided.map(([key]) => /decision="([^"]*)"/.exec(key)?.[1])).toContain('tiny/route');
    expect(decided.reduce((sum, [, count]) => sum + count, 0)).toBe(2);
    expect(samples.get('cebao_commits_total{result="kept"}')).toBeGreaterThan(0);
    expect(samples.get('cebao_store_queue_length')).toBe(0);
    expect(samples.get('cebao_store_size_bytes')).toBeGreaterThan(0);
  });

  test('are off by default, and a level keeps what is below it quiet', async () => {
    const quiet: string[] = [];
    const log = createLog('error', (line) => quiet.push(line));
    const { address, metricsAddress } = await start({ log });
    await fetch(`${address}/api/v1/health`);
    expect(metricsAddress).toBeUndefined();
    expect(quiet).toEqual([]);
    log('error', 'requestFailed', { reference: '1f2e3d4c' });
    expect(JSON.parse(quiet[0] ?? '')).toMatchObject({ level: 'error', event: 'requestFailed', reference: '1f2e3d4c' });
  });

  test('do not start where their port is taken', async () => {
    const { address } = await start();
    const port = Number(new URL(address).port);
    const refused = await startServer({
      dataDir: join(root, 'taken'),
      rulesDir,
      port: 0,
      metricsPort: port,
      say: () => {},
      log: () => {},
    });
    expect(refused).toMatchObject({ ok: false, message: expect.stringContaining(`运行指标的端口 ${port}`) });
    // Nothing is left open: the same folder starts at once.
    await start({ dataDir: join(root, 'taken'), demo: false });
  });
});

describe('stopping', () => {
  const question = JSON.stringify({
    region: 'zz/one/two',
    at: '2026-11-25',
    decision: 'tiny/route',
    facts: { amount: 5 },
  });

  /** A request whose body is sent only in part. */
  const begin = async (address: string): Promise<{ request: ClientRequest; answer: Promise<IncomingMessage> }> => {
    const request = httpRequest(`${address}/api/v1/decide`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(question),
        expect: '100-continue',
      },
    });
    const answer = new Promise<IncomingMessage>((done, fail) => {
      request.once('response', done);
      request.once('error', fail);
    });
    answer.catch(() => {});
    request.flushHeaders();
    // The service has it in hand.
    await once(request, 'continue');
    request.write(question.slice(0, 10));
    return { request, answer };
  };

  test('finishes what it has, turns new ones away with 503 and Retry-After, and closes the store', async () => {
    const one = await start();
    const { request, answer } = await begin(one.address);
    const stopped = one.stop();
    const refused = await fetch(`${one.address}/api/v1/health`);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('10');
    expect(await refused.json()).toMatchObject({ code: 'stopping' });
    request.end(question.slice(10));
    const answered = await answer;
    expect(answered.statusCode).toBe(200);
    answered.resume();
    await stopped;
    await expect(fetch(`${one.address}/api/v1/health`)).rejects.toThrow();
    expect(await one.store.commit({})).toMatchObject({ ok: false, issues: [{ code: 'storeClosed' }] });
    expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ event: 'stopped', finished: true });
  });

  test('does not wait for streams that never end by themselves', async () => {
    const one = await start();
    const { cookie } = await signIn(one);
    const stream = await fetch(`${one.address}/api/v1/tasks/events`, { headers: { cookie } });
    await one.stop();
    expect(await stream.text()).toContain('event: tasks');
    expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ event: 'stopped', finished: true });
  });

  test('waits no longer than its grace', async () => {
    const one = await start({ graceMs: 50 });
    const { answer } = await begin(one.address);
    await one.stop();
    await expect(answer).rejects.toThrow();
    expect(await one.store.commit({})).toMatchObject({ ok: false, issues: [{ code: 'storeClosed' }] });
    expect(lines.map((line) => JSON.parse(line)).at(-1)).toMatchObject({
      level: 'warn',
      event: 'stopped',
      finished: false,
    });
  });
});

/** The samples of a text in the format of Prometheus; throws at the first line that is not of it. */
function readMetrics(text: string): Map<string, number> {
  expect(text.endsWith('\n')).toBe(true);
  const samples = new Map<string, number>();
  const types = new Map<string, string>();
  for (const line of text.trimEnd().split('\n')) {
    const type = /^# TYPE (\w+) (counter|gauge|histogram)$/.exec(line);
    if (type) types.set(type[1] ?? '', type[2] ?? '');
    if (line.startsWith('#')) {
      expect(line).toMatch(/^# (?:HELP \w+ \S|TYPE \w+ (?:counter|gauge|histogram)$)/);
      continue;
    }
    const sample = /^(\w+)((?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)+\})?) (-?[\d.]+(?:e[+-]?\d+)?)$/.exec(line);
    expect(sample, line).not.toBeNull();
    const [, name = '', labels = '', value = ''] = sample ?? [];
    expect(types.has(name) || types.get(name.replace(/_(?:bucket|sum|count)$/, '')) === 'histogram', line).toBe(true);
    expect(samples.has(name + labels), line).toBe(false);
    samples.set(name + labels, Number(value));
  }
  return samples;
}
