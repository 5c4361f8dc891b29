import type { JsonValue, Result } from '@cebao/engine';
import { canonical } from '@cebao/engine/analysis';
import type { Answer } from '../answer.ts';

/** What an analysis compares of an answer: what it is and what it rests on, not where it is written. */
export function essenceOf(answered: Result<Answer>): string {
  if (!answered.ok) return `!${answered.issues[0]?.code ?? ''}`;
  const { status, value, reason, missing, warnings, assumptions } = answered.value;
  return canonical({
    status,
    ...(value === undefined ? {} : { value }),
    ...(reason === undefined ? {} : { reason }),
    ...(missing === undefined ? {} : { missing: [...missing] }),
    warnings: [...warnings],
    assumptions: [...assumptions],
  } as JsonValue);
}
