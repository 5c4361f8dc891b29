import { parentPort, workerData } from 'node:worker_threads';
import { createSimulation } from '@cebao/pack/simulate';
import { createModuleShelf } from '@cebao/server/node';
import { readRulebook } from '../read-rulebook.ts';
import { answerTwice } from './answer-twice.ts';
import type { SimulateTask, WorkerPiece, WorkerReply } from './run-workers.ts';

/** A thread of `cebao simulate`: takes lines until there are no more, then tells what it counted. */
const { rules, to, override, modules } = workerData as SimulateTask;
const port = parentPort;
if (!port) throw new Error('a worker needs its thread');
const reply = (message: WorkerReply): void => port.postMessage(message);

const before = readRulebook(rules);
const after = to === undefined ? before : readRulebook(to);
if (!before.ok || !after.ok) throw new Error('the rules were checked before the threads began');
const simulation = createSimulation();
const answer = answerTwice(
  { rulebook: before.value },
  { rulebook: after.value, ...(override ? { override } : {}) },
  createModuleShelf(modules, { ready: 64 }),
  simulation,
);

/** One piece after the other: a module is loaded in between. */
let queue = Promise.resolve();
port.on('message', (piece: WorkerPiece) => {
  queue = queue.then(() => take(piece));
});

async function take(piece: WorkerPiece): Promise<void> {
  if (piece === null) {
    reply({ report: simulation.report() });
    port?.close();
    return;
  }
  for (const [place, line] of piece.lines.entries()) await answer(line, piece.first + place);
  reply({ taken: true });
}
