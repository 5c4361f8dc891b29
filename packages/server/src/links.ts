import type { Person } from '@cebao/pack';
import type { Store } from '@cebao/store';
import type { LinkReply } from './api/links.ts';
import { type Clock, civilTimeOf } from './clock.ts';
import { INSTANCE, PEOPLE } from './instance.ts';
import { newSecret, secretHash } from './secrets.ts';

/** One-time links by hash of their secret: `{ person, expires }`. */
export const LINKS = 'links';
/** How long a link may wait to be used. */
export const LINK_HOURS = 24;

/**
 * Makes a link that signs one person in, once. Only the hash of its secret is kept.
 * Without a person it is the one the instance names as first. Undefined when there is no such person.
 *
 * @example
 * const link = await createLink(store, {});
 * if (link) console.log(`http://127.0.0.1:8787${link.path}`);
 */
export async function createLink(
  store: Store,
  options: { person?: string | undefined; clock?: Clock },
): Promise<LinkReply | undefined> {
  const id = options.person ?? (await firstPerson(store));
  if (id === undefined || (await store.readDocument(PEOPLE, id)) === undefined) return undefined;
  const now = (options.clock ?? Date.now)();
  const link = newSecret();
  const expires = now + LINK_HOURS * 3600_000;
  const done = await store.commit({
    documents: [
      { put: { collection: LINKS, key: secretHash(link), value: { person: id, expires }, expectedVersion: 0 } },
    ],
  });
  if (!done.ok) return undefined;
  return { link, path: `/#link=${link}`, expires: civilTimeOf(expires) };
}

async function firstPerson(store: Store): Promise<string | undefined> {
  const named = (await store.readDocument(INSTANCE, 'first-person'))?.value as { person?: string } | undefined;
  if (named?.person !== undefined) return named.person;
  const person = (await store.listDocuments(PEOPLE, { limit: 1 }))[0]?.value as unknown as Person | undefined;
  return person?.id;
}
