import type { Issue, JsonValue, Result } from '@cebao/engine';
import { type Answer, explain, hashJson, type Policy, wordsForIssue } from '@cebao/pack';
import type { TrialQuestion } from './questions.ts';

/** One side of a comparison, in words. */
export interface Said {
  readonly answer: string;
  readonly reason: string;
  readonly notes: readonly string[];
  readonly refused: boolean;
}

export interface Comparison {
  readonly question: TrialQuestion;
  readonly before: Said;
  readonly after: Said;
  readonly changed: boolean;
}

/**
 * Asks every question under both policies for the same day, changed ones first.
 *
 * @example
 * compareAnswers(policy, tried, '2026-12-01', questions)[0].changed; // true
 */
export function compareAnswers(
  before: Policy,
  after: Policy,
  at: string,
  questions: readonly TrialQuestion[],
): Comparison[] {
  const rows = questions.map((question): Comparison => {
    const asked = { at, decision: question.decision, facts: question.facts };
    const old = before.decide(asked);
    const now = after.decide(asked);
    return {
      question,
      before: say(before, asked, old),
      after: say(after, asked, now),
      changed: meaning(old) !== meaning(now),
    };
  });
  return [...rows.filter((row) => row.changed), ...rows.filter((row) => !row.changed)];
}

function say(
  policy: Policy,
  asked: { at: string; decision: string; facts: Readonly<Record<string, JsonValue>> },
  answered: Result<Answer>,
): Said {
  if (!answered.ok)
    return {
      answer: answered.issues.map((issue: Issue) => wordsForIssue(issue)).join(' '),
      reason: '',
      notes: [],
      refused: true,
    };
  const { answer, reason, notes } = explain(policy, asked, answered.value);
  return { answer, reason, notes, refused: false };
}

/** What an answer says, without the revision and the values it was read from. */
function meaning(answered: Result<Answer>): string {
  if (!answered.ok) return hashJson(answered.issues as unknown as JsonValue);
  const { status, value = null, reason = null, missing = [], warnings, assumptions } = answered.value;
  return hashJson({
    status,
    value,
    reason,
    missing: [...missing],
    warnings: [...warnings],
    assumptions: [...assumptions],
  });
}
