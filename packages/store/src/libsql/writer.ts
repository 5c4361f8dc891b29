import { Worker } from 'node:worker_threads';
import type { Result } from '@cebao/engine';
import type { PreparedCommit } from '../prepare-commit.ts';
import type { ChainHead, Committed } from '../store.ts';
import { writeBackup } from './backup.ts';
import { createGroupWriter, type GroupWriter, type GroupWriterOptions, writeFailed } from './write-group.ts';

/** What the writer's thread is asked, one thing at a time. */
export type ThreadTask =
  | { readonly write: readonly PreparedCommit[] }
  | { readonly backup: string }
  | { readonly close: true };

/** Does groups of commits, and copies the file; where that happens is its own matter. */
export interface Writer {
  write(group: readonly PreparedCommit[]): Promise<readonly Result<Committed>[]>;
  backup(toPath: string): Promise<Result<{ path: string; head: ChainHead }>>;
  close(): Promise<void>;
}

/** Writes on the thread that asks: for tests, and where no thread can be had. */
export function writerHere(options: GroupWriterOptions, group: GroupWriter = createGroupWriter(options)): Writer {
  return {
    write: async (commits) => group.write(commits),
    backup: async (toPath) => writeBackup(options, toPath),
    close: async () => group.close(),
  };
}

/**
 * Writes in a thread of its own, so that nobody who asks waits for the disk. A thread that dies takes nothing with it
 * that was acknowledged: what was under way is answered as failed, and the next group starts another thread.
 *
 * @param execArgv how Node starts the thread; as this process was started, unless given
 */
export function writerInThread(options: GroupWriterOptions, execArgv?: readonly string[]): Writer {
  let writing: Thread | undefined;
  return {
    async write(commits) {
      if (writing === undefined || writing.ended) writing = new Thread(options, execArgv);
      try {
        return await writing.ask<readonly Result<Committed>[]>({ write: commits });
      } catch (error) {
        return commits.map(() => ({ ok: false, issues: [writeFailed(error)] }));
      }
    },
    async backup(toPath) {
      // Its own thread: copying a large file must not keep the writer from writing.
      const copying = new Thread(options, execArgv);
      try {
        return await copying.ask<Result<{ path: string; head: ChainHead }>>({ backup: toPath });
      } catch (error) {
        const [{ reason }] = [writeFailed(error).params] as [{ reason: string }];
        return { ok: false, issues: [{ code: 'backupFailed', path: '', params: { path: toPath, reason } }] };
      } finally {
        await copying.stop();
      }
    },
    async close() {
      await writing?.stop();
      if (writing === undefined || writing.failed) createGroupWriter(options).close();
    },
  };
}

/** Whether this module can start a thread from its own neighbour: built, or run by a process that reads its source. */
export const THREADS_START = import.meta.url.endsWith('.js');

class Thread {
  ended = false;
  failed = false;
  readonly #worker: Worker;
  readonly #exit: Promise<void>;
  #pending: { resolve(answer: unknown): void; reject(error: unknown): void } | undefined;

  constructor(options: GroupWriterOptions, execArgv: readonly string[] | undefined) {
    const extension = THREADS_START ? 'js' : 'ts';
    this.#worker = new Worker(new URL(`./writer-thread.${extension}`, import.meta.url), {
      workerData: options,
      ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }),
    });
    this.#worker.on('message', (answer) => {
      // It keeps the process alive only while it is asked something.
      this.#worker.unref();
      this.#pending?.resolve(answer);
      this.#pending = undefined;
    });
    const end = (error: unknown) => {
      this.ended = true;
      this.failed ||= this.#pending !== undefined;
      this.#pending?.reject(error);
      this.#pending = undefined;
    };
    this.#worker.on('error', end);
    this.#exit = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        end(new Error('the thread of the writer ended'));
        resolve();
      });
    });
  }

  ask<T>(task: ThreadTask): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.ended) return reject(new Error('the thread of the writer ended'));
      this.#pending = { resolve: resolve as (answer: unknown) => void, reject };
      this.#worker.ref();
      this.#worker.postMessage(task);
    });
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    await this.ask({ close: true }).catch(() => undefined);
    this.#worker.ref();
    await this.#exit;
  }
}
