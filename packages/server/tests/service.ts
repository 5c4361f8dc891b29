import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pack } from '@cebao/pack';
import type { Store } from '@cebao/store';
import { openLibsqlStore } from '@cebao/store/libsql';
import { createMemoryStore } from '@cebao/store/memory';
import type { Hono } from 'hono';
import { type Client, createClient } from '../src/client/index.ts';
import { type Cast, castDocuments } from '../src/demo/cast-documents.ts';
import { createLink, createServer, type ServerOptions } from '../src/index.ts';
import { cast, organisations, tinyPacks } from './tiny-pack.ts';

export type Engine = 'memory' | 'libsql';
export const ENGINES: readonly Engine[] = ['memory', 'libsql'];

export interface TestService {
  readonly app: Hono;
  readonly store: Store;
  readonly client: Client;
  /** A client with the session of a person, signed in by a one-time link. */
  as(person: string): Promise<Client>;
  /** The cookie of a person's session, for raw requests. */
  cookieOf(person: string): Promise<string>;
  now: number;
  close(): Promise<void>;
}

export interface TestOptions extends Partial<Omit<ServerOptions, 'store' | 'packs'>> {
  readonly engine?: Engine;
  readonly demo?: boolean;
  readonly packs?: readonly Pack[];
  readonly cast?: Cast;
  /** What else is in the store before the service starts. */
  readonly fill?: (store: Store) => Promise<unknown>;
}

/** A whole service on a real store, with people in it. */
export async function startTestService(options: TestOptions = {}): Promise<TestService> {
  const {
    engine = 'memory',
    demo = false,
    packs = tinyPacks(),
    cast: people = { people: cast, organisations },
    fill,
    ...rest
  } = options;
  const folder = engine === 'libsql' ? mkdtempSync(join(tmpdir(), 'cebao-server-')) : undefined;
  const opened =
    folder === undefined
      ? { ok: true as const, value: createMemoryStore({ cell: 'test', demo }) }
      : await openLibsqlStore({ path: join(folder, 'cebao.db'), cell: 'test', demo });
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues));
  const store = opened.value;
  const filled = await store.commit({ documents: castDocuments(people) });
  if (!filled.ok) throw new Error(JSON.stringify(filled.issues));
  await fill?.(store);
  const service = { now: Date.parse('2026-11-25T01:30:00Z') };
  const server = await createServer({
    packs,
    store,
    clock: () => service.now,
    signInRate: { burst: 1000, perSecond: 1000 },
    onFailure: (_reference, error) => console.error(error),
    ...rest,
  });
  if (!server.ok) throw new Error(JSON.stringify(server.issues, null, 1));
  const app = server.value;
  const cookieOf = async (person: string): Promise<string> => {
    const link = await createLink(store, { person, clock: () => service.now });
    if (link === undefined) throw new Error(`no person ${person}`);
    const response = await app.request('/api/v1/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link: link.link }),
    });
    if (response.status !== 201) throw new Error(await response.text());
    return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  };
  const clientWith = (cookie?: string): Client =>
    createClient({
      fetch: (url, init) =>
        app.request(url, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), ...(cookie === undefined ? {} : { cookie }) },
        }),
    });
  return Object.assign(service, {
    app,
    store,
    client: clientWith(),
    cookieOf,
    as: async (person: string) => clientWith(await cookieOf(person)),
    close: async () => {
      await store.close();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  });
}

/** The value of a reply, or the problem as an exception that shows it. */
export function unwrap<T>(reply: { ok: true; value: T } | { ok: false; problem: unknown }): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.problem, null, 1));
  return reply.value;
}
