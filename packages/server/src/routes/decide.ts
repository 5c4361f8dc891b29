import type { JsonValue } from '@cebao/engine';
import { explain, isCivilDate, SEMANTICS_VERSION, whatWouldChange } from '@cebao/pack';
import { decisionId } from '@cebao/store';
import {
  type Decided,
  type DecidedBatch,
  decideBatchRequest,
  decided,
  decidedBatch,
  decideRequest,
} from '../api/decide.ts';
import type { Api } from '../endpoint.ts';
import { Refusal } from '../problem.ts';
import { refuseIssues } from '../refuse-issues.ts';
import type { Services } from '../services.ts';

/** Who asked for a decision record that belongs to no case. */
export const ASKED_BY = 'decisions-asked-by';

export function decideRoutes(api: Api, services: Services): void {
  api.add(
    {
      method: 'post',
      path: '/decide',
      tag: 'decisions',
      summary: 'Answers a question by the rules of a region, read for a date. Stores nothing unless asked to record.',
      access: 'anyone',
      rate: 'questions',
      body: decideRequest,
      reply: decided,
    },
    async ({ body, viewer }): Promise<Decided> => {
      if (viewer === undefined && body.record === true) throw new Refusal(401, 'signInRequired');
      const { region, at, decision } = body;
      const facts = body.facts as Record<string, JsonValue>;
      if (!isCivilDate(at)) throw refuseIssues([{ code: 'malformedDate', path: '/at', params: { found: at } }]);
      const policy = services.policies.newest(region);
      if (!policy.ok) throw refuseIssues(policy.issues);
      const answer = policy.value.decide({ at, decision, facts });
      if (!answer.ok) throw refuseIssues(answer.issues);
      const question = { at, decision, facts };
      const findPlace = (path: string) => services.instance().findPlace(path)?.title;
      const reply: Decided = {
        ...answer.value,
        explanation: {
          ...explain(policy.value, question, answer.value, { findPlace }),
          change: whatWouldChange(policy.value, question, answer.value, { findPlace }),
        },
      };
      if (body.record !== true) {
        services.onDecision?.(decision, answer.value.status);
        return reply;
      }
      const content = {
        revision: answer.value.revision,
        semantics: String(SEMANTICS_VERSION),
        region,
        at,
        decision,
        facts,
        answer: answer.value as unknown as JsonValue,
      };
      const done = await services.store.commit({
        decisions: [content],
        documents: [{ put: { collection: ASKED_BY, key: `${decisionId(content)}/${viewer?.person.id}`, value: true } }],
      });
      if (!done.ok) throw refuseIssues(done.issues);
      return { ...reply, decisionRecord: done.value.decisions[0] ?? '' };
    },
  );

  api.add(
    {
      method: 'post',
      path: '/decide/batch',
      tag: 'decisions',
      summary: 'Answers one decision for many sets of facts, short and fast. Stores nothing.',
      access: 'signedIn',
      body: decideBatchRequest,
      reply: decidedBatch,
    },
    async ({ body }): Promise<DecidedBatch> => {
      const { region, at, decision } = body;
      if (!isCivilDate(at)) throw refuseIssues([{ code: 'malformedDate', path: '/at', params: { found: at } }]);
      const policy = services.policies.newest(region);
      if (!policy.ok) throw refuseIssues(policy.issues);
      if (policy.value.findDecision(decision) === undefined) {
        const known = policy.value.decide({ at, decision, facts: {} });
        if (!known.ok) throw refuseIssues(known.issues);
      }
      const answer = await services.modules.answerer(policy.value, decision, at);
      return {
        revision: policy.value.revision,
        answers: body.facts.map((facts) => {
          const answered = answer(facts as Record<string, JsonValue>);
          if (!answered.ok) return { issues: answered.issues };
          services.onDecision?.(decision, answered.value.status);
          return answered.value;
        }),
      };
    },
  );
}
