import type { Me } from '../api/sessions.ts';
import { me } from '../api/sessions.ts';
import {
  type IssuedLink,
  issuedLink,
  ofPerson,
  type PasswordReply,
  type PasswordRequest,
  passwordReply,
  passwordRequest,
  passwordSignInRequest,
  signInRows as rows,
  type SignInRow,
} from '../api/sign-ins.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import { meOf } from '../permissions.ts';
import type { Services } from '../services.ts';
import {
  issueLink,
  passwordReplyOf,
  removePassword,
  setPassword,
  signInRows,
  signOutEverywhere,
} from '../sign-in-desk.ts';

export function signInRoutes(api: Api, services: Services): void {
  const shared = { tag: 'sessions', access: 'signedIn' } as const;

  api.add(
    {
      method: 'post',
      path: '/sessions/password',
      tag: 'sessions',
      summary: 'Signs in with name and password. Wrong ones are answered alike, whether there is such a name or not.',
      access: 'anyone',
      rate: 'signIns',
      body: passwordSignInRequest,
      reply: me,
      status: 201,
    },
    async ({ c, body }): Promise<Me> =>
      meOf(services, await services.sessions.signInByPassword(c, body.name, body.password)),
  );
  api.add(
    { ...shared, method: 'delete', path: '/sessions', summary: 'Signs out everywhere.', status: 204 },
    async ({ viewer }) => {
      await signOutEverywhere(services, viewer);
    },
  );
  api.add(
    { ...shared, method: 'get', path: '/password', summary: 'With what one signs in.', reply: passwordReply },
    ({ viewer }): Promise<PasswordReply> => passwordReplyOf(services, viewer),
  );
  api.add(
    {
      ...shared,
      method: 'post',
      path: '/password',
      summary: 'Sets one’s sign-in name and password; other sessions end.',
      rate: 'signIns',
      body: passwordRequest,
      reply: passwordReply,
    },
    ({ viewer, body }): Promise<PasswordReply> => setPassword(services, viewer, body as PasswordRequest),
  );
  api.add(
    { ...shared, method: 'get', path: '/sign-ins', summary: 'The accounts that the person administers.', reply: rows },
    ({ viewer }): Promise<SignInRow[]> => signInRows(services, viewer),
  );
  api.add(
    {
      ...shared,
      method: 'post',
      path: '/sign-ins/{id}/link',
      summary: 'Issues a one-time link for an account that the person administers.',
      params: ofPerson,
      body: z.strictObject({}),
      reply: issuedLink,
      status: 201,
    },
    ({ viewer, params: { id } }): Promise<IssuedLink> => issueLink(services, viewer, id),
  );
  api.add(
    {
      ...shared,
      method: 'post',
      path: '/sign-ins/{id}/remove',
      summary: 'Takes a password away and ends the sessions of that person.',
      params: ofPerson,
      body: z.strictObject({}),
      reply: rows,
    },
    ({ viewer, params: { id } }): Promise<SignInRow[]> => removePassword(services, viewer, id),
  );
}
