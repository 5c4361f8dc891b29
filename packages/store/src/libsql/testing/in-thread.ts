import { fileURLToPath } from 'node:url';
// Held by this thread too: a native module that only threads load is unloaded with the first of them and breaks the next.
import '@swc/core';
import type { GroupWriterOptions } from '../write-group.ts';
import { type Writer, writerInThread } from '../writer.ts';

/** A writer in a thread that reads this package's source, as a built store starts one from its own files. */
export function inThread(options: GroupWriterOptions): Writer {
  const loader = fileURLToPath(new URL('run-typescript.mjs', import.meta.url));
  return writerInThread(options, ['-C', '@cebao/source', '--import', loader]);
}
