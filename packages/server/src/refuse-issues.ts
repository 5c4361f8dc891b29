import type { Issue } from '@cebao/engine';
import { messages } from './messages/zh-CN.ts';
import { type ProblemCode, Refusal } from './problem.ts';

const STATUS: Readonly<Record<string, number>> = {
  unknownCase: 404,
  staleVersion: 409,
  previewDiffers: 409,
  keyReused: 409,
  storeBusy: 503,
};
/** What other rooms call the same thing. */
const SAME: Readonly<Record<string, ProblemCode>> = {
  idempotencyKeyReused: 'keyReused',
  versionConflict: 'staleVersion',
  streamVersionConflict: 'staleVersion',
  wrongVersion: 'staleVersion',
  busy: 'storeBusy',
};

/**
 * A refusal for issues that a room below found: the problem takes the first issue's code when there is a sentence
 * for it, so that `unknownRegion` stays `unknownRegion`.
 */
export function refuseIssues(issues: readonly Issue[], otherwise: ProblemCode = 'invalidRequest'): Refusal {
  const first = issues[0];
  const code = first === undefined ? otherwise : (SAME[first.code] ?? first.code);
  if (first !== undefined && Object.hasOwn(messages.problems, code))
    return new Refusal(STATUS[code] ?? 422, code as ProblemCode, { params: first.params, issues });
  return new Refusal(422, otherwise, { issues });
}
