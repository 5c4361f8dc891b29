import type { JsonValue } from '@cebao/engine';
import type { DocumentWrite, Store } from '@cebao/store';

/** Passwords by person: `{ person, name, hash, setAt }`. */
export const SIGN_INS = 'sign-ins';
/** Whose a sign-in name is: `{ person }`. */
export const SIGN_IN_NAMES = 'sign-in-names';

/** What a person signs in with. */
export interface SignIn {
  readonly person: string;
  readonly name: string;
  readonly hash: string;
  readonly setAt: string;
}

/** The one way of writing a name: `Wang.Li ` and `wang.li` are the same. */
export function plainName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

export async function findSignIn(
  store: Store,
  person: string,
): Promise<{ readonly signIn: SignIn; readonly version: number } | undefined> {
  const kept = await store.readDocument(SIGN_INS, person);
  return kept && { signIn: kept.value as unknown as SignIn, version: kept.version };
}

export async function findSignInByName(store: Store, name: string): Promise<SignIn | undefined> {
  const kept = await store.readDocument(SIGN_IN_NAMES, plainName(name));
  const person = (kept?.value as { person?: string } | undefined)?.person;
  return person === undefined ? undefined : (await findSignIn(store, person))?.signIn;
}

/** What happened to somebody's way in: in the chain of events, without names and secrets. */
export interface SignInEvent {
  readonly type: 'linkIssued' | 'passwordSet' | 'passwordRemoved' | 'signedOutEverywhere';
  readonly person: string;
  readonly by: string;
  readonly at: string;
}

/** Keeps an event with what it changes, in one commit; false when somebody else was faster. */
export async function keepSignInEvent(
  store: Store,
  event: SignInEvent,
  documents: readonly DocumentWrite[],
): Promise<boolean> {
  const stream = `sign-in/${event.person}`;
  const done = await store.commit({
    streams: [
      {
        stream,
        expectedVersion: (await store.readStream(stream)).length,
        events: [{ type: event.type, schema: 1, at: event.at, body: event as unknown as JsonValue }],
      },
    ],
    documents,
  });
  return done.ok;
}
