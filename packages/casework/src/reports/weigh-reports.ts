import type { JsonValue, Result } from '@cebao/engine';
import type { Answer, Dictionary, Policy } from '@cebao/pack';
import type { CompiledReport } from './compile-report.ts';

/** How many fields of a report are there already, and what is left to ask. */
export interface FieldCounts {
  readonly fields: number;
  readonly held: number;
  readonly computable: number;
  readonly asked: number;
  readonly ask: number;
  /** Questions of the form: parts of what is worked out among them. */
  readonly questions: number;
  /** Share of the fields that nobody has to fill in for this report; four decimals. */
  readonly spared: number;
}

/** Counts the lines of a report. */
export function countFields({ lines, questions }: Pick<CompiledReport, 'lines' | 'questions'>): FieldCounts {
  const of = (kind: string) => lines.filter((line) => line.kind === kind).length;
  const ask = of('ask');
  return {
    fields: lines.length,
    held: of('held'),
    computable: of('computable'),
    asked: of('asked'),
    ask,
    questions: questions.length,
    spared: lines.length === 0 ? 0 : Math.round(((lines.length - ask) * 10_000) / lines.length) / 10_000,
  };
}

/** A decision that was asked about reports, with what it was asked. */
export interface AskedOfReports {
  readonly decision: string;
  readonly at: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly answer: Answer;
}

/**
 * Asks the pack whether a report is made by the system or sent down. Fields are told by what the report calls them.
 * Undefined where the dictionary names no decision.
 */
export function askHandling(
  policy: Pick<Policy, 'decide'>,
  { handling }: Dictionary,
  { lines }: Pick<CompiledReport, 'lines'>,
  at: string,
): Result<AskedOfReports> | undefined {
  if (!handling) return undefined;
  const { decision, template, base } = handling;
  const facts = {
    [template]: lines.map(({ title }) => title),
    [base]: lines.filter(({ value }) => value !== undefined).map(({ title }) => title),
  };
  const answered = policy.decide({ at, decision, facts });
  return answered.ok ? { ok: true, value: { decision, at, facts, answer: answered.value } } : answered;
}

/** Asks the pack for the share of reports saved: before, all of them; after, those that are still sent down. */
export function askReduction(
  policy: Pick<Policy, 'decide'>,
  { reduction }: Dictionary,
  counts: { readonly before: number; readonly after: number },
  at: string,
): Result<AskedOfReports> | undefined {
  if (!reduction) return undefined;
  const { decision, before, after } = reduction;
  const facts = { [before]: counts.before, [after]: counts.after };
  const answered = policy.decide({ at, decision, facts });
  return answered.ok ? { ok: true, value: { decision, at, facts, answer: answered.value } } : answered;
}

/** Whether a report with open lines is still sent down: one that has a value on every line is not. */
export function isSentDown({ lines }: Pick<CompiledReport, 'lines'>): boolean {
  return lines.some(({ value }) => value === undefined);
}
