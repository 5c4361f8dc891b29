import { createHash } from 'node:crypto';

/** SHA-256 by Node, ten times as fast as in JavaScript. */
export function nodeSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
