import type { JsonValue } from '@cebao/engine';
import type { Decision } from '../format.ts';
import type { Pack } from '../pack.ts';
import { hashJson } from '../revision.ts';
import { type Mutant, valueAt } from './mutant.ts';

/**
 * Whether a mutant of a decision's rules is proved alike by what stands in the rules alone: two neighbours exchanged that
 * never hold both, or a comparison flipped where an earlier rule already takes the case of equality.
 */
export function ordersAlike(packs: readonly Pack[], mutant: Mutant): boolean {
  if (mutant.kind !== 'decision') return false;
  const pack = packs.find(({ folder }) => folder === mutant.folder);
  const decision = pack?.decisions.find(({ id }) => id === mutant.item);
  const path = mutant.edits[0]?.path ?? [];
  const [list, index] = path;
  if (!decision || list !== 'rules' || typeof index !== 'number') return false;
  if (mutant.operator === 'rulesSwapped') {
    const [first, second] = (decision.rules ?? []).slice(index, index + 2);
    return first !== undefined && second !== undefined && excludeEachOther(first.when, second.when);
  }
  return mutant.operator === 'comparisonFlipped' && path[2] === 'when' && equalityTaken(decision, index, path);
}

/** Conditions whose first parts cannot both hold; what follows the first part is then never judged in both. */
function excludeEachOther(one: unknown, other: unknown): boolean {
  const [first] = partsOf(one as JsonValue);
  const [second] = partsOf(other as JsonValue);
  if (first === undefined || second === undefined) return false;
  const [a, b] = [comparisonOf(first), comparisonOf(second)];
  if (!a || !b) return false;
  if (hashJson(a.args) === hashJson(b.args)) return OPPOSITE[a.name] === b.name;
  const isChoice = (value: JsonValue | undefined) => typeof value === 'string' || typeof value === 'number';
  return (
    EQUALS.has(a.name) &&
    a.name === b.name &&
    hashJson(a.args[0]) === hashJson(b.args[0]) &&
    isChoice(a.args[1]) &&
    isChoice(b.args[1]) &&
    typeof a.args[1] === typeof b.args[1] &&
    a.args[1] !== b.args[1]
  );
}

/** The flipped comparison differs only where both sides are equal, and an earlier rule hits there. */
function equalityTaken(decision: Decision, index: number, path: readonly (string | number)[]): boolean {
  const rules = decision.rules ?? [];
  const flipped = comparisonOf(valueAt(decision, path) ?? null);
  const parts = partsOf(rules[index]?.when as JsonValue);
  if (
    !flipped ||
    !ORDERS.has(flipped.name) ||
    !parts.some((part) => hashJson(part) === hashJson({ [flipped.name]: flipped.args }))
  )
    return false;
  const own = new Set(parts.map((part) => hashJson(part)));
  return rules.slice(0, index).some((rule) => {
    if (rule.when === undefined) return false;
    return partsOf(rule.when as JsonValue).every((part) => {
      const compared = comparisonOf(part);
      const takes = compared && TAKES_EQUAL.has(compared.name) && hashJson(compared.args) === hashJson(flipped.args);
      return takes || own.has(hashJson(part));
    });
  });
}

const EQUALS = new Set(['==', '===']);
const ORDERS = new Set(['<', '<=', '>', '>=']);
const TAKES_EQUAL = new Set(['<=', '>=', '==', '===']);
const OPPOSITE: Readonly<Record<string, string>> = {
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '==': '!=',
  '!=': '==',
};

/** The parts of a condition that must all hold. */
function partsOf(condition: JsonValue | undefined): JsonValue[] {
  if (condition === undefined) return [];
  if (condition !== null && typeof condition === 'object' && !Array.isArray(condition) && Array.isArray(condition.and))
    return condition.and.flatMap(partsOf);
  return [condition];
}

function comparisonOf(value: JsonValue): { name: string; args: JsonValue[] } | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const [name, args] = Object.entries(value)[0] ?? [];
  return name !== undefined &&
    Array.isArray(args) &&
    args.length === 2 &&
    (ORDERS.has(name) || EQUALS.has(name) || name === '!=')
    ? { name, args }
    : undefined;
}
