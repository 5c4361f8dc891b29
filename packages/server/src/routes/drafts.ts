import { randomUUID } from 'node:crypto';
import type { JsonValue } from '@cebao/engine';
import { isWithin } from '@cebao/pack';
import { type DraftRow, draftList, draftRequest, draftRow } from '../api/drafts.ts';
import { recordId } from '../api/names.ts';
import { z } from '../api/zod.ts';
import { civilTimeOf } from '../clock.ts';
import { amendmentOf, DRAFTS, type Draft, listDrafts, POLICY_STREAM } from '../drafts.ts';
import type { Api } from '../endpoint.ts';
import { messages } from '../messages/zh-CN.ts';
import { placesWith, requirePermission } from '../permissions.ts';
import { revisionsOf } from '../policies.ts';
import { Refusal } from '../problem.ts';
import { refuseIssues } from '../refuse-issues.ts';
import type { Services } from '../services.ts';
import type { Viewer } from '../viewer.ts';

export function draftRoutes(api: Api, services: Services): void {
  const { store, policies, clock } = services;

  const rowOf = (viewer: Viewer, draft: Draft): DraftRow => {
    const instance = services.instance();
    const nameOf = (id: string) => ({ id, name: instance.findPerson(id)?.name ?? id });
    const policy = policies.newest(draft.region);
    const stated = policy.ok ? policy.value.findParam(draft.param, dayBefore(draft.from)) : undefined;
    const whyNot = whyNotPublish(viewer, draft);
    return {
      id: draft.id,
      param: draft.param,
      paramTitle: stated?.title ?? draft.param,
      region: draft.region,
      regionTitle: instance.titleOf(draft.region),
      ...(stated === undefined ? {} : { before: stated.value }),
      value: draft.value,
      ...(stated?.unit === undefined ? {} : { unit: stated.unit }),
      from: draft.from,
      basis: draft.basis,
      note: draft.note,
      author: nameOf(draft.author),
      createdAt: draft.createdAt,
      state: draft.published === undefined ? 'draft' : 'published',
      ...(draft.published === undefined
        ? {}
        : {
            published: { by: nameOf(draft.published.by), at: draft.published.at, revision: draft.published.revision },
          }),
      mayPublish: whyNot === undefined,
      ...(whyNot === undefined
        ? {}
        : { whyNot: messages.problems[whyNot][1].replace('{may}', messages.may['publish'] ?? '') }),
    };
  };

  /** Publishing takes a second person: four eyes. A demo has one pair and may do it alone. */
  const whyNotPublish = (viewer: Viewer, draft: Draft): 'draftPublished' | 'notAllowed' | 'fourEyes' | undefined => {
    if (draft.published !== undefined) return 'draftPublished';
    if (!placesWith(services, viewer.person, 'publish').some((place) => isWithin(draft.region, place)))
      return 'notAllowed';
    return draft.author === viewer.person.id && !store.settings.demo ? 'fourEyes' : undefined;
  };

  api.add(
    {
      method: 'get',
      path: '/drafts',
      tag: 'drafts',
      summary: 'Drafts of rules of this instance, and those published.',
      access: 'signedIn',
      reply: draftList,
    },
    async ({ viewer }): Promise<DraftRow[]> => {
      const places = [
        ...placesWith(services, viewer.person, 'draft'),
        ...placesWith(services, viewer.person, 'publish'),
      ];
      return (await listDrafts(store))
        .filter((draft) => draft.published !== undefined || places.some((place) => isWithin(draft.region, place)))
        .sort((a, b) => (a.createdAt > b.createdAt ? -1 : 1))
        .map((draft) => rowOf(viewer, draft));
    },
  );

  api.add(
    {
      method: 'post',
      path: '/drafts',
      tag: 'drafts',
      summary: 'Drafts a dated value of a param.',
      access: 'signedIn',
      body: draftRequest,
      reply: draftRow,
      status: 201,
    },
    async ({ viewer, body }): Promise<DraftRow> => {
      requirePermission(services, viewer, 'draft', body.region);
      const draft: Draft = {
        ...body,
        value: body.value as JsonValue,
        id: randomUUID(),
        author: viewer.person.id,
        createdAt: civilTimeOf(clock()),
      };
      const tried = policies.tryAmendment(amendmentOf(draft));
      if (!tried.ok)
        throw refuseIssues(
          tried.issues.map((issue) => ({ ...issue, path: issue.path.replace(/^\/amendments\/0/, '') })),
          'draftRefused',
        );
      const done = await store.commit({
        documents: [
          { put: { collection: DRAFTS, key: draft.id, value: draft as unknown as JsonValue, expectedVersion: 0 } },
        ],
      });
      if (!done.ok) throw refuseIssues(done.issues);
      return rowOf(viewer, draft);
    },
  );

  api.add(
    {
      method: 'post',
      path: '/drafts/{id}/publish',
      tag: 'drafts',
      summary: 'Publishes a draft: a new revision for new cases; running cases keep theirs.',
      access: 'signedIn',
      params: z.strictObject({ id: recordId }),
      body: z.strictObject({}),
      reply: draftRow,
    },
    async ({ viewer, params }): Promise<DraftRow> => {
      const kept = await store.readDocument(DRAFTS, params.id);
      if (kept === undefined) throw new Refusal(404, 'unknownDraft');
      const draft = kept.value as unknown as Draft;
      const whyNot = whyNotPublish(viewer, draft);
      if (whyNot !== undefined)
        throw new Refusal(whyNot === 'draftPublished' ? 409 : 403, whyNot, {
          params: { may: messages.may['publish'] ?? '' },
        });
      const packs = policies.tryAmendment(amendmentOf(draft));
      if (!packs.ok) throw refuseIssues(packs.issues, 'draftRefused');
      const revisions = revisionsOf(packs.value);
      if (!revisions.ok) throw refuseIssues(revisions.issues, 'draftRefused');
      const version = (await store.readStream(POLICY_STREAM)).length;
      const at = civilTimeOf(clock());
      const published: Draft = {
        ...draft,
        published: {
          by: viewer.person.id,
          at,
          revision: revisions.value.find(({ region }) => region === draft.region)?.revision ?? '',
          number: version + 1,
        },
      };
      const done = await store.commit({
        streams: [
          {
            stream: POLICY_STREAM,
            expectedVersion: version,
            events: [{ type: 'published', schema: 1, at, body: published as unknown as JsonValue }],
          },
        ],
        documents: [
          {
            put: {
              collection: DRAFTS,
              key: draft.id,
              value: published as unknown as JsonValue,
              expectedVersion: kept.version,
            },
          },
        ],
        revisions: revisions.value,
      });
      if (!done.ok) throw refuseIssues(done.issues);
      policies.adopt(packs.value);
      const amended = policies.newest(draft.region);
      if (amended.ok) await services.modules.prepare(amended.value);
      return rowOf(viewer, published);
    },
  );
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
