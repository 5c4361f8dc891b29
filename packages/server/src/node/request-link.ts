import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fill } from '@cebao/pack';
import { openLibsqlStore } from '@cebao/store/libsql';
import type { LinkReply } from '../api/links.ts';
import type { Problem } from '../api/problem.ts';
import { createLink } from '../links.ts';
import { messages } from '../messages/zh-CN.ts';
import { spoken } from '../problem.ts';
import { readDoorFile } from './door-file.ts';
import { DEFAULT_CELL, STORE_FILE } from './store-file.ts';

export type LinkAnswer =
  | { readonly ok: true; readonly address: string; readonly expires: string }
  | { readonly ok: false; readonly message: string };

/**
 * A new one-time link: from the running service when there is one, else straight from the store.
 *
 * @example
 * const answer = await requestLink({ dataDir: 'data', address: 'http://127.0.0.1:8787' });
 * console.log(answer.ok ? answer.address : answer.message);
 */
export async function requestLink(options: {
  dataDir: string;
  person?: string;
  address?: string;
  cell?: string;
}): Promise<LinkAnswer> {
  const { dataDir, person } = options;
  const door = readDoorFile(dataDir);
  if (door !== undefined) {
    try {
      const response = await fetch(`${door.address}/api/v1/links`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret: door.secret, ...(person === undefined ? {} : { person }) }),
      });
      if (!response.ok) return { ok: false, message: ((await response.json()) as Problem).detail };
      const link = (await response.json()) as LinkReply;
      return { ok: true, address: door.address + link.path, expires: link.expires };
    } catch {
      // The service of this door file is gone: the store is free.
    }
  }
  const path = join(dataDir, STORE_FILE);
  if (!existsSync(path)) return { ok: false, message: fill(messages.start.linkNoServer, { dataDir }) };
  const opened = await openLibsqlStore({ path, cell: options.cell ?? DEFAULT_CELL, create: false });
  if (!opened.ok) return { ok: false, message: opened.issues.map((issue) => spoken(issue).message).join('\n') };
  try {
    const link = await createLink(opened.value, { person });
    if (link === undefined) return { ok: false, message: messages.start.noPeople };
    return { ok: true, address: (options.address ?? 'http://127.0.0.1:8787') + link.path, expires: link.expires };
  } finally {
    await opened.value.close();
  }
}
