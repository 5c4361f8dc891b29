import type { JsonValue } from '@cebao/engine';
import type { Answer, Status } from '../answer.ts';

/** What a question is answered, without why: no trace, no sources. All that a simulation compares. */
export interface ShortAnswer {
  readonly status: Status;
  readonly value?: JsonValue;
  readonly reason?: string;
  readonly missing?: readonly string[];
  readonly warnings: readonly string[];
  readonly assumptions: readonly string[];
}

/**
 * The short form of an answer.
 *
 * @example
 * shortAnswerOf(answer); // { status: 'decided', value: { route: 'publicTender' }, warnings: [], assumptions: [] }
 */
export function shortAnswerOf({ status, value, reason, missing, warnings, assumptions }: Answer): ShortAnswer {
  return {
    status,
    ...(value === undefined ? {} : { value }),
    ...(reason === undefined ? {} : { reason }),
    ...(missing === undefined ? {} : { missing }),
    warnings,
    assumptions,
  };
}
