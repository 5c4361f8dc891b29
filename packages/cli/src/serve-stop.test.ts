import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { BIN, cebao, ROOT } from './testing/cebao.ts';

let data: string;
beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  data = mkdtempSync(join(tmpdir(), 'cebao-stop-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('gives readiness and metrics, logs requests, and on SIGTERM finishes the request at hand', async () => {
  const child = spawn(
    process.execPath,
    [
      ...['--disallow-code-generation-from-strings', BIN, 'serve', '--port', '0', '--data', data, '--apps', data],
      ...['--metrics-port', '0', '--log-requests'],
    ],
    { cwd: ROOT },
  );
  let said = '';
  let logged = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString('utf8');
  });
  child.stderr.on('data', (part: Buffer) => {
    logged += part.toString('utf8');
  });
  const ended = once(child, 'close');
  try {
    for (let wait = 0; wait < 300 && !said.includes('#link=') && child.exitCode === null; wait += 1)
      await new Promise((soon) => setTimeout(soon, 100));
    const address = /已启动：(\S+)/.exec(said)?.[1] ?? '';
    const metrics = /(http\S+\/metrics)/.exec(said)?.[1] ?? '';
    expect((await fetch(`${address}/api/v1/ready`)).status).toBe(200);
    expect(await (await fetch(metrics)).text()).toContain(
      'cebao_http_requests_total{method="GET",route="/ready",status="200"} 1\n',
    );

    const body = JSON.stringify({ secret: 'no such secret' });
    const slow = httpRequest(`${address}/api/v1/links`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    const answer = once(slow, 'response') as Promise<[IncomingMessage]>;
    answer.catch(() => {});
    slow.flushHeaders();
    // The service has it in hand.
    await once(slow, 'continue');
    slow.write(body.slice(0, 5));
    child.kill('SIGTERM');
    while (!said.includes('正在停止')) await new Promise((soon) => setTimeout(soon, 10));
    const refused = await fetch(`${address}/api/v1/health`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    slow.end(body.slice(5));
    const [answered] = await answer;
    answered.resume();
    expect(answered.statusCode).toBe(422);
  } finally {
    killLater(child);
    await ended;
  }
  expect(child.exitCode).toBe(0);
  expect(said).toContain('策包已停止');
  const events = logged.split('\n').filter((line) => line.startsWith('{'));
  expect(events.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
    'started',
    'request',
    'request',
    'stopped',
  ]);
  expect(logged).toContain('"route":"/links"');
  // The store was let go of: it opens at once.
  expect((await cebao(['link', '--data', data])).code).toBe(0);
});

it.each([
  ['--metrics-port', 'x'],
  ['--log-level', 'loud'],
])('refuses %s %s in one sentence', async (name, value) => {
  expect(await cebao(['serve', '--data', data, name, value])).toMatchObject({
    code: 2,
    err: expect.stringContaining(value),
  });
});

/** Ends a process that a failed test left running. */
function killLater(child: ReturnType<typeof spawn>): void {
  if (child.exitCode === null) setTimeout(() => child.kill('SIGKILL'), 20_000).unref();
}
