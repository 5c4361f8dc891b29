import { existsSync, mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { join, resolve } from 'node:path';
import type { Issue } from '@cebao/engine';
import { createRulebook, fill, type Pack, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import type { Store } from '@cebao/store';
import { openLibsqlStore } from '@cebao/store/libsql';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createDemo } from '../demo/create-demo.ts';
import { readDemoScenes } from '../demo/read-demo-files.ts';
import { INSTANCE, PEOPLE } from '../instance.ts';
import { createLink, LINK_HOURS } from '../links.ts';
import { messages } from '../messages/zh-CN.ts';
import { problemOf, Refusal, spoken } from '../problem.ts';
import { newSecret } from '../secrets.ts';
import { createServer } from '../server.ts';
import { latestCheckpoint } from './audit-data.ts';
import { keepDailyCheckpoints } from './daily-checkpoint.ts';
import { diskIssues, LOW_DISK_BYTES } from './disk-space.ts';
import { removeDoorFile, writeDoorFile } from './door-file.ts';
import { failureTrace } from './failure-trace.ts';
import { createGate, type Gate } from './gate.ts';
import { createLog, type Log, type LogLevel } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openMetricsDoor } from './metrics-door.ts';
import { createModuleShelf } from './module-shelf.ts';
import { servePages } from './pages.ts';
import { oneAtATime, replaceDemoStore } from './replace-demo-store.ts';
import { DEFAULT_CELL, STORE_FILE } from './store-file.ts';
import { watchStore } from './watch-store.ts';

export interface StartOptions {
  /** Folder for the store; created when missing, readable only by its owner. */
  readonly dataDir: string;
  readonly rulesDir: string;
  /** Folder with the built apps `desk/dist` and `studio/dist`. */
  readonly appsDir?: string | undefined;
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  /** Host names to answer to; default: the loopback names when `host` is loopback, any otherwise. */
  readonly hosts?: readonly string[] | undefined;
  /** The service stands behind an https front: cookies go over https only. */
  readonly https?: boolean | undefined;
  /** Creates a demo instance when the data folder is empty. */
  readonly demo?: boolean | undefined;
  /** Name of this store in ids of events. */
  readonly cell?: string | undefined;
  readonly version?: string | undefined;
  /** Writes a signed checkpoint a day into this folder. */
  readonly checkpointsDir?: string | undefined;
  /** The key that signs checkpoints; default: in the data folder. */
  readonly auditKeyFile?: string | undefined;
  /** Writes each request's method, route template, status and time to the log. */
  readonly logRequests?: boolean | undefined;
  /** What is at least this grave is logged; default `info`. */
  readonly logLevel?: LogLevel | undefined;
  /** Opens `/metrics` for Prometheus at this port; no metrics when left out. */
  readonly metricsPort?: number | undefined;
  /** Where the port for metrics listens; default 127.0.0.1. */
  readonly metricsHost?: string | undefined;
  /** With fewer bytes left on the disk the service says it is not ready; default 500 MB. */
  readonly lowDiskBytes?: number | undefined;
  /** Milliseconds to finish the requests at hand when stopped; default 10 000. */
  readonly graceMs?: number | undefined;
  readonly log?: Log | undefined;
  /** Where the sentences for people go. */
  readonly say?: ((sentence: string) => void) | undefined;
}

export interface Running {
  readonly address: string;
  /** Address with the one-time link, when there is somebody to sign in. */
  readonly link: string | undefined;
  readonly app: Hono;
  readonly store: Store;
  /** Where the metrics are, if they are on. */
  readonly metricsAddress: string | undefined;
  /** Turns new requests away, finishes those at hand within the grace, closes the store. */
  stop(): Promise<void>;
}

export type Started = { readonly ok: true; readonly value: Running } | { readonly ok: false; readonly message: string };

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * The runtime behind `npm start`, `apps/service` and `cebao serve`: opens the store, creates the demo when asked,
 * serves API and apps, prints address and one-time link.
 *
 * @example
 * const started = await startServer({ dataDir: 'data', rulesDir: 'rules', appsDir: 'apps', demo: true });
 * if (!started.ok) console.error(started.message);
 */
