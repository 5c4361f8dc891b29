import type { Context } from 'hono';
import {
  confirmRequest,
  type MatchReply,
  type MatchRow,
  matchList,
  matchQuery,
  matchReply,
  type NeedReply,
  needReply,
  ofNeed,
  ofPair,
  undoRequest,
} from '../api/matches.ts';
import { packId } from '../api/names.ts';
import { z } from '../api/zod.ts';
import type { Api } from '../endpoint.ts';
import { confirmPair, matchReplyOf, matchRows, needReplyOf, undoPair } from '../match-desk.ts';
import { matchWorkbook } from '../match-workbook.ts';
import { requirePermission } from '../permissions.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';
import { attachmentHeader } from './attachments.ts';
import { XLSX } from './registers.ts';

const KEY = { 'idempotency-key': 'A key of the client: the same request with the same key is done once.' };

export function matchRoutes(api: Api, services: Services): void {
  const shared = { tag: 'matches', access: 'signedIn' } as const;
  const params = z.strictObject({ id: packId });

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/matches',
      summary: 'Needs and resources that are brought together where the person works.',
      reply: matchList,
    },
    ({ viewer }): Promise<MatchRow[]> => matchRows(services, viewer),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/matches/{id}.xlsx',
      summary: 'The round of a match as a workbook.',
      params,
      query: matchQuery,
      file: XLSX,
    },
    async ({ c, viewer, params: { id }, query }) => {
      const reply = await matchReplyOf(services, viewer, id, query);
      requirePermission(services, viewer, 'export', reply.place);
      c.header('content-type', XLSX);
      c.header('content-disposition', attachmentHeader(`${reply.title}-${reply.at}.xlsx`));
      return c.body(new Uint8Array(await matchWorkbook(reply, services.today())));
    },
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/matches/{id}',
      summary: 'The round of a match on a day: open needs with candidates or with what they lack, resources, pairs.',
      params,
      query: matchQuery,
      reply: matchReply,
    },
    ({ viewer, params: { id }, query }): Promise<MatchReply> => matchReplyOf(services, viewer, id, query),
  );

  api.add(
    {
      ...shared,
      method: 'get',
      path: '/matches/{id}/needs/{need}',
      summary: 'A need: who fits and why, who does not and why not.',
      params: ofNeed,
      query: matchQuery,
      reply: needReply,
    },
    ({ viewer, params: { id, need }, query }): Promise<NeedReply> => needReplyOf(services, viewer, id, need, query),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/matches/{id}/pairs',
      summary: 'Confirms that a resource meets a need; it becomes what the pack says.',
      params,
      body: confirmRequest,
      reply: matchReply,
      status: 201,
      headers: KEY,
    },
    ({ c, viewer, params: { id }, body }): Promise<MatchReply> => confirmPair(services, viewer, id, body, keyOf(c)),
  );

  api.add(
    {
      ...shared,
      method: 'post',
      path: '/matches/{id}/pairs/{pair}/undo',
      summary: 'Takes a match back, with a reason; what it used is free again.',
      params: ofPair,
      body: undoRequest,
      reply: matchReply,
      headers: KEY,
    },
    ({ c, viewer, params: { id, pair }, body: { reason } }): Promise<MatchReply> =>
      undoPair(services, viewer, id, pair, reason, keyOf(c)),
  );
}

function keyOf(c: Context): string {
  const key = c.req.header('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal(400, 'keyRequired');
  return key;
}
