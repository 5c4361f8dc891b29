import { z } from 'zod';

// The service runs with code generation from strings switched off: zod interprets, it never compiles.
z.config({ jitless: true });

/**
 * JSON whose shape another room owns (an answer, a case, a layered pack): passed through as it is,
 * typed for the client, described in words in the OpenAPI document.
 *
 * @example
 * const answer = carried<Answer>('The answer of the pack to a question.');
 */
export function carried<T>(description: string): z.ZodType<T> {
  return z.looseObject({}).describe(description) as unknown as z.ZodType<T>;
}

export { z };
