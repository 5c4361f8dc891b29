import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { LayeredPack } from './layered-pack.ts';

/** The semantics of decisions: part of what replays one. Raised when the same pack may answer otherwise. */
export const SEMANTICS_VERSION = 1;

/** SHA-256 over the canonical JSON (RFC 8785) of a layered pack, in hexadecimal. */
export function revisionOf(layered: LayeredPack): string {
  return hashJson(layered);
}

/** SHA-256 over the canonical JSON (RFC 8785) of any JSON value, in hexadecimal. */
export function hashJson(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalize(value) ?? 'null')));
}
