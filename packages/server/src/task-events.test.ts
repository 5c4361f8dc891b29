import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService, unwrap } from '../tests/service.ts';
import { VILLAGE_A, VILLAGE_B } from '../tests/tiny-pack.ts';

let service: TestService;
let server: Server;
let address = '';
const stopping = new AbortController();
const open: AbortController[] = [];

beforeAll(async () => {
  service = await startTestService({ engine: 'libsql', heartbeatMs: 50, stopping: stopping.signal });
  server = serve({ fetch: service.app.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const one of open) one.abort();
  server.closeAllConnections();
  server.close();
  await service.close();
});

/** A stream over a real socket, part by part. */
async function listen(cookie: string, lastEventId?: string) {
  const abort = new AbortController();
  open.push(abort);
  const response = await fetch(`${address}/api/v1/tasks/events`, {
    headers: { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    signal: abort.signal,
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error('no body');
  let text = '';
  const readUntil = async (done: (parts: string[]) => boolean): Promise<string[]> => {
    for (;;) {
      const parts = text.split('\n\n').slice(0, -1);
      if (done(parts)) return parts;
      const { value, done: over } = await reader.read();
      if (over) throw new Error(`ended after ${JSON.stringify(text)}`);
      text += value;
    }
  };
  const ids = (parts: string[]) =>
    parts.flatMap((part) => /^event: tasks\nid: (\S+)\ndata: \{\}$/.exec(part)?.[1] ?? []);
  return {
    events: async (count: number) => ids(await readUntil((parts) => ids(parts).length >= count)),
    beats: async (count: number) => {
      const beatsOf = (parts: string[]) => parts.filter((part) => part === ': still here').length;
      const parts = await readUntil((all) => beatsOf(all) >= count);
      // Nothing but beats, the pause, and events without content.
      for (const part of parts)
        expect(part).toMatch(/^(?:: still here|retry: 3000|event: tasks\nid: [\w-]{22}\ndata: \{\})$/);
      return { events: ids(parts).length };
    },
    ended: async () => {
      while (!(await reader.read()).done);
    },
    close: () => abort.abort(),
  };
}

const openCase = async (worker: string, place: string, name: string) =>
  unwrap(
    await (await service.as(worker)).openCase({
      flow: 'tiny/matter',
      place,
      data: { name, amount: 900, evaluator: 'org-1' },
      submit: true,
    }),
  );

test('whoever has a new task is told, without a word about it; nobody else is told anything', async () => {
  const clerk = await listen(await service.cookieOf('clerk'));
  const other = await listen(await service.cookieOf('worker-b'));
  const [first] = await clerk.events(1);
  await other.events(1);
  const opened = await openCase('worker-a', VILLAGE_A, '只有甲和镇知道的事');
  const [, second] = await clerk.events(2);
  expect(second).not.toBe(first);
  // The other village's worker has heard nothing but beats since, and hears of their own.
  const before = await other.beats(6);
  expect(before.events).toBe(1);
  const own = unwrap(
    await (await service.as('worker-b')).openCase({
      flow: 'tiny/matter',
      place: VILLAGE_B,
      data: { name: '乙的事', amount: 900 },
    }),
  );
  expect(own.version).toBe(1);
  await other.events(2);

  // Done, it is gone from the list: that is told too.
  await openCaseDone(opened);
  await clerk.events(3);
  clerk.close();
  other.close();
});

async function openCaseDone({ id, version }: { id: string; version: number }): Promise<void> {
  unwrap(
    await (await service.as('clerk')).command(id, {
      version,
      command: { type: 'submit', step: 'review', data: { conclusion: 'agree' } },
    }),
  );
}

test('whoever comes again with the last id is told only if something happened meanwhile', async () => {
  const cookie = await service.cookieOf('clerk');
  const first = await listen(cookie);
  const [id = ''] = await first.events(1);
  first.close();
  const again = await listen(cookie, id);
  expect((await again.beats(6)).events).toBe(0);
  again.close();
  await openCase('worker-a', VILLAGE_A, '又一件');
  const late = await listen(cookie, id);
  const [missed] = await late.events(1);
  expect(missed).not.toBe(id);
  late.close();
});

test('ends with the session, and takes few streams of one', async () => {
  const cookie = await service.cookieOf('worker-a');
  const streams = [await listen(cookie), await listen(cookie), await listen(cookie)];
  const refused = await fetch(`${address}/api/v1/tasks/events`, { headers: { cookie } });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  expect((await fetch(`${address}/api/v1/tasks/events`)).status).toBe(401);
  expect((await fetch(`${address}/api/v1/sessions/current`, { method: 'DELETE', headers: { cookie } })).ok).toBe(true);
  for (const stream of streams) await stream.ended();
  expect((await fetch(`${address}/api/v1/tasks/events`, { headers: { cookie } })).status).toBe(401);
});

test('ends when the service stops', async () => {
  const stream = await listen(await service.cookieOf('clerk'));
  await stream.events(1);
  stopping.abort();
  await stream.ended();
});
