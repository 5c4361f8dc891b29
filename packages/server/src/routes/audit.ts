import type { JsonValue } from '@cebao/engine';
import { type Answer, hashJson, isWithin } from '@cebao/pack';
import {
  type AuditReply,
  auditReply,
  type CheckpointReply,
  checkpointReply,
  type DecisionRecordReply,
  decisionRecordReply,
} from '../api/audit.ts';
import { recordId } from '../api/names.ts';
import { z } from '../api/zod.ts';
import { seesWholeCase } from '../case-index.ts';
import type { Api } from '../endpoint.ts';
import { placesWith, requirePermission } from '../permissions.ts';
import { Refusal, spoken } from '../problem.ts';
import type { Services } from '../services.ts';
import { ASKED_BY } from './decide.ts';

export function auditRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'get',
      path: '/audit/verify',
      tag: 'audit',
      summary: 'Recomputes the chain of events from the stored bytes.',
      access: 'signedIn',
      reply: auditReply,
    },
    async ({ viewer }): Promise<AuditReply> => {
      requirePermission(services, viewer, 'administer');
      const report = await services.store.verifyChain();
      if (report.ok) return { ok: true, events: report.count, head: report.head.hash };
      const { seq, hash } = await services.store.readHead();
      return {
        ok: false,
        events: seq,
        head: hash,
        broken: { sequence: report.seq, why: spoken(report.issue).message },
      };
    },
  );

  api.add(
    {
      method: 'get',
      path: '/audit/checkpoint',
      tag: 'audit',
      summary: 'The last signed checkpoint, to hand to a second body.',
      access: 'signedIn',
      reply: checkpointReply,
    },
    async ({ viewer }): Promise<CheckpointReply> => {
      if (placesWith(services, viewer.person, 'administer').length === 0)
        requirePermission(services, viewer, 'oversee');
      const last = services.lastCheckpoint?.();
      const { seq } = await services.store.readHead();
      return {
        daily: services.lastCheckpoint !== undefined,
        events: seq,
        ...(last === undefined ? {} : { last }),
      };
    },
  );

  api.add(
    {
      method: 'get',
      path: '/decisions/{id}',
      tag: 'audit',
      summary: 'A kept decision and the same question asked again under its revision.',
      access: 'signedIn',
      params: z.strictObject({ id: recordId }),
      reply: decisionRecordReply,
    },
    async ({ viewer, params }): Promise<DecisionRecordReply> => {
      const record = await services.store.readDecision(params.id);
      if (record === undefined) throw new Refusal(404, 'unknownDecisionRecord');
      const seen =
        record.caseId !== null
          ? await seesWholeCase(services, viewer, record.caseId)
          : placesWith(services, viewer.person, 'administer').some((place) => isWithin(record.region, place)) ||
            (await services.store.readDocument(ASKED_BY, `${record.id}/${viewer.person.id}`)) !== undefined;
      if (!seen) throw new Refusal(404, 'unknownDecisionRecord');
      const { revision, region, at, decision } = record;
      const facts = record.facts as Record<string, JsonValue>;
      const policy = await services.policies.ofRevision(revision, region);
      const again = policy?.decide({ at, decision, facts });
      const answer = (again?.ok === true ? again.value : null) as unknown as JsonValue;
      return {
        id: record.id,
        question: { region, at, decision, facts },
        revision,
        answer: record.answer as unknown as Answer,
        at,
        ...(record.caseId === null ? {} : { caseId: record.caseId }),
        replay: { same: answer !== null && hashJson(answer) === hashJson(record.answer), answer },
      };
    },
  );
}
