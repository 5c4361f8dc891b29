import { writeSync } from 'node:fs';
import { openStoreFile } from '../open-libsql-store.ts';
import { writerInThread } from '../writer.ts';

/** Printed at once and whole, also when whoever reads is slow: what was printed before a kill counts. */
function print(text: string): void {
  for (let rest = Buffer.from(text); rest.length > 0; ) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/**
 * A process that writes to the store at `argv[2]` without end and prints the sequence of every event it was
 * given an acknowledgement for, or the issue codes when it may not open. Made to be killed.
 */
const opened = await openStoreFile({ path: process.argv[2] as string, cell: 'c7' }, { makeWriter: writerInThread });
if (!opened.ok) {
  print(`${opened.issues.map((issue) => issue.code).join()}\n`);
  process.exit(1);
}
const store = opened.value;
print('opened\n');
for (let round = 0; ; round++) {
  // Several at once, each of two events and a document: what is half written would show.
  await Promise.all(
    Array.from({ length: 24 }, async (_, i) => {
      const stream = `${process.pid}/${round}/${i}`;
      const note = { type: 'noted', schema: 1, at: '2026-11-25T09:30:00+08:00', body: { filling: 'x'.repeat(300) } };
      const done = await store.commit({
        streams: [{ stream, expectedVersion: 0, events: [note, note] }],
        documents: [{ put: { collection: 'seen', key: stream, value: round } }],
      });
      if (done.ok) print(`${done.value.events.at(-1)?.id} ${stream}\n`);
      else print(`refused ${JSON.stringify(done.issues)}\n`);
    }),
  );
}