export async function startServer(options: StartOptions): Promise<Started> {
  const {
    port = 8787,
    host = '127.0.0.1',
    log = createLog(options.logLevel ?? 'info'),
    say = (sentence) => process.stdout.write(`${sentence}\n`),
  } = options;
  const dataDir = resolve(options.dataDir);

  const packs = readPacks(options.rulesDir);
  if (!packs.ok) return { ok: false, message: rulesMessage(packs.issues) };

  // Before anything is made: nothing is half-written for want of a port.
  const free = await portIssue(host, port);
  if (free !== undefined) return { ok: false, message: free };

  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const opened = await openLibsqlStore({
    path: join(dataDir, STORE_FILE),
    cell: options.cell ?? DEFAULT_CELL,
    ...(options.demo === true ? { demo: true } : {}),
  });
  if (!opened.ok) return { ok: false, message: openMessage(opened.issues, dataDir) };
  const store = opened.value;
  try {
    const started = await serveStore(store, packs.value, { ...options, dataDir, port, host, log, say });
    if (!started.ok) await store.close();
    return started;
  } catch (error) {
    await store.close();
    throw error;
  }
}

type Settled = StartOptions & {
  readonly port: number;
  readonly host: string;
  readonly log: Log;
  readonly say: (sentence: string) => void;
};

