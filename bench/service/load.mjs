// Servers in processes of their own, and a load that comes from another process, so that each one's processor time is
// its own.
import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';

/** Starts a script as a server: it says its address, tells its processor time when asked, and ends when told. */
export async function serverProcess(script, args, env = {}) {
  const child = fork(script, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], env: { ...process.env, ...env } });
  const hear = (name) =>
    new Promise((heard, failed) => {
      const listen = (message) => {
        if (!(name in message)) return;
        child.off('message', listen);
        heard(message);
      };
      child.on('message', listen);
      child.once('exit', () => failed(new Error(`${script} ended`)));
    });
  const said = await hear('address');
  return {
    ...said,
    /** Microseconds of processor time since it was asked last, and its memory. */
    async cpu() {
      return (await this.usage()).microseconds;
    },
    usage() {
      const heard = hear('microseconds');
      child.send('cpu');
      return heard;
    },
    async stop() {
      const ended = new Promise((gone) => child.once('exit', gone));
      child.send('stop');
      await ended;
    },
  };
}

/** What a server's script does with what it is sent. */
export function answerCpu(stop = () => process.exit(0)) {
  let before = process.cpuUsage();
  process.on('message', async (message) => {
    if (message === 'cpu') {
      const { user, system } = process.cpuUsage(before);
      before = process.cpuUsage();
      process.send({ microseconds: user + system, rss: process.memoryUsage().rss });
    } else {
      await stop();
      process.exit(0);
    }
  });
}

/** Asks from another process and tells how many answers came, how fast, and how many were not as they should be. */
export function load(options) {
  return new Promise((done, failed) => {
    const child = fork(fileURLToPath(import.meta.url), ['load'], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('message', done);
    child.once('exit', (code) => code !== 0 && failed(new Error('the load ended')));
    child.send(options);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === 'load')
  process.once('message', async (options) => {
    process.send(await (options.users === undefined ? hammer(options) : think(options)));
    process.exit(0);
  });

/** A number of connections, each asking again as soon as it has its answer. */
async function hammer({ address, path, body, connections, seconds, headers = {}, status = 201 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  let wrong = 0;
  let key = 0;
  const start = performance.now();
  const until = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const asked = performance.now();
        const got = await ask(agent, address + path, body, {
          ...headers,
          'idempotency-key': `bench-${process.pid}-${key++}`,
        }).catch(() => 0);
        times.push(performance.now() - asked);
        if (got !== status) wrong += 1;
      }
    }),
  );
  const elapsed = (performance.now() - start) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const share = (of) => times[Math.min(times.length - 1, Math.floor(times.length * of))];
  return {
    answers: times.length,
    perSecond: times.length / elapsed,
    p50: share(0.5),
    p95: share(0.95),
    p99: share(0.99),
    wrong,
  };
}

/** Users who think between what they ask. */
async function think({ address, users, pause, seconds, status = 200 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: users.length });
  const times = {};
  let wrong = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    users.map(async ({ cookie, paths }, i) => {
      await new Promise((later) => setTimeout(later, (pause * i) / users.length));
      for (let n = i; performance.now() < until; n += 1) {
        const { what, path } = paths[n % paths.length];
        const asked = performance.now();
        const got = await ask(agent, address + path, undefined, { cookie }).catch(() => 0);
        (times[what] ??= []).push(performance.now() - asked);
        if (got !== status) wrong += 1;
        await new Promise((later) => setTimeout(later, pause));
      }
    }),
  );
  agent.destroy();
  const result = { wrong, answers: 0 };
  for (const [what, list] of Object.entries(times)) {
    list.sort((a, b) => a - b);
    result.answers += list.length;
    result[what] = { answers: list.length, p50: list[list.length >> 1], p95: list[Math.floor(list.length * 0.95)] };
  }
  return result;
}

function ask(agent, address, body, headers) {
  return new Promise((done, failed) => {
    const asking = request(
      address,
      {
        agent,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...headers,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => done(response.statusCode));
      },
    );
    // A connection that was closed for being idle, just as it was used again: asked anew, as any client does.
    asking.once('error', (error) => (asking.reusedSocket ? done(ask(agent, address, body, headers)) : failed(error)));
    asking.end(body);
  });
}
