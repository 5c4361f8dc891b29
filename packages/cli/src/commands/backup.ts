import { fill } from '@cebao/pack';
import type { BackupAnswer } from '@cebao/server/node';
import { dataFolder } from '../data-folder.ts';
import { messages } from '../messages/zh-CN.ts';
import { complain, say, sayJson } from '../say.ts';

export interface BackupOptions {
  readonly data?: string;
  readonly to?: string;
  readonly json?: boolean;
}

export interface RestoreOptions {
  readonly data?: string;
  readonly from?: string;
  readonly json?: boolean;
}

/** `cebao backup`: a copy of the store, also while the service runs. */
export async function backup({ data, to, json = false }: BackupOptions): Promise<number> {
  if (to === undefined) return missing('--to', messages.usage.hintTo);
  const { backupData } = await import('@cebao/server/node');
  return report(await backupData({ dataDir: dataFolder(data), to }), messages.backup.made, json);
}

/** `cebao restore`: a copy put back, after it was verified from its first byte to its last event. */
export async function restore({ data, from, json = false }: RestoreOptions): Promise<number> {
  if (from === undefined) return missing('--from', messages.usage.hintBackup);
  const { restoreData } = await import('@cebao/server/node');
  return report(await restoreData({ from, dataDir: dataFolder(data) }), messages.backup.restored, json);
}

function report(answer: BackupAnswer, words: string, json: boolean): number {
  if (!answer.ok) {
    complain(answer.message);
    return 1;
  }
  const { file, value } = answer;
  if (json) sayJson({ file, ...value });
  else {
    say(fill(words, { file }));
    say(fill(messages.backup.reaches, { seq: value.seq, hash: value.hash }));
  }
  return 0;
}

function missing(name: string, hint: string): 2 {
  complain(fill(messages.usage.missingOption, { name, hint }));
  return 2;
}
