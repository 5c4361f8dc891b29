import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Issue, Result } from '@cebao/engine';
import { type NamedMark, readStoreMark, type StoreReport, verifyStoreFile } from '@cebao/store/libsql';
import type { HandoverReply } from '../api/audit.ts';
import type { ApiIssue } from '../api/problem.ts';
import { type Checkpoint, readCheckpoint, signCheckpoint } from '../audit/checkpoint.ts';
import { checkpointPage } from '../audit/checkpoint-page.ts';
import { keyIdOf } from '../audit/signed-statement.ts';
import { civilDateOf, civilTimeOf } from '../clock.ts';
import { spoken } from '../problem.ts';
import { AUDIT_KEY_FILE, openAuditKey, PUBLIC_KEY_FILE, publicPem, readPublicKey } from './audit-key.ts';
import { STORE_FILE } from './store-file.ts';

/** A checkpoint that was written, and its files: to keep, to print, and the public key to hand out once. */
export interface WrittenCheckpoint extends Checkpoint {
  readonly file: string;
  readonly page: string;
  readonly publicKey: string;
}

/** What was verified against which checkpoints. */
export interface AuditReport extends Omit<StoreReport, 'findings'> {
  readonly checkpoints: readonly { readonly file: string; readonly at: string; readonly fingerprint: string }[];
  readonly findings: readonly ApiIssue[];
}

export type AuditAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly ApiIssue[] };

/**
 * Writes a signed checkpoint of a data folder's store into another folder, with a page to print and the public key;
 * the service may run meanwhile. A second one of the same state is the same file.
 *
 * @example
 * const made = writeCheckpoint({ dataDir: 'data', to: 'checkpoints', now: Date.now() });
 */
export function writeCheckpoint(options: {
  readonly dataDir: string;
  readonly to: string;
  readonly now: number;
  /** Where the signing key is; default: in the data folder. */
  readonly keyFile?: string | undefined;
}): AuditAnswer<WrittenCheckpoint> {
  const dataDir = resolve(options.dataDir);
  const mark = readStoreMark(join(dataDir, STORE_FILE));
  if (!mark.ok) return worded(mark.issues);
  const key = openAuditKey(resolve(options.keyFile ?? join(dataDir, AUDIT_KEY_FILE)));
  if (!key.ok) return worded(key.issues);
  const to = resolve(options.to);
  const name = `checkpoint-${civilDateOf(options.now)}-${mark.value.commits}`;
  const file = join(to, `${name}.json`);
  try {
    mkdirSync(to, { recursive: true });
    if (!existsSync(file)) {
      const signed = signCheckpoint(mark.value, new Date(options.now).toISOString(), key.value);
      put(file, `${JSON.stringify(signed, null, 2)}\n`);
    }
    const checkpoint = readCheckpoint(readFileSync(file, 'utf8'), key.value);
    if (typeof checkpoint === 'string')
      return worded([issue('checkpointForged', { checkpoint: `${name}.json`, key: keyIdOf(key.value) })]);
    const page = join(to, `${name}.html`);
    put(page, checkpointPage(checkpoint, `${name}.json`));
    const publicKey = join(to, PUBLIC_KEY_FILE);
    if (!existsSync(publicKey)) put(publicKey, publicPem(key.value));
    return { ok: true, value: { ...checkpoint, file, page, publicKey } };
  } catch (error) {
    return worded([issue('checkpointUnwritable', { path: to, reason: reasonOf(error) })]);
  }
}

/**
 * Verifies a data folder's store against the checkpoints in a folder and the public key, and nothing else.
 *
 * @example
 * const report = await verifyAudit({ dataDir: 'data', checkpoints: '/media/second-body', keyFile: 'audit-key.pub.pem' });
 */
export async function verifyAudit(options: {
  readonly dataDir: string;
  readonly checkpoints: string;
  /** The public key; default: the file handed out beside the checkpoints. */
  readonly keyFile?: string | undefined;
}): Promise<AuditAnswer<AuditReport>> {
  const folder = resolve(options.checkpoints);
  const key = readPublicKey(resolve(options.keyFile ?? join(folder, PUBLIC_KEY_FILE)));
  if (!key.ok) return worded(key.issues);
  const files = listCheckpoints(folder);
  if (files.length === 0) return worded([issue('noCheckpoints', { path: folder })]);
  const doubts: Issue[] = [];
  const sound: { file: string; checkpoint: Checkpoint }[] = [];
  for (const file of files) {
    const checkpoint = readCheckpoint(readFileSync(join(folder, file), 'utf8'), key.value);
    if (checkpoint === 'forged') doubts.push(issue('checkpointForged', { checkpoint: file, key: keyIdOf(key.value) }));
    else if (checkpoint === 'unreadable') doubts.push(issue('checkpointUnreadable', { checkpoint: file }));
    else sound.push({ file, checkpoint });
  }
  const marks: NamedMark[] = sound.map(({ file, checkpoint }) => ({ name: file, mark: checkpoint.mark }));
  const report: Result<StoreReport> = await verifyStoreFile({
    path: join(resolve(options.dataDir), STORE_FILE),
    marks,
  });
  if (!report.ok) return worded([...doubts, ...report.issues]);
  return {
    ok: true,
    value: {
      ...report.value,
      findings: [...doubts, ...report.value.findings].map((one) => spoken(one)),
      checkpoints: sound.map(({ file, checkpoint }) => ({
        file,
        at: checkpoint.at,
        fingerprint: checkpoint.fingerprint,
      })),
    },
  };
}

/** The youngest checkpoint in a folder with everything that is handed over: file, page to print, public key. */
export function latestCheckpoint(folder: string): HandoverReply | undefined {
  const key = readPublicKey(join(folder, PUBLIC_KEY_FILE));
  if (!key.ok) return undefined;
  const found = listCheckpoints(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const checkpoint = readCheckpoint(text, key.value);
    return typeof checkpoint === 'string' ? [] : [{ ...checkpoint, file, text }];
  });
  const youngest = found.sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
  if (youngest === undefined) return undefined;
  const { file, text, mark, at, key: keyId, fingerprint } = youngest;
  return {
    file,
    at: civilTimeOf(Date.parse(at)),
    events: mark.seq,
    commits: mark.commits,
    fingerprint,
    key: keyId,
    text,
    page: checkpointPage(youngest, file),
    publicKey: publicPem(key.value),
  };
}

function listCheckpoints(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^checkpoint-.*\.json$/.test(name))
    .sort();
}

/** A file appears under its name only when it is complete. */
function put(file: string, text: string): void {
  const part = `${file}.part`;
  writeFileSync(part, text, { flush: true });
  renameSync(part, file);
}

function issue(code: string, params: Issue['params']): Issue {
  return { code, path: '', params };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function worded(issues: readonly Issue[]): { ok: false; issues: readonly ApiIssue[] } {
  return { ok: false, issues: issues.map((one) => spoken(one)) };
}
