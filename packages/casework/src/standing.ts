import type { Issue, JsonValue, Result } from '@cebao/engine';
import { courseOf, type Flow } from '@cebao/pack';
import { type FactsOptions, type Factual, readCase, situationOf } from './case-facts.ts';
import { type CasePolicy, evaluatorAt } from './case-policy.ts';
import type { CaseEnd } from './event.ts';

/** How a case stands after a change, kept in the event so that folding needs no policy. */
export interface CaseStanding {
  readonly title: string;
  readonly parties: Readonly<Record<string, string>>;
  readonly ended?: CaseEnd;
}

/** Works out title, parties and end of a case that would look like this. */
export function standingOf(
  policy: CasePolicy,
  flow: Flow,
  after: Factual,
  options: FactsOptions,
): Result<CaseStanding> {
  const evaluate = evaluatorAt(policy, after.governedOn);
  const read = readCase(policy, flow, after, options);
  const issues: Issue[] = [];
  const value = (expression: unknown): JsonValue => {
    const run = evaluate(expression as JsonValue, read);
    if (run.ok) return run.value;
    issues.push(...run.issues);
    return null;
  };
  const title = after.givenTitle ?? value(flow.opens?.title ?? null);
  const parties: Record<string, string> = {};
  for (const [body, expression] of Object.entries(flow.opens?.parties ?? {})) {
    const organisation = value(expression);
    if (typeof organisation === 'string' && organisation !== '') parties[body] = organisation;
  }
  const situation = situationOf(policy, flow, after, options);
  const course = courseOf(flow, situation, situation.evaluate);
  if (!course.ok) return course;
  if (issues.length > 0) return { ok: false, issues };
  const { ended } = course.value;
  return {
    ok: true,
    value: {
      title: typeof title === 'string' && title.trim() !== '' ? title : flow.title,
      parties,
      ...(ended
        ? {
            ended: {
              end: ended.end,
              step: ended.step,
              ...(ended.reason === undefined ? {} : { reason: ended.reason }),
            },
          }
        : {}),
    },
  };
}