async function serveStore(store: Store, packs: readonly Pack[], options: Settled): Promise<Started> {
  const { dataDir, port, host, log, say } = options;
  const filled = await fillEmptyStore(store, packs, options.rulesDir, say);
  if (!filled.ok) return { ok: false, message: rulesMessage(filled.issues) };

  const linkSecret = newSecret();
  const { checkpointsDir } = options;
  const metrics = options.metricsPort === undefined ? undefined : createMetrics();
  const queue = { length: 0 };
  const gate = createGate();
  const sites = sitesOf(options.appsDir, say);
  const shelf = createModuleShelf(join(dataDir, 'modules'));
  const make = (over: Store, resetDemo?: () => Promise<string | undefined>) =>
    createServer({
      packs,
      store: metrics === undefined ? over : watchStore(over, metrics, queue),
      linkSecret,
      loadModule: shelf.load,
      https: options.https === true,
      ...(checkpointsDir === undefined ? {} : { lastCheckpoint: () => latestCheckpoint(checkpointsDir) }),
      ...(options.version === undefined ? {} : { version: options.version }),
      ...(resetDemo === undefined ? {} : { resetDemo }),
      ...hostsOf(options, host),
      onFailure: (reference, error) => log('error', 'requestFailed', { reference, ...failureTrace(error) }),
      ...(metrics === undefined ? {} : { onDecision: metrics.countDecision }),
      ...(metrics === undefined && options.logRequests !== true
        ? {}
        : {
            onRequest: (seen) => {
              metrics?.countRequest(seen);
              if (options.logRequests === true) log('info', 'request', { ...seen });
            },
          }),
      stopping: gate.shutting,
      readiness: () => diskIssues(dataDir, options.lowDiskBytes ?? LOW_DISK_BYTES),
      pages: (app) => servePages(app, sites),
    });

  // What serves now. While a demo is made anew, requests wait for the store that replaces this one.
  let current: Promise<{ app: Hono; store: Store }>;
  const resetDemo = async (): Promise<string | undefined> => {
    const before = current;
    const replaced = replaceDemoStore(dataDir, options.cell ?? DEFAULT_CELL, (await before).store, async (fresh) => {
      const done = await fillEmptyStore(fresh, packs, options.rulesDir, say);
      return done.ok;
    });
    await replaced.made;
    // Making it kept this thread busy: who asked meanwhile is let in first, and asks for the same.
    await new Promise((later) => setTimeout(later, 50));
    current = (async () => {
      const store = await replaced.swap();
      const server = await make(store, resetDemo);
      if (!server.ok) throw new Error(rulesMessage(server.issues));
      return { app: server.value, store };
    })();
    return (await createLink((await current).store, {}))?.path;
  };
  const server = await make(store, store.settings.demo ? oneAtATime(resetDemo) : undefined);
  if (!server.ok) return { ok: false, message: rulesMessage(server.issues) };
  current = Promise.resolve({ app: server.value, store });

  const app = new Hono();
  app.all('*', async (c) => (gate.isShut() ? turnedAway() : (await current).app.fetch(c.req.raw, c.env)));
  const listening = await listen(app, host, port, gate);
  if (!listening.ok) return listening;
  const { server: http, address } = listening;
  let door: Awaited<ReturnType<typeof openMetricsDoor>> | undefined;
  if (metrics !== undefined) {
    const storePath = join(dataDir, STORE_FILE);
    const metricsPort = options.metricsPort ?? 0;
    try {
      door = await openMetricsDoor({
        metrics,
        host: options.metricsHost ?? '127.0.0.1',
        port: metricsPort,
        dataDir,
        storePath,
        queueLength: () => queue.length,
      });
    } catch (error) {
      await close(http);
      return { ok: false, message: metricsPortMessage(error as NodeJS.ErrnoException, metricsPort) };
    }
  }
  const stopCheckpoints =
    checkpointsDir === undefined
      ? undefined
      : keepDailyCheckpoints({ dataDir, to: checkpointsDir, keyFile: options.auditKeyFile, log });
  writeDoorFile(dataDir, { address, secret: linkSecret, pid: process.pid });

  const link = await createLink(store, {});
  log('info', 'started', { demo: store.settings.demo, version: options.version ?? '0.0.0' });
  say(fill(messages.start.ready, { address }));
  if (store.settings.demo) say(messages.start.demo);
  if (door !== undefined) say(fill(messages.start.metrics, { address: door.address }));
  if (link !== undefined) {
    say(fill(messages.start.link, { hours: LINK_HOURS }));
    say(`  ${address}${link.path}`);
    say(messages.start.again);
  }

  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      stopCheckpoints?.();
      removeDoorFile(dataDir);
      const finished = await gate.shut(options.graceMs);
      await close(http);
      if (door !== undefined) await close(door.server);
      await (await current).store.close();
      log(finished ? 'info' : 'warn', 'stopped', { finished });
    })());
  return {
    ok: true,
    value: {
      address,
      link: link === undefined ? undefined : address + link.path,
      app,
      store,
      metricsAddress: door?.address,
      stop,
    },
  };
}

