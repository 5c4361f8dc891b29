import type { JsonValue } from '@cebao/engine';
import type { Flow, Step } from '../format.ts';
import { type Codes, codeExchanged, codeList, swap, toldEdits } from './decision-edits.ts';
import { conditionEdits, type Draft, drop, expressionEdits, type Meaning, nextOf, set } from './expression-edits.ts';
import type { Path } from './mutant.ts';

/**
 * Mutations of a flow as the kernel judges it: preconditions, order, actors, needs, checks, outcomes, what is told.
 * What only a running case reads (forms, prints, parties) is not part of an answer.
 */
export function flowEdits(flow: Flow, meaning: Meaning, codes: Codes, bodies: readonly string[]): Draft[] {
  const { outOfOrder } = flow.reasons;
  const usesActorReason = flow.steps.some((step) => step.actors && step.actorReason === undefined);
  const said = Object.entries(usesActorReason ? flow.reasons : { outOfOrder });
  const drafts: Draft[] = said.flatMap(([key, code]) => codeExchanged(code, ['reasons', key], codes.reasons));
  const barred = flow.preconditions ?? [];
  for (const [index, precondition] of barred.entries()) {
    const at: Path = ['preconditions', index];
    drafts.push(drop('ruleDropped', at, precondition.reason));
    drafts.push(...codeExchanged(precondition.reason, [...at, 'reason'], codes.reasons));
    drafts.push(...conditionEdits(precondition.when as JsonValue, [...at, 'when'], meaning));
    const after = barred[index + 1];
    if (after) drafts.push(swap(at, precondition, ['preconditions', index + 1], after));
  }
  for (const [name, expression] of Object.entries(flow.let ?? {}))
    drafts.push(...expressionEdits(expression as JsonValue, ['let', name], meaning));
  const steps = flow.steps.map(({ id }) => id);
  for (const [index, step] of flow.steps.entries())
    drafts.push(...stepEdits(step, ['steps', index], meaning, codes, bodies, steps));
  return drafts;
}

function stepEdits(
  step: Step,
  at: Path,
  meaning: Meaning,
  codes: Codes,
  bodies: readonly string[],
  steps: readonly string[],
): Draft[] {
  const drafts: Draft[] = [];
  for (const [index, before] of (step.after ?? []).entries())
    drafts.push(drop('prerequisiteDropped', [...at, 'after', index], before));
  for (const [before, reason] of Object.entries(step.afterReasons ?? {}))
    drafts.push(
      drop('codeDropped', [...at, 'afterReasons', before], reason),
      ...codeExchanged(reason, [...at, 'afterReasons', before], codes.reasons),
    );
  if (step.actors) {
    const actors = step.actors;
    drafts.push(drop('partDropped', [...at, 'actors'], actors));
    for (const [index, actor] of actors.entries()) {
      if (actors.length > 1) drafts.push(drop('actorDropped', [...at, 'actors', index], actor));
      const other = nextOf(
        bodies.filter((body) => body === actor || !actors.includes(body)),
        actor,
      );
      if (other !== undefined) drafts.push(set('actorExchanged', [...at, 'actors', index], actor, other));
    }
  }
  if (step.actorReason !== undefined)
    drafts.push(
      drop('codeDropped', [...at, 'actorReason'], step.actorReason),
      ...codeExchanged(step.actorReason, [...at, 'actorReason'], codes.reasons),
    );
  for (const key of ['repeat', 'optional'] as const)
    if (step[key] !== undefined) drafts.push(set('switched', [...at, key], step[key], !step[key]));
  for (const [index, block] of (step.blocks ?? []).entries())
    drafts.push(...guardEdits(block, [...at, 'blocks', index], meaning, codes));
  for (const [index, name] of (step.needs ?? []).entries())
    drafts.push(drop('listItemDropped', [...at, 'needs', index], name));
  const checks = step.checks ?? [];
  for (const [index, check] of checks.entries()) {
    drafts.push(...guardEdits(check, [...at, 'checks', index], meaning, codes));
    const after = checks[index + 1];
    if (after) drafts.push(swap([...at, 'checks', index], check, [...at, 'checks', index + 1], after));
  }
  const targets = steps.filter((id) => id !== step.id);
  for (const [index, outcome] of (step.outcomes ?? []).entries()) {
    const here: Path = [...at, 'outcomes', index];
    drafts.push(...guardEdits(outcome, here, meaning, codes));
    if (outcome.reason !== undefined) drafts.push(drop('codeDropped', [...here, 'reason'], outcome.reason));
    if (outcome.next !== undefined) drafts.push(...targetEdits(outcome.next, [...here, 'next'], targets));
    if (outcome.ends !== undefined) drafts.push(drop('partDropped', [...here, 'ends'], outcome.ends));
  }
  if (step.next !== undefined)
    drafts.push(drop('partDropped', [...at, 'next'], step.next), ...targetEdits(step.next, [...at, 'next'], targets));
  drafts.push(...toldEdits(step, at, meaning, codes));
  return drafts;
}

function targetEdits(target: string, at: Path, targets: readonly string[]): Draft[] {
  const other = nextOf(targets, target) ?? targets[0];
  return other === undefined || other === target ? [] : [set('targetExchanged', at, target, other)];
}

function guardEdits(
  guard: { when: unknown; reason?: string | undefined; assumptions?: readonly string[] | undefined },
  at: Path,
  meaning: Meaning,
  codes: Codes,
): Draft[] {
  return [
    drop('ruleDropped', at, guard.reason ?? ''),
    ...conditionEdits(guard.when as JsonValue, [...at, 'when'], meaning),
    ...(guard.reason === undefined ? [] : codeExchanged(guard.reason, [...at, 'reason'], codes.reasons)),
    ...codeList(guard.assumptions, [...at, 'assumptions'], codes.assumptions),
  ];
}
