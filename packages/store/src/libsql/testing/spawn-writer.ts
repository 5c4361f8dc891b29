import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Starts a process that writes to the store at `path`; `lines` is what it has printed in whole lines so far. */
export function spawnWriter(path: string): { child: ChildProcess; lines(): string[]; ended: Promise<void> } {
  const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(
    process.execPath,
    ['-C', '@cebao/source', '--import', here('run-typescript.mjs'), here('writer-child.ts'), path],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let printed = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return { child, lines: () => printed.split('\n').slice(0, -1), ended };
}
