import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** A statement and its Ed25519 signature: whoever has the public key can check it, and nothing else is needed. */
export interface SignedStatement {
  /** The exact text that was signed. */
  readonly statement: string;
  /** Ed25519 over the UTF-8 bytes of the statement, in base64. */
  readonly signature: string;
}

/** Signs a text. */
export function signStatement(statement: string, key: KeyObject): SignedStatement {
  return { statement, signature: sign(null, Buffer.from(statement), key).toString('base64') };
}

/** Whether the key signed exactly this text. */
export function isSignedBy({ statement, signature }: SignedStatement, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return bytes.length === 64 && verify(null, Buffer.from(statement), key, bytes);
}

/** A short name of a key, the same for its public and its private half: 16 hex digits. */
export function keyIdOf(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256')
    .update(open.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
}

/**
 * What a person compares on paper or by telephone: five groups of four digits of the statement's SHA-256.
 *
 * @example
 * fingerprintOf(statement); // → '3F2A-91C0-77DE-04B1-5A6C'
 */
export function fingerprintOf(statement: string): string {
  const hex = createHash('sha256').update(statement).digest('hex').toUpperCase();
  return (hex.slice(0, 20).match(/.{4}/g) ?? []).join('-');
}
