import type { Issue, JsonValue } from '@cebao/engine';
import { type Answer, hashJson, type ReadName, type Step } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from './case-policy.ts';
import type { CommandContext } from './command.ts';
import type { DecisionTaken } from './event.ts';

/** What the decisions of a step answered. */
export interface Asked {
  readonly taken: readonly DecisionTaken[];
  /** Answers kept in the case data, by name. */
  readonly kept: Readonly<Record<string, JsonValue>>;
  readonly issues: readonly Issue[];
}

/**
 * Asks the decisions of a step, in order; an answer kept under a name is a fact for those after it. Refuses when a
 * blocking decision is invalid without resting on an assumption, and when the screen had shown another answer.
 */
export function askDecisions(
  policy: CasePolicy,
  step: Step,
  governedOn: string,
  read: ReadName,
  preview: CommandContext['preview'],
): Asked {
  const evaluate = evaluatorAt(policy, governedOn);
  const taken: DecisionTaken[] = [];
  const kept: Record<string, JsonValue> = {};
  const issues: Issue[] = [];
  const reading: ReadName = (name) => (Object.hasOwn(kept, name) ? kept[name] : read(name));
  for (const [index, asked] of (step.decisions ?? []).entries()) {
    const path = `/decisions/${index}`;
    const decision = policy.findDecision(asked.decision);
    if (!decision) {
      issues.push({ code: 'unknownDecision', path, params: { id: asked.decision } });
      continue;
    }
    const facts: Record<string, JsonValue> = {};
    for (const name of Object.keys(decision.facts)) {
      const expression = asked.facts && Object.hasOwn(asked.facts, name) ? asked.facts[name] : undefined;
      const run = expression === undefined ? undefined : evaluate(expression as JsonValue, reading);
      if (run && !run.ok) issues.push(...run.issues);
      const value = run ? (run.ok ? run.value : undefined) : reading(name);
      if (value !== undefined && value !== null) facts[name] = value;
    }
    const answered = policy.decide({ at: governedOn, decision: asked.decision, facts });
    if (!answered.ok) {
      issues.push(...answered.issues);
      continue;
    }
    const answer = answered.value;
    taken.push({
      decision: asked.decision,
      region: policy.region,
      at: governedOn,
      facts,
      answer,
      revision: answer.revision,
    });
    if (asked.as !== undefined) kept[asked.as] = keep(answer);
    const shown =
      preview && Object.hasOwn(preview.answers, asked.decision) ? preview.answers[asked.decision] : undefined;
    if (shown !== undefined && hashJson(essence(shown)) !== hashJson(essence(answer as unknown as JsonValue))) {
      issues.push({
        code: 'previewDiffers',
        path,
        params: {
          decision: asked.decision,
          title: decision.title,
          preview: shown,
          answer: answer as unknown as JsonValue,
        },
      });
    }
    if (asked.blocking && answer.status === 'invalid' && answer.assumptions.length === 0) {
      issues.push({
        code: answer.reason ?? 'decisionInvalid',
        path,
        params: { decision: asked.decision, title: decision.title },
      });
    }
  }
  return { taken, kept, issues };
}

function keep(answer: Answer): JsonValue {
  return {
    status: answer.status,
    value: answer.value ?? null,
    reason: answer.reason ?? null,
    warnings: [...answer.warnings],
    assumptions: [...answer.assumptions],
  };
}

/** What must be the same on the screen and in the service. */
function essence(answer: JsonValue): JsonValue {
  const {
    status = null,
    value = null,
    reason = null,
  } = (answer !== null && typeof answer === 'object' && !Array.isArray(answer) ? answer : {}) as Record<
    string,
    JsonValue
  >;
  return { status, value, reason };
}
