import type { ChainLink } from '../chain.ts';

/** An event as bytes, as the verifier reads it. */
export interface ChainBytes {
  readonly seq: number;
  readonly version: number;
  readonly schema: number;
  readonly id: Uint8Array;
  readonly stream: Uint8Array;
  readonly type: Uint8Array;
  readonly at: Uint8Array;
  readonly body: Uint8Array;
  readonly sealed: Uint8Array | null;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text, one to one: bytes that are no UTF-8 become text that no stored text can be, so that the hash fails. */
export function decodeBytes(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return `\0${Buffer.from(bytes).toString('hex')}`;
  }
}

/** The texts of an event exactly as its bytes say. */
export function decodeChainRow(row: ChainBytes): ChainLink {
  return {
    seq: row.seq,
    version: row.version,
    schema: row.schema,
    id: decodeBytes(row.id),
    stream: decodeBytes(row.stream),
    type: decodeBytes(row.type),
    at: decodeBytes(row.at),
    text: decodeBytes(row.body),
    sealed: row.sealed && decodeBytes(row.sealed),
    prev: decodeBytes(row.prev),
    hash: decodeBytes(row.hash),
  };
}
