// What the workloads of the service share: the built parts, a folder that goes with the process, and figures.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const ROUNDS = Number(process.env.CEBAO_BENCH_ROUNDS ?? 5);
export const ROUND_MS = Number(process.env.CEBAO_BENCH_ROUND_MS ?? 700);

export function built(path) {
  return import(pathToFileURL(join(ROOT, path)).href);
}

/** The store with what only measurements choose: how many commits go together, and how long each takes longer. */
export async function store() {
  const { openStoreFile } = await built('packages/store/dist/libsql/open-libsql-store.js');
  return { openStoreFile };
}

export function temporary() {
  const folder = mkdtempSync(join(process.env.CEBAO_BENCH_FOLDER ?? tmpdir(), 'cebao-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function median(values) {
  return at(values, 0.5);
}

export function at(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function rounded(value) {
  return Math.round(value * 100) / 100;
}

/** A stream of chances that is the same in every run. */
export function chances(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
