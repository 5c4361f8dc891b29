import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MAIN = join(ROOT, 'apps/service/dist/main.js');
const START_MS = 60_000;

/** The real service in a process of its own, with a fresh demo instance. */
export interface RunningService {
  readonly address: string;
  /** The one-time link, as the terminal shows it. */
  readonly link: string;
  readonly dataDir: string;
  /** Everything the process has said so far. */
  said(): string;
  /** Ends the process as a terminal would; the data stay. */
  stop(): Promise<void>;
  /** Ends the process and throws the data away. */
  close(): Promise<void>;
}

/**
 * Starts the built service as `npm start` does, without code generation from strings, on a free port; `more` goes into
 * its environment.
 *
 * @example
 * const service = await startService();
 * afterAll(() => service.close());
 */
export async function startService(more: Readonly<Record<string, string>> = {}): Promise<RunningService> {
  for (const built of [MAIN, join(ROOT, 'apps/desk/dist/index.html')])
    if (!existsSync(built))
      throw new Error(`${built} is missing: run "npm run build" (or "npm test", which builds first)`);
  const dataDir = mkdtempSync(join(tmpdir(), 'cebao-journey-'));
  const child = spawn(process.execPath, ['--disallow-code-generation-from-strings', MAIN], {
    cwd: ROOT,
    env: { ...withoutNodeOptions(process.env), PORT: '0', CEBAO_DEMO: '1', CEBAO_DATA: dataDir, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += String(bytes)));
  // A test run that is cut short leaves no service behind.
  const cutShort = () => void child.kill();
  process.once('exit', cutShort);
  const stop = async () => {
    await end(child);
    process.off('exit', cutShort);
  };
  try {
    const link = await until(START_MS, () => {
      if (child.exitCode !== null) throw new Error(`the service ended at once:\n${said}`);
      return /^ {2}(http:\S+link=\S+)$/m.exec(said)?.[1];
    });
    const address = new URL(link).origin;
    await until(
      START_MS,
      async () => (await fetch(`${address}/api/v1/health`).catch(() => undefined))?.ok || undefined,
    );
    return {
      address,
      link,
      dataDir,
      said: () => said,
      stop,
      close: async () => {
        await stop();
        rmSync(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
    throw error instanceof Error ? new Error(`${error.message}\n${said}`, { cause: error }) : error;
  }
}

/** Test runners put loaders and conditions there; the service runs as it is shipped. */
function withoutNodeOptions({ NODE_OPTIONS: _, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env;
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    const kill = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(kill);
      done();
    });
    child.kill('SIGTERM');
  });
}

async function until<T>(limit: number, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const last = Date.now() + limit;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > last) throw new Error(`not ready after ${limit / 1000} seconds`);
    await new Promise((again) => setTimeout(again, 100));
  }
}
