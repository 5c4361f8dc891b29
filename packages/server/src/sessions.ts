import type { Person } from '@cebao/pack';
import type { DocumentWrite, Store } from '@cebao/store';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Clock } from './clock.ts';
import { eachDocument } from './each-document.ts';
import { LINKS } from './links.ts';
import { verifyPassword } from './passwords.ts';
import { peerAddress } from './peer-address.ts';
import { Refusal } from './problem.ts';
import { newSecret, secretHash } from './secrets.ts';
import { findSignInByName, plainName } from './sign-in-book.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import type { Viewer } from './viewer.ts';

/** Sessions by hash of their secret: `{ person, expires, by, at }`. */
export const SESSIONS = 'sessions';
export const SESSION_COOKIE = 'cebao_session';
/** A working day; then one signs in again. */
const SESSION_HOURS = 12;
/** How long after coming in by a link a password may be set without the old one. */
const FRESH_MS = 30 * 60_000;

/** Browsers that have signed in with a password before, by hash of their secret: `{ person }`. They open nothing. */
const DEVICES = 'sign-in-devices';
const DEVICE_COOKIE = 'cebao_device';
const DEVICE_DAYS = 180;

type By = 'link' | 'password' | 'switch';

/** Signing in and out: one-time links or passwords in, an HttpOnly cookie for the session. */
export interface Sessions {
  find(c: Context): Promise<Viewer | undefined>;
  /** Uses a link up and starts a session. */
  signIn(c: Context, link: string): Promise<Viewer>;
  /** Starts a session by name and password; a wrong one is refused alike, whether the name is known or not. */
  signInByPassword(c: Context, name: string, password: string): Promise<Viewer>;
  /** Whether the session began with a link a short while ago. */
  isFresh(viewer: Viewer): Promise<boolean>;
  /** Ends all sessions of a person, but for one. */
  endOf(person: string, except?: string): Promise<void>;
  signOut(c: Context, viewer: Viewer): Promise<void>;
  /** Only in a demo: the session ends and another person's begins. */
  switchTo(c: Context, viewer: Viewer, person: string): Promise<Viewer>;
}

export function createSessions(
  store: Store,
  findPerson: (id: string) => Person | undefined,
  clock: Clock,
  https: boolean,
  throttle: SignInThrottle,
): Sessions {
  /** The session that this browser had before: a new one takes its place. */
  const before = async (c: Context): Promise<{ collection: string; key: string }[]> => {
    const secret = getCookie(c, SESSION_COOKIE);
    const key = secret === undefined ? undefined : secretHash(secret);
    return key === undefined || (await store.readDocument(SESSIONS, key)) === undefined
      ? []
      : [{ collection: SESSIONS, key }];
  };
  const secure = (c: Context): boolean => https || new URL(c.req.url).protocol === 'https:';
  const rememberDevice = async (c: Context, person: string): Promise<void> => {
    const secret = newSecret();
    await store.commit({ documents: [{ put: { collection: DEVICES, key: secretHash(secret), value: { person } } }] });
    setCookie(c, DEVICE_COOKIE, secret, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: DEVICE_DAYS * 86_400,
      secure: secure(c),
    });
  };
  const begin = async (
    c: Context,
    person: string,
    by: By,
    old: readonly { collection: string; key: string; expectedVersion?: number }[],
  ): Promise<Viewer> => {
    const found = findPerson(person);
    if (found === undefined) throw new Refusal(404, 'unknownPerson');
    const secret = newSecret();
    const session = secretHash(secret);
    const done = await store.commit({
      documents: [
        ...old.map((document) => ({ delete: document })),
        {
          put: {
            collection: SESSIONS,
            key: session,
            value: { person, expires: clock() + SESSION_HOURS * 3600_000, by, at: clock() },
          },
        },
      ],
    });
    if (!done.ok) throw new Refusal(401, 'linkNotValid');
    setCookie(c, SESSION_COOKIE, secret, {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: SESSION_HOURS * 3600,
      secure: secure(c),
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
      return begin(c, value.person, 'link', [
        { collection: LINKS, key, expectedVersion: kept.version },
        ...(await before(c)),
      ]);
    },

    async signInByPassword(c, name, password) {
      const plain = plainName(name);
      const kept = await findSignInByName(store, name);
      // A browser that was right before is counted by itself: strangers at the same address do not slow it down.
      const device = getCookie(c, DEVICE_COOKIE);
      const deviceKey = device === undefined ? undefined : secretHash(device);
      const owner = deviceKey === undefined ? undefined : (await store.readDocument(DEVICES, deviceKey))?.value;
      const known = kept !== undefined && (owner as { person?: string } | undefined)?.person === kept.person;
      const address = known ? `device ${deviceKey}` : peerAddress(c);
      const wait = throttle.take(known ? `device ${deviceKey}` : plain, address, clock());
      if (wait > 0) {
        c.header('retry-after', String(wait));
        throw new Refusal(429, 'tooManyRequests', { params: { seconds: wait } });
      }
      const right = await verifyPassword(kept?.hash, password);
      if (!right || kept === undefined || findPerson(kept.person) === undefined)
        throw new Refusal(401, 'signInNotValid');
      throttle.clear(known ? `device ${deviceKey}` : plain, address);
      const viewer = await begin(c, kept.person, 'password', await before(c));
      if (!known) await rememberDevice(c, kept.person);
      return viewer;
    },

    async isFresh(viewer) {
      const kept = (await store.readDocument(SESSIONS, viewer.session))?.value as { by?: By; at?: number } | undefined;
      return kept?.by === 'link' && kept.at !== undefined && clock() - kept.at <= FRESH_MS;
    },

    async endOf(person, except) {
      const ended: DocumentWrite[] = [];
      for await (const { key, value } of eachDocument(store, SESSIONS))
        if ((value as { person?: string }).person === person && key !== except)
          ended.push({ delete: { collection: SESSIONS, key } });
      if (ended.length > 0) await store.commit({ documents: ended });
    },

    async signOut(c, viewer) {
      await store.commit({ documents: [{ delete: { collection: SESSIONS, key: viewer.session } }] });
      deleteCookie(c, SESSION_COOKIE, { path: '/' });
    },

    async switchTo(c, viewer, person) {
      if (!store.settings.demo) throw new Refusal(403, 'notDemo');
      return begin(c, person, 'switch', [{ collection: SESSIONS, key: viewer.session }]);
    },
  };
}
