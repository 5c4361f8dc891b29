import type { JsonValue } from './issue.ts';
import { kindOf } from './kind-of.ts';
import type { Node } from './node.ts';
import type { Report } from './operator.ts';
import { refuse } from './refusal.ts';

/** Why a value is no number for arithmetic. */
function codeOfNonNumber(value: JsonValue): string {
  if (value === null) return 'missingOperand';
  return typeof value === 'string' ? 'textInArithmetic' : 'notANumber';
}

/** A finite number, or a refusal. */
export function demandNumber(value: JsonValue, path: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return refuse(codeOfNonNumber(value), path, {
    kind: kindOf(value),
    ...(typeof value === 'string' ? { value: value.slice(0, 40) } : {}),
  });
}

/** A whole number within bounds, or a refusal. */
export function demandWhole(value: JsonValue, least: number, most: number, path: string): number {
  const number = demandNumber(value, path);
  if (!Number.isInteger(number) || number < least || number > most)
    refuse('numberOutOfRange', path, { value: number, least, most });
  return number;
}

/** Judges arguments that must be numbers, as far as they are written in the rule. */
export function checkNumbers(args: readonly Node[], report: Report): void {
  for (const arg of args) {
    if (arg.kind === 'list' || arg.kind === 'object') report('notANumber', arg, { kind: arg.kind });
    else if (arg.kind === 'literal' && typeof arg.value !== 'number') {
      report(codeOfNonNumber(arg.value), arg, {
        kind: kindOf(arg.value),
        ...(typeof arg.value === 'string' ? { value: arg.value.slice(0, 40) } : {}),
      });
    }
  }
}

/** Judges a divisor written in the rule. */
export function checkDivisor(divisor: Node | undefined, report: Report): void {
  if (divisor?.kind === 'literal' && divisor.value === 0) report('divisionByZero', divisor);
}

/** A result of floating-point arithmetic: finite, and never minus zero. */
export function finite(result: number, path: string): number {
  return Number.isFinite(result) ? result + 0 : refuse('notRepresentable', path);
}
