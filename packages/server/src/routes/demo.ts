import { type ResetReply, resetReply, tour } from '../api/demo.ts';
import type { Api } from '../endpoint.ts';
import { INSTANCE } from '../instance.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';

/** What only a demo instance has: its guided tour, and the way back to its beginning. */
export function demoRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'get',
      path: '/tour',
      tag: 'demo',
      summary: 'The guided tour of a demo; empty outside one.',
      access: 'signedIn',
      reply: tour,
    },
    async () =>
      services.store.settings.demo ? ((await services.store.readDocument(INSTANCE, 'tour'))?.value ?? []) : [],
  );

  api.add(
    {
      method: 'post',
      path: '/demo/reset',
      tag: 'demo',
      summary: 'Makes the demo anew: all data are as at the start. Everybody is signed out; the reply has a new link.',
      access: 'signedIn',
      reply: resetReply,
      status: 201,
    },
    async (): Promise<ResetReply> => {
      if (!services.store.settings.demo || services.resetDemo === undefined) throw new Refusal(403, 'notDemo');
      const link = await services.resetDemo();
      if (link === undefined) throw new Refusal(404, 'unknownPerson');
      return { link };
    },
  );
}
