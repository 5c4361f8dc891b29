import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 random bytes as text for addresses and cookies. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** Compares without telling by time how much was right. */
export function sameSecret(given: string, kept: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(given), 'hex'), Buffer.from(secretHash(kept), 'hex'));
}
