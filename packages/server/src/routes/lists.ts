import type { Context } from 'hono';
import {
  compareListsQuery,
  type ListComparisonReply,
  type ListPlaces,
  type ListRow,
  listChangeRequest,
  listComparisonReply,
  listPlaces,
  listPlacesQuery,
  listRows,
  type MatterReply,
  matterReply,
  matterRequest,
  type PlaceListReply,
  type PublicListReply,
  placeListQuery,
  placeListReply,
  publicListReply,
  type ResponseReply,
  responseReply,
  responseRequest,
} from '../api/lists.ts';
import { packId, placePath } from '../api/names.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import {
  changeLists,
  compareListsReply,
  listPlacesReply,
  listsOf,
  placeListReplyOf,
  publicListReplyOf,
  responseReplyOf,
  weighMatterReply,
} from '../place-list-desk.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';

export function listRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: packId });
  const shared = { tag: 'lists', access: 'signedIn', params } as const;

  api.add(
    {
      method: 'get',
      path: '/lists',
      tag: 'lists',
      summary: 'Lists that each place of a level has for itself, where the person works.',
      access: 'signedIn',
      reply: listRows,
    },
    ({ viewer }): ListRow[] => listsOf(services, viewer),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/lists/{id}/places',
      summary: 'Places with their lists in short; whether the lists differ as they should.',
      query: listPlacesQuery,
      reply: listPlaces,
    },
    ({ viewer, params: { id }, query }): Promise<ListPlaces> =>
      listPlacesReply(services, viewer, id, query as Parameters<typeof listPlacesReply>[3]),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/lists/{id}/place',
      summary: 'The list of a place on a day, with its history.',
      query: placeListQuery,
      reply: placeListReply,
    },
    ({ viewer, params: { id }, query }): Promise<PlaceListReply> =>
      placeListReplyOf(services, viewer, id, query.place, query.at),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/lists/{id}/comparison',
      summary: 'Where the lists of two places differ.',
      query: compareListsQuery,
      reply: listComparisonReply,
    },
    ({ viewer, params: { id }, query }): Promise<ListComparisonReply> =>
      compareListsReply(services, viewer, id, [query.first, query.second], query.at),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/lists/{id}/changes',
      summary: 'Sets the kind of a place, changes or publishes its list, or shows a matter that was not admitted.',
      body: listChangeRequest,
      reply: placeListReply,
      headers: { 'idempotency-key': 'A key of the client: the same request with the same key is done once.' },
    },
    ({ c, viewer, params: { id }, body }): Promise<PlaceListReply> => changeLists(services, viewer, id, body, keyOf(c)),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/lists/{id}/matter',
      summary: 'One matter weighed against the lists of all places below. Stores nothing.',
      body: matterRequest,
      reply: matterReply,
    },
    ({ viewer, params: { id }, body }): Promise<MatterReply> => weighMatterReply(services, viewer, id, body),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/lists/{id}/response',
      summary: 'What a place does with a matter that reaches it. Stores nothing.',
      body: responseRequest,
      reply: responseReply,
    },
    ({ viewer, params: { id }, body }): Promise<ResponseReply> => responseReplyOf(services, viewer, id, body),
  );

  api.add(
    {
      method: 'get',
      path: '/lists/{id}/public',
      tag: 'lists',
      summary: 'The published list of a place, and notices that were switched on one by one.',
      access: 'anyone',
      rate: 'questions',
      params,
      query: z.strictObject({ place: placePath }),
      reply: publicListReply,
    },
    ({ params: { id }, query }): Promise<PublicListReply> => publicListReplyOf(services, id, query.place),
  );
}

function keyOf(c: Context): string {
  const key = c.req.header('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal(400, 'keyRequired');
  return key;
}
