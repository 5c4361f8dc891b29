import { fill } from '@cebao/pack';
import type { AuditAnswer } from '@cebao/server/node';
import { dataFolder } from '../data-folder.ts';
import { auditWords } from '../messages/audit.zh-CN.ts';
import { messages } from '../messages/zh-CN.ts';
import { complain, say, sayJson } from '../say.ts';

export interface CheckpointOptions {
  readonly data?: string;
  readonly to?: string;
  readonly key?: string;
  readonly json?: boolean;
}

export interface VerifyOptions {
  readonly data?: string;
  readonly checkpoints?: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** `cebao audit checkpoint`: a signed file of where the store stands, and a page to print, also while the service runs. */
export async function auditCheckpoint({ data, to, key, json = false }: CheckpointOptions): Promise<number> {
  if (to === undefined) return missing('--to', auditWords.hintTo);
  const { writeCheckpoint } = await import('@cebao/server/node');
  const made = writeCheckpoint({ dataDir: dataFolder(data), to, now: Date.now(), keyFile: key });
  if (!made.ok) return refused(made, json);
  const { file, page, publicKey, fingerprint, mark } = made.value;
  if (json) sayJson(made.value);
  else {
    say(fill(auditWords.made, { file }));
    say(fill(auditWords.reaches, { events: mark.seq, commits: mark.commits }));
    say(fill(auditWords.fingerprint, { fingerprint }));
    say(fill(auditWords.handOut, { page, publicKey }));
  }
  return 0;
}

/** `cebao audit verify`: everything in the store against checkpoints and the public key; says what differs and where. */
export async function auditVerify({ data, checkpoints, key, json = false }: VerifyOptions): Promise<number> {
  if (checkpoints === undefined) return missing('--checkpoints', auditWords.hintCheckpoints);
  const { verifyAudit } = await import('@cebao/server/node');
  const answer = await verifyAudit({ dataDir: dataFolder(data), checkpoints, keyFile: key });
  if (!answer.ok) return refused(answer, json);
  const { findings, covered, events, commits, documents, decisions, attachments } = answer.value;
  const code = findings.length === 0 ? 0 : 1;
  if (json) {
    sayJson({ ok: code === 0, ...answer.value, ...(code === 0 ? {} : { next: auditWords.next }) });
    return code;
  }
  if (code === 0) {
    say(fill(auditWords.sound, { events, commits, documents, decisions, attachments }));
    say(fill(auditWords.covered, { ...covered, count: answer.value.checkpoints.length }));
    return 0;
  }
  complain(fill(auditWords.found, { count: findings.length }));
  for (const { code: name, path, message, params } of findings) {
    complain(`  ${fill(messages.issue, { path, words: message, code: name }).trim()}`);
    const { expected, found, before, checkpoint } = params;
    if (expected !== undefined && found !== undefined)
      complain(`    ${fill(auditWords.expected, { expected: shown(expected), found: shown(found) })}`);
    if (checkpoint !== undefined) complain(`    ${fill(auditWords.against, { checkpoint: String(checkpoint) })}`);
    if (before !== undefined) complain(`    ${fill(auditWords.before, { before: String(before) })}`);
  }
  complain(auditWords.next);
  return 1;
}

function shown(value: unknown): string {
  return value === null || value === '' ? auditWords.nothing : String(value);
}

function refused(answer: Extract<AuditAnswer<unknown>, { ok: false }>, json: boolean): 1 {
  if (json) sayJson({ ok: false, issues: answer.issues });
  else for (const { message } of answer.issues) complain(message);
  return 1;
}

function missing(name: string, hint: string): 2 {
  complain(fill(messages.usage.missingOption, { name, hint }));
  return 2;
}
