import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * SHA-256 as lower-case hex, in any JavaScript runtime.
 *
 * @example
 * sha256Hex(new TextEncoder().encode('abc')); // → 'ba7816bf…'
 */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
