import { isWithin, type Person } from '@cebao/pack';
import type { DocumentWrite } from '@cebao/store';
import type { PasswordReply, PasswordRequest, SignInRow } from './api/sign-ins.ts';
import { civilTimeOf } from './clock.ts';
import { createLink } from './links.ts';
import { hashPassword, passwordIssues, verifyPassword } from './passwords.ts';
import { placesWith } from './permissions.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';
import { findSignIn, keepSignInEvent, plainName, SIGN_IN_NAMES, SIGN_INS } from './sign-in-book.ts';
import type { Viewer } from './viewer.ts';

/** Places at which a person holds, held or stands in for a post: what their account may open. */
function placesOfAccount({ staff }: Services, person: Person): string[] {
  const taken = staff.findStaffing(person.id)?.taken ?? [];
  const lent = staff.delegationsTo(person.id).map(({ delegation }) => delegation.post.place);
  return [...person.assignments.map(({ place }) => place), ...taken.map(({ post }) => post.place), ...lent];
}

/** Where the viewer administers by a post of their own. */
function administered(services: Services, { person }: Viewer): string[] {
  const own = person.assignments.filter((held) => held.for === undefined);
  return placesWith(services, { ...person, assignments: own }, 'administer');
}

/**
 * Whether an administrator looks after an account: everything that it opens lies in their places. Otherwise a link would
 * lead them into places that are not theirs.
 */
function looksAfter(services: Services, viewer: Viewer, person: Person): boolean {
  const mine = administered(services, viewer);
  const opened = placesOfAccount(services, person);
  return mine.length > 0 && opened.every((place) => mine.some((at) => isWithin(place, at)));
}

function getPerson(services: Services, viewer: Viewer, id: string): Person {
  const person = services.instance().findPerson(id);
  if (person === undefined || !looksAfter(services, viewer, person)) throw new Refusal(404, 'unknownPerson');
  return person;
}

/** The accounts that an administrator looks after. */
export async function signInRows(services: Services, viewer: Viewer): Promise<SignInRow[]> {
  const rows: SignInRow[] = [];
  if (administered(services, viewer).length === 0) return rows;
  for (const person of services.instance().people) {
    if (!looksAfter(services, viewer, person)) continue;
    const kept = await findSignIn(services.store, person.id);
    rows.push({
      id: person.id,
      name: person.name,
      ...(kept === undefined ? {} : { signInName: kept.signIn.name, setAt: kept.signIn.setAt }),
    });
  }
  return rows;
}

const now = (services: Services) => civilTimeOf(services.clock());

/** A one-time link for a person, by which they sign in and set a password. Who issued it is kept. */
export async function issueLink(services: Services, viewer: Viewer, id: string) {
  const person = getPerson(services, viewer, id);
  await keepSignInEvent(
    services.store,
    { type: 'linkIssued', person: person.id, by: viewer.person.id, at: now(services) },
    [],
  );
  const link = await createLink(services.store, { person: person.id, clock: services.clock });
  if (link === undefined) throw new Refusal(404, 'unknownPerson');
  return { path: link.path, expires: link.expires };
}

/** Takes a person's password away and ends their sessions; a link is then the only way in. */
export async function removePassword(services: Services, viewer: Viewer, id: string): Promise<SignInRow[]> {
  const person = getPerson(services, viewer, id);
  const kept = await findSignIn(services.store, person.id);
  const documents: DocumentWrite[] = kept
    ? [
        { delete: { collection: SIGN_INS, key: person.id, expectedVersion: kept.version } },
        { delete: { collection: SIGN_IN_NAMES, key: plainName(kept.signIn.name) } },
      ]
    : [];
  const event = { type: 'passwordRemoved', person: person.id, by: viewer.person.id, at: now(services) } as const;
  if (!(await keepSignInEvent(services.store, event, documents))) throw new Refusal(409, 'signInChanged');
  await services.sessions.endOf(person.id);
  return signInRows(services, viewer);
}

/** What a person signs in with, and whether the old password is asked for to change it. */
export async function passwordReplyOf(services: Services, viewer: Viewer): Promise<PasswordReply> {
  const kept = await findSignIn(services.store, viewer.person.id);
  return {
    ...(kept === undefined ? {} : { name: kept.signIn.name, setAt: kept.signIn.setAt }),
    asksOld: kept !== undefined && !(await services.sessions.isFresh(viewer)),
  };
}

/** Sets one's name and password; all other sessions end. Just in by a link, the old password is not asked for. */
export async function setPassword(
  services: Services,
  viewer: Viewer,
  { name, password, old }: PasswordRequest,
): Promise<PasswordReply> {
  const { store } = services;
  const { id } = viewer.person;
  const kept = await findSignIn(store, id);
  const plain = plainName(name);
  if (kept === undefined ? !(await services.sessions.isFresh(viewer)) : false) throw new Refusal(403, 'linkFirst');
  if (kept !== undefined && !(await services.sessions.isFresh(viewer))) {
    const wait = services.throttle.take(`id:${id}`, 'own', services.clock());
    if (wait > 0) throw new Refusal(429, 'tooManyRequests', { params: { seconds: wait } });
    if (!(await verifyPassword(kept.signIn.hash, old ?? '')))
      throw new Refusal(422, 'passwordRefused', { issues: [{ code: 'oldPasswordWrong', path: '/old', params: {} }] });
    services.throttle.clear(`id:${id}`, 'own');
  }
  const issues = passwordIssues(password, [name, viewer.person.name]);
  const taken = await store.readDocument(SIGN_IN_NAMES, plain);
  if (taken !== undefined && (taken.value as { person?: string }).person !== id)
    issues.push({ code: 'signInNameTaken', path: '/name', params: {} });
  if (issues.length > 0) throw new Refusal(422, 'passwordRefused', { issues });
  const setAt = now(services);
  const value = { person: id, name: name.normalize('NFKC').trim(), hash: await hashPassword(password), setAt };
  const before = kept && plainName(kept.signIn.name);
  const documents: DocumentWrite[] = [
    { put: { collection: SIGN_INS, key: id, value, expectedVersion: kept?.version ?? 0 } },
    ...(before === plain
      ? []
      : [{ put: { collection: SIGN_IN_NAMES, key: plain, value: { person: id }, expectedVersion: 0 } }]),
    ...(before === undefined || before === plain ? [] : [{ delete: { collection: SIGN_IN_NAMES, key: before } }]),
  ];
  const event = { type: 'passwordSet', person: id, by: id, at: setAt } as const;
  if (!(await keepSignInEvent(store, event, documents))) throw new Refusal(409, 'signInChanged');
  await services.sessions.endOf(id, viewer.session);
  return { name: value.name, setAt, asksOld: !(await services.sessions.isFresh(viewer)) };
}

/** Ends every session of a person, this one too. */
export async function signOutEverywhere(services: Services, viewer: Viewer): Promise<void> {
  const { id } = viewer.person;
  await keepSignInEvent(services.store, { type: 'signedOutEverywhere', person: id, by: id, at: now(services) }, []);
  await services.sessions.endOf(id);
}
