import type { Issue } from '@cebao/engine';
import type { ChainHead, ChainReport, StoreSettings } from './store.ts';

/** SHA-256 of some bytes, as lower-case hex. */
export type Sha256 = (bytes: Uint8Array) => string;

/** The columns of an event that are chained, as they are stored. */
export interface ChainedColumns {
  readonly seq: number;
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema: number;
  readonly at: string;
  readonly text: string;
  readonly sealed: string | null;
}

/** A stored row as the verifier reads it. */
export interface ChainLink extends ChainedColumns {
  readonly prev: string;
  readonly hash: string;
}

const encoder = new TextEncoder();

/** Frames fields so that no two different lists give the same bytes: `5:hello,` per field, `-` for null. */
export function frame(fields: readonly (string | number | null)[]): Uint8Array {
  let framed = '';
  for (const field of fields) {
    if (field === null) {
      framed += '-';
      continue;
    }
    const text = String(field);
    framed += `${encoder.encode(text).length}:${text},`;
  }
  return encoder.encode(framed);
}

/** The hash before the first event: what the instance was created as, so that this cannot change unseen either. */
export function genesisHash(settings: StoreSettings, sha256: Sha256): string {
  return sha256(frame(['cebao genesis 1', settings.cell, settings.demo ? 1 : 0, settings.createdAt]));
}

/**
 * The hash of an event: over the hash before it and the stored bytes of all its columns.
 *
 * @example
 * const hash = eventHash(head.hash, row, sha256);
 */
export function eventHash(prev: string, row: ChainedColumns, sha256: Sha256): string {
  return sha256(
    frame([
      'cebao event 1',
      prev,
      row.seq,
      row.id,
      row.stream,
      row.version,
      row.type,
      row.schema,
      row.at,
      row.text,
      row.sealed,
    ]),
  );
}

/** The id of an event: `<cell>-<seq>`. */
export function eventId(cell: string, seq: number): string {
  return `${cell}-${seq}`;
}

/**
 * Walks a chain page by page and reports the first position that does not hold.
 *
 * @example
 * const walk = createChainWalk(settings, sha256);
 * for (const row of rows) if (!walk.take(row)) break;
 * return walk.end(head);
 */
export function createChainWalk(
  settings: StoreSettings,
  sha256: Sha256,
  checkpoint?: ChainHead | readonly ChainHead[],
) {
  let seq = 0;
  let hash = genesisHash(settings, sha256);
  let broken: ChainReport | undefined;
  const checkpoints = checkpoint === undefined ? [] : 'seq' in checkpoint ? [checkpoint] : checkpoint;
  const noted = new Map<number, string[]>();
  for (const { seq, hash } of checkpoints) noted.set(seq, [...(noted.get(seq) ?? []), hash]);
  const farthest = Math.max(0, ...noted.keys());
  /** The last event that a checkpoint vouches for. */
  let agreed = 0;
  const versions = new Map<string, number>();

  const fail = (at: number, code: string, params: Issue['params'] = {}): false => {
    broken = { ok: false, seq: at, issue: { code, path: `/events/${at}`, params: { seq: at, ...params } } };
    return false;
  };
  const meetsCheckpoint = (): boolean => {
    const expected = noted.get(seq)?.find((one) => one !== hash);
    if (expected !== undefined) return fail(seq, 'chainCheckpointDiffers', { after: agreed, expected, found: hash });
    if (!noted.has(seq)) return true;
    agreed = seq;
    return true;
  };
  meetsCheckpoint();

  return {
    /** Takes the next row in order of sequence; false once the chain is broken. */
    take(row: ChainLink): boolean {
      if (broken) return false;
      const next = seq + 1;
      if (row.seq !== next) return fail(next, 'chainEventMissing');
      if (row.prev !== hash) return fail(next, 'chainPreviousDiffers', { expected: hash, found: row.prev });
      const id = eventId(settings.cell, next);
      if (row.id !== id) return fail(next, 'chainEventAltered', { expected: id, found: row.id });
      const made = eventHash(hash, row, sha256);
      if (made !== row.hash) return fail(next, 'chainEventAltered', { expected: row.hash, found: made });
      const version = (versions.get(row.stream) ?? 0) + 1;
      if (row.version !== version)
        return fail(next, 'chainVersionSkipped', { stream: row.stream, expected: version, found: row.version });
      versions.set(row.stream, version);
      seq = next;
      hash = row.hash;
      return meetsCheckpoint();
    },
    /** The report, given where the store says its chain ends. */
    end(head: ChainHead): ChainReport {
      if (broken) return broken;
      if (head.seq !== seq) fail(Math.min(head.seq, seq) + 1, 'chainEventMissing');
      else if (head.hash !== hash) fail(seq, 'chainHeadDiffers', { expected: hash, found: head.hash });
      else if (farthest > seq) fail(seq + 1, 'chainEventMissing');
      return broken ?? { ok: true, count: seq, head: { seq, hash } };
    },
  };
}