/** Stops the service once when the process is told to; then the process ends by itself. */
export function stopOnSignals(
  running: Running,
  say: (sentence: string) => void = (sentence) => process.stdout.write(`${sentence}\n`),
): void {
  const onSignal = (): void => {
    process.off('SIGTERM', onSignal);
    process.off('SIGINT', onSignal);
    say(messages.start.stopping);
    void running.stop().then(() => {
      say(messages.start.stopped);
      process.exitCode = 0;
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

function readPacks(rulesDir: string): { ok: true; value: readonly Pack[] } | { ok: false; issues: readonly Issue[] } {
  const sources = loadRules(rulesDir);
  return sources.ok ? validatePacks(sources.value) : sources;
}

function rulesMessage(issues: readonly Issue[]): string {
  return [
    fill(messages.start.rulesProblem, { count: issues.length }),
    ...issues.map((issue) => `  ${issue.path}  ${spoken(issue).message}`),
  ].join('\n');
}

function openMessage(issues: readonly Issue[], dataDir: string): string {
  return issues
    .map((issue) =>
      issue.code === 'instanceIsNotDemo' ? fill(messages.start.notDemoStore, { dataDir }) : spoken(issue).message,
    )
    .join('\n');
}

/** A store without people gets its first: a demo its cast, another one an administrator. */
async function fillEmptyStore(store: Store, packs: readonly Pack[], rulesDir: string, say: (sentence: string) => void) {
  if ((await store.listDocuments(PEOPLE, { limit: 1 })).length > 0) return { ok: true as const };
  if (store.settings.demo) {
    const scenes = readDemoScenes(rulesDir);
    if (!scenes.ok) return scenes;
    if (scenes.value.length > 0) {
      say(messages.start.creatingDemo);
      return createDemo(store, createRulebook(packs), scenes.value, Date.now);
    }
  }
  const assignments = packs.flatMap((pack) =>
    pack.roles
      .filter((role) => role.may?.includes('administer'))
      .map((role) => ({ role: role.id, place: pack.manifest.region })),
  );
  const person = { id: 'administrator', name: messages.start.administrator, assignments };
  return store.commit({
    documents: [
      { put: { collection: PEOPLE, key: person.id, value: person } },
      { put: { collection: INSTANCE, key: 'first-person', value: { person: person.id } } },
    ],
  });
}

function hostsOf(options: StartOptions, host: string): { hosts?: readonly string[] } {
  if (options.hosts !== undefined) return { hosts: [...options.hosts, ...LOOPBACK] };
  return host === '127.0.0.1' || host === 'localhost' || host === '::1' ? { hosts: LOOPBACK } : {};
}

function sitesOf(appsDir: string | undefined, say: (sentence: string) => void): { at: string; dir: string }[] {
  if (appsDir === undefined) return [];
  const sites = [
    { at: '/', dir: join(appsDir, 'desk', 'dist') },
    { at: '/studio', dir: join(appsDir, 'studio', 'dist') },
  ];
  const built = sites.filter(({ dir }) => existsSync(join(dir, 'index.html')));
  if (!built.some(({ at }) => at === '/'))
    say(fill(messages.start.appsMissing, { dir: join(appsDir, 'desk', 'dist') }));
  return built;
}

type Listening = { ok: true; server: Server; address: string } | { ok: false; message: string };

function listen(app: Hono, host: string, port: number, gate: Gate): Promise<Listening> {
  return new Promise((done) => {
    const server = serve({
      fetch: app.fetch,
      hostname: host,
      port,
      serverOptions: {
        headersTimeout: 5_000,
        requestTimeout: 60_000,
        keepAliveTimeout: 5_000,
        maxHeaderSize: 16 * 1024,
        connectionsCheckingInterval: 2_000,
      },
    }) as Server;
    gate.guard(server);
    server.once('error', (error: NodeJS.ErrnoException) => done({ ok: false, message: portMessage(error, port) }));
    server.once('listening', () => {
      const { port: actual } = server.address() as AddressInfo;
      done({ ok: true, server, address: `http://${host.includes(':') ? `[${host}]` : host}:${actual}` });
    });
  });
}

function metricsPortMessage(error: NodeJS.ErrnoException, port: number): string {
  return fill(messages.start.metricsPortTaken, { port, reason: error.code ?? error.name });
}

function portMessage(error: NodeJS.ErrnoException, port: number): string {
  const other = port >= 65535 ? 8788 : Math.max(port + 1, 1025);
  if (error.code === 'EADDRINUSE') return fill(messages.start.portTaken, { port, other });
  if (error.code === 'EACCES') return fill(messages.start.notPermitted, { port, other: 8787 });
  return error.message;
}

/** Why the port cannot be used; undefined when it can. */
function portIssue(host: string, port: number): Promise<string | undefined> {
  return new Promise((done) => {
    const probe = createNetServer();
    probe.once('error', (error) => done(portMessage(error, port)));
    probe.listen(port, host, () => probe.close(() => done(undefined)));
  });
}

/** Seconds after which whoever was turned away may come again: by then another process may be there. */
const COME_AGAIN = '10';

/** The answer of a service that is stopping. */
function turnedAway(): Response {
  return new Response(JSON.stringify(problemOf(new Refusal(503, 'stopping'))), {
    status: 503,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'retry-after': COME_AGAIN,
      connection: 'close',
    },
  });
}

/** Lets go of the port and of what still hangs on it. */
function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
