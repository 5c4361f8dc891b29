import type { Person } from '@cebao/pack';
import type { Store } from '@cebao/store';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Clock } from './clock.ts';
import { LINKS } from './links.ts';
import { Refusal } from './problem.ts';
import { newSecret, secretHash } from './secrets.ts';
import type { Viewer } from './viewer.ts';

/** Sessions by hash of their secret: `{ person, expires }`. */
export const SESSIONS = 'sessions';
export const SESSION_COOKIE = 'cebao_session';
/** A working day; then one signs in again. */
const SESSION_HOURS = 12;

/** Signing in and out: one-time links in, an HttpOnly cookie for the session, no passwords. */
export interface Sessions {
  find(c: Context): Promise<Viewer | undefined>;
  /** Uses a link up and starts a session. */
  signIn(c: Context, link: string): Promise<Viewer>;
  signOut(c: Context, viewer: Viewer): Promise<void>;
  /** Only in a demo: the session ends and another person's begins. */
  switchTo(c: Context, viewer: Viewer, person: string): Promise<Viewer>;
}

export function createSessions(
  store: Store,
  findPerson: (id: string) => Person | undefined,
  clock: Clock,
  https: boolean,
): Sessions {
  const begin = async (
    c: Context,
    person: string,
    old: readonly { collection: string; key: string; expectedVersion?: number }[],
  ): Promise<Viewer> => {
    const found = findPerson(person);
    if (found === undefined) throw new Refusal(404, 'unknownPerson');
    const secret = newSecret();
    const session = secretHash(secret);
    const done = await store.commit({
      documents: [
        ...old.map((document) => ({ delete: document })),
        { put: { collection: SESSIONS, key: session, value: { person, expires: clock() + SESSION_HOURS * 3600_000 } } },
      ],
    });
    if (!done.ok) throw new Refusal(401, 'linkNotValid');
    setCookie(c, SESSION_COOKIE, secret, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: SESSION_HOURS * 3600,
      secure: https || new URL(c.req.url).protocol === 'https:',
    });
    return { person: found, session };
  };

  return {
    async find(c) {
      const secret = c.req.header('cookie') === undefined ? undefined : getCookie(c, SESSION_COOKIE);
      if (secret === undefined) return undefined;
      const session = secretHash(secret);
      const kept = (await store.readDocument(SESSIONS, session))?.value as
        | { person: string; expires: number }
        | undefined;
      if (kept === undefined || kept.expires <= clock()) return undefined;
      const person = findPerson(kept.person);
      return person === undefined ? undefined : { person, session };
    },

    async signIn(c, link) {
      const key = secretHash(link);
      const kept = await store.readDocument(LINKS, key);
      const value = kept?.value as { person: string; expires: number } | undefined;
      if (kept === undefined || value === undefined) throw new Refusal(401, 'linkNotValid');
      if (value.expires <= clock()) {
        await store.commit({ documents: [{ delete: { collection: LINKS, key } }] });
        throw new Refusal(401, 'linkNotValid');
      }
      // The link goes in the same write that starts the session: of two at once only one gets in.
      return begin(c, value.person, [{ collection: LINKS, key, expectedVersion: kept.version }]);
    },

    async signOut(c, viewer) {
      await store.commit({ documents: [{ delete: { collection: SESSIONS, key: viewer.session } }] });
      deleteCookie(c, SESSION_COOKIE, { path: '/' });
    },

    async switchTo(c, viewer, person) {
      if (!store.settings.demo) throw new Refusal(403, 'notDemo');
      return begin(c, person, [{ collection: SESSIONS, key: viewer.session }]);
    },
  };
}
