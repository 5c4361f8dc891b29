import { parentPort, workerData } from 'node:worker_threads';
import { writeBackup } from './backup.ts';
import { createGroupWriter, type GroupWriterOptions } from './write-group.ts';
import type { ThreadTask } from './writer.ts';

// The thread in which a store writes: one task, one answer.
const options = workerData as GroupWriterOptions;
const writer = createGroupWriter(options);
let wrote = false;

parentPort?.on('message', (task: ThreadTask) => {
  if ('write' in task) {
    wrote = true;
    parentPort?.postMessage(writer.write(task.write));
  } else if ('backup' in task) {
    parentPort?.postMessage(writeBackup(options, task.backup));
  } else {
    if (wrote) writer.close();
    parentPort?.postMessage(true);
    parentPort?.close();
  }
});
