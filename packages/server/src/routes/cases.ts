import { mayOpen } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { Context } from 'hono';
import {
  type CaseList,
  type CaseReply,
  type CommandRequest,
  caseList,
  caseReply,
  casesQuery,
  commandRequest,
  lookupsReply,
  lookupsRequest,
  type NextReply,
  nextReply,
  type OpenCaseRequest,
  openCaseRequest,
} from '../api/cases.ts';
import { recordId } from '../api/names.ts';
import { z } from '../api/zod.ts';
import { commandCase, loadVisibleCase, openCase, replyOf } from '../case-desk.ts';
import { listCases } from '../case-list.ts';
import { civilTimeOf } from '../clock.ts';
import type { Api } from '../endpoint.ts';
import { findLookups, imaginedCase } from '../lookups.ts';
import { Refusal } from '../problem.ts';
import { refuseIssues } from '../refuse-issues.ts';
import type { Services } from '../services.ts';

const KEY = { 'idempotency-key': 'A key of the client: the same request with the same key is done once.' };

export function caseRoutes(api: Api, services: Services): void {
  const params = z.strictObject({ id: recordId });

  api.add(
    {
      method: 'get',
      path: '/cases',
      tag: 'cases',
      summary:
        'The cases the person may see, newest change first; those that contain some words, newest first. `total` is told when there are few.',
      access: 'signedIn',
      query: casesQuery,
      reply: caseList,
    },
    ({ viewer, query }): Promise<CaseList> => listCases(services, viewer, query),
  );

  api.add(
    {
      method: 'post',
      path: '/cases',
      tag: 'cases',
      summary: 'Opens a case under the newest rules.',
      access: 'signedIn',
      body: openCaseRequest,
      reply: caseReply,
      status: 201,
      headers: KEY,
    },
    ({ c, viewer, body }): Promise<CaseReply> => openCase(services, viewer, body as OpenCaseRequest, keyOf(c)),
  );

  api.add(
    {
      method: 'get',
      path: '/cases/{id}',
      tag: 'cases',
      summary: 'A case: where it stands, what may happen next, by whom, and why not.',
      access: 'signedIn',
      params,
      reply: caseReply,
    },
    async ({ viewer, params: { id } }): Promise<CaseReply> =>
      replyOf(services, viewer, await loadVisibleCase(services, viewer, id)),
  );

  api.add(
    {
      method: 'get',
      path: '/cases/{id}/next',
      tag: 'cases',
      summary: 'What may happen next, by whom, until when, and what not yet, with the reason.',
      access: 'signedIn',
      params,
      reply: nextReply,
    },
    async ({ viewer, params: { id } }): Promise<NextReply> => {
      const { view } = await replyOf(services, viewer, await loadVisibleCase(services, viewer, id));
      return { open: view.openSteps, later: view.later, ...(view.whyNot ? { whyNot: view.whyNot } : {}) };
    },
  );

  api.add(
    {
      method: 'post',
      path: '/cases/{id}/commands',
      tag: 'cases',
      summary: 'Submits, signs, returns, corrects, withdraws or comments.',
      access: 'signedIn',
      params,
      body: commandRequest,
      reply: caseReply,
      headers: KEY,
    },
    ({ c, viewer, params: { id }, body }): Promise<CaseReply> =>
      commandCase(services, viewer, id, body as CommandRequest, keyOf(c)),
  );

  api.add(
    {
      method: 'post',
      path: '/lookups',
      tag: 'cases',
      summary: 'Rows of other cases that the decisions of a case being filled in read. Stores nothing.',
      access: 'signedIn',
      body: lookupsRequest,
      reply: lookupsReply,
    },
    async ({ viewer, body }) => {
      const data = body.data as Record<string, JsonValue>;
      if (body.case !== undefined) {
        const { state, policy } = await loadVisibleCase(services, viewer, body.case);
        return findLookups(services, policy, state, data);
      }
      const policy = services.policies.newest(body.place);
      if (!policy.ok) throw refuseIssues(policy.issues);
      const flow = policy.value.findFlow(body.flow);
      if (flow === undefined) throw new Refusal(422, 'unknownFlow', { params: { flow: body.flow } });
      if (!mayOpen(policy.value, flow, body.place, viewer.person).ok)
        throw new Refusal(403, 'notAllowed', { params: { may: flow.title } });
      return findLookups(
        services,
        policy.value,
        imaginedCase(policy.value, flow.id, body.place, data, civilTimeOf(services.clock())),
      );
    },
  );
}

function keyOf(c: Context): string {
  const key = c.req.header('idempotency-key');
  if (key === undefined || !/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal(400, 'keyRequired');
  return key;
}
