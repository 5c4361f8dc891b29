import { Worker } from 'node:worker_threads';
import type { PackOverride } from '@cebao/pack';
import { createSimulation, type SimulationReport } from '@cebao/pack/simulate';
import type { Line } from '../lines-of.ts';

/** What every thread is told at its start. */
export interface SimulateTask {
  readonly rules: string | undefined;
  readonly to: string | undefined;
  readonly override: PackOverride | undefined;
  /** A folder of this run alone, for generated modules. */
  readonly modules: string;
}

/** What a thread is handed: lines, and the place of the first among all; null: there are no more. */
export type WorkerPiece = { readonly first: number; readonly lines: readonly Line[] } | null;

/** What a thread says: it has taken its lines, or this is what it counted. */
export type WorkerReply = { readonly taken: true } | { readonly report: SimulationReport };

/** Pieces a thread has at most before it, so that the input waits for the threads. */
const PIECES_AHEAD = 2;

/** Deals lines to threads as they come and adds up what they count. */
export async function runWorkers(
  pieces: AsyncIterable<readonly Line[]>,
  threads: number,
  task: SimulateTask,
): Promise<SimulationReport> {
  const simulation = createSimulation();
  const workers = Array.from({ length: threads }, () => new Thread(task));
  try {
    let first = 0;
    for await (const lines of pieces) {
      const [freest] = [...workers].sort((a, b) => a.ahead - b.ahead);
      await freest?.take({ first, lines });
      first += lines.length;
    }
    for (const report of await Promise.all(workers.map((worker) => worker.finish()))) simulation.merge(report);
    return simulation.report();
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}

class Thread {
  ahead = 0;
  readonly #worker: Worker;
  readonly #report: Promise<SimulationReport>;
  #freed: () => void = () => undefined;

  constructor(task: SimulateTask) {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: task });
    this.#worker = worker;
    this.#report = new Promise((counted, failed) => {
      worker.on('message', (reply: WorkerReply) => {
        if ('report' in reply) return counted(reply.report);
        this.ahead -= 1;
        this.#freed();
      });
      worker.on('error', (error) => {
        failed(error);
        this.#freed();
      });
    });
    // It is looked at when the thread finishes; until then a failure is no unhandled one.
    this.#report.catch(() => undefined);
  }

  /** Hands lines over, when the thread has not too much before it. */
  async take(piece: WorkerPiece): Promise<void> {
    if (this.ahead >= PIECES_AHEAD)
      await Promise.race([new Promise<void>((freed) => (this.#freed = freed)), this.#report]);
    this.ahead += 1;
    this.#worker.postMessage(piece);
  }

  finish(): Promise<SimulationReport> {
    this.#worker.postMessage(null);
    return this.#report;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
