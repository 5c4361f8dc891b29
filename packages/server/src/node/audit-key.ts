import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Issue, Result } from '@cebao/engine';

/** The key that signs checkpoints, inside the data folder unless another place is named. */
export const AUDIT_KEY_FILE = 'audit-key.pem';
/** Its public half, as it is handed out beside checkpoints. */
export const PUBLIC_KEY_FILE = 'audit-key.pub.pem';

/** The signing key of a file, made when there is none; readable by its owner only. */
export function openAuditKey(path: string): Result<KeyObject> {
  try {
    if (!existsSync(path)) {
      const { privateKey } = generateKeyPairSync('ed25519');
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
      fsyncSync(file);
      closeSync(file);
    }
    return { ok: true, value: createPrivateKey(readFileSync(path)) };
  } catch (error) {
    return refuse('auditKeyUnreadable', path, error);
  }
}

/** The public half, as PEM text. */
export function publicPem(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return open.export({ type: 'spki', format: 'pem' }) as string;
}

/** The public key in a file. */
export function readPublicKey(path: string): Result<KeyObject> {
  if (!existsSync(path)) return { ok: false, issues: [{ code: 'publicKeyMissing', path: '', params: { path } }] };
  try {
    const key = createPublicKey(readFileSync(path));
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(String(key.asymmetricKeyType));
    return { ok: true, value: key };
  } catch (error) {
    return refuse('publicKeyUnreadable', path, error);
  }
}

function refuse(code: string, path: string, error: unknown): { ok: false; issues: Issue[] } {
  const reason = error instanceof Error ? error.message : String(error);
  return { ok: false, issues: [{ code, path: '', params: { path, reason } }] };
}
