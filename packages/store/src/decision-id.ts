import { canonicalJson } from './canonical-json.ts';
import { sha256Hex } from './sha256-hex.ts';
import type { DecisionContent } from './store.ts';

/**
 * The id of a decision record, made of its content: the same question under the same policy with the
 * same answer in the same case has the same id, and an altered record no longer fits its own.
 *
 * @example
 * decisionId({ revision, semantics: '1', region: 'north', at: '2026-11-25', decision: 'relief', facts, answer }); // → 64 hex digits
 */
export function decisionId(content: DecisionContent): string {
  const { revision, semantics, region, at, decision, facts, answer, caseId = null } = content;
  return sha256Hex(
    new TextEncoder().encode(canonicalJson({ revision, semantics, region, at, decision, facts, answer, caseId })),
  );
}
