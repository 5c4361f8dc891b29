// POST of a small JSON body through our guard and Hono, beside raw node:http, turn by turn, in one process each.
import { createServer as createRaw } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { load, serverProcess } from './load.mjs';
import { built, median, ROOT, ROUNDS, rounded } from './parts.mjs';

const BODY = JSON.stringify({ title: 'x'.repeat(60), amount: 1200, place: 'a/b/c', parts: [1, 2, 3] });

export async function measure() {
  const raw = await serverProcess(fileURLToPath(import.meta.url), ['raw']);
  const ours = await serverProcess(fileURLToPath(import.meta.url), ['ours']);
  const rates = { raw: [], ours: [] };
  const cpu = { raw: [], ours: [] };
  try {
    for (const server of [raw, ours]) {
      const answer = await fetch(`${server.address}/echo`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: BODY,
      });
      if (answer.status !== 201 || (await answer.text()) !== BODY) throw new Error('not the same answer');
    }
    for (let round = -1; round < ROUNDS; round += 1)
      for (const [name, server] of [
        ['raw', raw],
        ['ours', ours],
      ]) {
        const result = await load({ address: server.address, path: '/echo', body: BODY, connections: 50, seconds: 2 });
        if (result.wrong > 0) throw new Error(`${result.wrong} wrong answers`);
        const used = await server.cpu();
        if (round < 0) continue;
        rates[name].push(result.perSecond);
        cpu[name].push(used / result.answers);
      }
  } finally {
    await Promise.all([raw.stop(), ours.stop()]);
  }
  return [
    {
      name: 'POST through our middleware, beside raw node:http: processor time of the server',
      ratio: rounded(median(cpu.raw.map((used, i) => used / cpu.ours[i]))),
      target: { least: 0.85 },
      measured: {
        ours_us: rounded(median(cpu.ours)),
        raw_us: rounded(median(cpu.raw)),
        oursPerSecond: Math.round(median(rates.ours)),
        rawPerSecond: Math.round(median(rates.raw)),
        ratioOfRequests: rounded(median(rates.ours.map((rate, i) => rate / rates.raw[i]))),
      },
    },
  ];
}

/** The servers themselves, each in its own process. */
if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] !== undefined) {
  const [, , which] = process.argv;
  if (which === 'raw') {
    const server = createRaw((request, response) => {
      const parts = [];
      request.on('data', (part) => parts.push(part));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(parts).toString('utf8'));
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
    server.listen(0, '127.0.0.1', () => process.send({ address: `http://127.0.0.1:${server.address().port}` }));
  } else {
    const require = createRequire(join(ROOT, 'packages/server/package.json'));
    const { Hono } = await import(pathToFileURL(require.resolve('hono')).href);
    const { serve } = await import(pathToFileURL(require.resolve('@hono/node-server')).href);
    const { guard } = await built('packages/server/dist/guard.js');
    const app = new Hono();
    app.use('*', guard({ hosts: ['127.0.0.1'], largestBody: 100_000 }));
    app.post('/echo', async (c) => c.json(await c.req.json(), 201));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      process.send({ address: `http://127.0.0.1:${port}` }),
    );
    server.unref();
  }
  const { answerCpu } = await import('./load.mjs');
  answerCpu();
}
