import type { KeyObject } from 'node:crypto';
import type { StoreMark } from '@cebao/store/libsql';
import { fingerprintOf, isSignedBy, keyIdOf, type SignedStatement, signStatement } from './signed-statement.ts';

/** Where a store stood at a moment, as it was signed and handed out. */
export interface Checkpoint {
  readonly mark: StoreMark;
  /** When it was made, as an instant. */
  readonly at: string;
  /** The short name of the key that signed it. */
  readonly key: string;
  readonly fingerprint: string;
}

/** The first line of every statement, so that a signature for one thing never counts for another. */
const KIND = 'cebao checkpoint 1';

/** Signs where a store stands. */
export function signCheckpoint(mark: StoreMark, at: string, key: KeyObject): SignedStatement {
  const { cell, demo, createdAt, seq, hash, commits, journal } = mark;
  return signStatement(
    JSON.stringify({ kind: KIND, cell, demo, createdAt, seq, hash, commits, journal, at, key: keyIdOf(key) }),
    key,
  );
}

/** Reads a signed checkpoint; `forged` when the key did not sign it, `unreadable` when it is none. */
export function readCheckpoint(text: string, key: KeyObject): Checkpoint | 'forged' | 'unreadable' {
  try {
    const signed = JSON.parse(text) as SignedStatement;
    if (typeof signed.statement !== 'string' || typeof signed.signature !== 'string') return 'unreadable';
    if (!isSignedBy(signed, key)) return 'forged';
    return checkpointOf(signed.statement);
  } catch {
    return 'unreadable';
  }
}

/** The figures in a statement, whoever signed it. */
function checkpointOf(statement: string): Checkpoint | 'unreadable' {
  const { kind, cell, demo, createdAt, seq, hash, commits, journal, at, key } = JSON.parse(statement) as Record<
    string,
    unknown
  >;
  const texts = [cell, createdAt, hash, journal, at, key].every((text) => typeof text === 'string');
  if (kind !== KIND || !texts || typeof demo !== 'boolean') return 'unreadable';
  if (!Number.isSafeInteger(seq) || !Number.isSafeInteger(commits)) return 'unreadable';
  const mark = { cell, demo, createdAt, seq, hash, commits, journal } as StoreMark;
  return { mark, at: at as string, key: key as string, fingerprint: fingerprintOf(statement) };
}
