import type { Issue, JsonValue } from '@cebao/engine';
import { type Answer, type Change, type Explanation, explain, type Policy, whatWouldChange } from '@cebao/pack';
import { useMemo } from 'react';

/** A question to a policy whose region is known already. */
export interface PolicyQuestion {
  readonly at: string;
  readonly decision: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

export type Decided =
  | {
      readonly ok: true;
      readonly answer: Answer;
      readonly explanation: Explanation;
      /** Looks for what would change the answer, when somebody wants to know. */
      readonly findChanges: () => readonly Change[];
    }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Asks a policy and explains what it answered. Pure; the hook below remembers it. */
export function decideAndExplain(policy: Policy, question: PolicyQuestion): Decided {
  const result = policy.decide(question);
  if (!result.ok) return result;
  const answer = result.value;
  return {
    ok: true,
    answer,
    explanation: explain(policy, question, answer),
    findChanges: () => whatWouldChange(policy, question, answer),
  };
}

/**
 * The answer to a question while it is being filled in, by the evaluator that the service uses.
 *
 * @example
 * const decided = useDecision(policy, { at, decision: 'demo/route', facts: { projectAmount } });
 */
export function useDecision(policy: Policy | undefined, question: PolicyQuestion | undefined): Decided | undefined {
  const key = question && JSON.stringify([question.at, question.decision, question.facts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the question's content
  return useMemo(() => (policy && question ? decideAndExplain(policy, question) : undefined), [policy, key]);
}
