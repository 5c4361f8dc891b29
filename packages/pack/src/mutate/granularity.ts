import type { JsonValue } from '@cebao/engine';
import { createEvaluator } from '../evaluate.ts';

/**
 * The smallest step of a quantity: a fen for money, 0.01 for points and percents, one for what is counted, else the last
 * digit a value is written with.
 *
 * @example
 * stepOf({ unit: 'yuan' }, 200000); // 0.01
 * stepOf({ unit: 'person' }, 5); // 1
 */
export function stepOf(
  spec: { unit?: string | undefined; type?: string | undefined } | undefined,
  value: number,
): number {
  if (spec?.type === 'integer') return 1;
  const unit = spec?.unit;
  if (unit !== undefined && (unit.startsWith('yuan') || FINE.has(unit))) return 0.01;
  if (unit !== undefined) return 1;
  const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
  return 10 ** -decimals;
}

const FINE = new Set(['point', '%', 'ratio']);

/** A number moved by a step, exact to the step's own decimals. */
export function moved(value: number, by: number): number {
  const decimals = Math.max(fractionDigits(value), fractionDigits(by));
  return Number((value + by).toFixed(decimals));
}

function fractionDigits(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-\d{2}$/;

/** Whether a text is a civil date or month by its form. */
export function isDayOrMonth(value: unknown): value is string {
  return typeof value === 'string' && (DATE.test(value) || MONTH.test(value));
}

const evaluate = createEvaluator();

/**
 * A date moved by days, a month by months; undefined when the text is neither.
 *
 * @example
 * shifted('2025-01-01', -1); // '2024-12-31'
 */
export function shifted(text: string, by: number): string | undefined {
  const expression: JsonValue = MONTH.test(text) ? { addMonths: [`${text}-01`, by] } : { addDays: [text, by] };
  const run = evaluate(expression, () => undefined);
  if (!run.ok || typeof run.value !== 'string') return undefined;
  return MONTH.test(text) ? run.value.slice(0, 7) : run.value;
}
