import { linkReply, linkRequest } from '../api/links.ts';
import { type Me, me, type PersonRow, people, signInRequest, switchRequest } from '../api/sessions.ts';
import type { Api } from '../endpoint.ts';
import { INSTANCE } from '../instance.ts';
import { createLink } from '../links.ts';
import { meOf, personRowOf } from '../permissions.ts';
import { Refusal } from '../problem.ts';
import { sameSecret } from '../secrets.ts';
import type { Services } from '../services.ts';

export function sessionRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'post',
      path: '/sessions',
      tag: 'sessions',
      summary: 'Signs in with a one-time link.',
      access: 'anyone',
      rate: 'signIns',
      body: signInRequest,
      reply: me,
      status: 201,
    },
    async ({ c, body }): Promise<Me> => {
      return meOf(services, await services.sessions.signIn(c, body.link));
    },
  );

  api.add(
    {
      method: 'get',
      path: '/sessions/current',
      tag: 'sessions',
      summary: 'Who is signed in.',
      access: 'signedIn',
      reply: me,
    },
    ({ viewer }): Me => meOf(services, viewer),
  );

  api.add(
    {
      method: 'delete',
      path: '/sessions/current',
      tag: 'sessions',
      summary: 'Signs out.',
      access: 'signedIn',
      status: 204,
    },
    async ({ c, viewer }) => {
      await services.sessions.signOut(c, viewer);
    },
  );

  api.add(
    {
      method: 'post',
      path: '/sessions/switch',
      tag: 'sessions',
      summary: 'Goes on as another person of the cast. Demo instances only.',
      access: 'signedIn',
      body: switchRequest,
      reply: me,
    },
    async ({ c, viewer, body }): Promise<Me> =>
      meOf(services, await services.sessions.switchTo(c, viewer, body.person)),
  );

  api.add(
    {
      method: 'get',
      path: '/people',
      tag: 'sessions',
      summary: 'In a demo the people one may switch to, otherwise oneself.',
      access: 'signedIn',
      reply: people,
    },
    async ({ viewer }): Promise<PersonRow[]> => {
      if (!services.store.settings.demo) return [personRowOf(services, viewer.person)];
      const named = (await services.store.readDocument(INSTANCE, 'switch'))?.value as
        | { person: string; title: string; scene?: string }[]
        | undefined;
      if (named === undefined) return services.instance().people.map((person) => personRowOf(services, person));
      return named.flatMap(({ person: id, ...shown }) => {
        const person = services.instance().findPerson(id);
        return person === undefined ? [] : [{ ...personRowOf(services, person), ...shown }];
      });
    },
  );

  api.add(
    {
      method: 'post',
      path: '/links',
      tag: 'sessions',
      summary: 'Issues a one-time link to whoever can read the secret in the data folder.',
      access: 'anyone',
      rate: 'signIns',
      body: linkRequest,
      reply: linkReply,
      status: 201,
    },
    async ({ body }) => {
      if (services.linkSecret === undefined || !sameSecret(body.secret, services.linkSecret))
        throw new Refusal(403, 'secretNotValid');
      const link = await createLink(services.store, { person: body.person, clock: services.clock });
      if (link === undefined) throw new Refusal(404, 'unknownPerson');
      return link;
    },
  );
}
