import type { JsonValue, Result } from '@cebao/engine';
import type { Answer, Dictionary, Policy } from '@cebao/pack';
import type { CompiledReport } from './compile-report.ts';
import type { PlaceAnswers } from './place-answers.ts';

/** How many fields of a report are there already, and what people fill in for it. The six kinds add up to `fields`. */
export interface FieldCounts {
  readonly fields: number;
  readonly held: number;
  readonly computable: number;
  readonly asked: number;
  readonly ask: number;
  /** Filled in by people for this very report and period: not a field that was spared. */
  readonly filled: number;
  /** Questions of the form: parts of what is worked out among them. */
  readonly questions: number;
  /** Share of the fields that nobody has to fill in for this report; four decimals. */
  readonly spared: number;
}

/**
 * The lines of a report that people filled in for it, or whose parts they did; what they said otherwise than a register
 * does not count, nobody asked them for it.
 */
export function filledLines(
  { report, period, lines }: Pick<CompiledReport, 'report' | 'period' | 'lines'>,
  { observations }: Pick<PlaceAnswers, 'observations'>,
): ReadonlySet<string> {
  const given = new Set(
    observations
      .filter((one) => one.report === report.id && one.period === period.id && one.reason === undefined)
      .map(({ element }) => element),
  );
  const filled = lines.filter(
    ({ element, source }) =>
      given.has(element) || (source?.from === 'elements' && source.elements.some((part) => given.has(part))),
  );
  return new Set(filled.map(({ element }) => element));
}

/** Counts the lines of a report; `filled` are those that people filled in for it. */
export function countFields(
  { lines, questions }: Pick<CompiledReport, 'lines' | 'questions'>,
  filled: ReadonlySet<string>,
): FieldCounts {
  const byHand = lines.filter(({ element, value }) => value !== undefined && filled.has(element));
  const of = (kind: string) => lines.filter((line) => line.kind === kind && !byHand.includes(line)).length;
  const ask = of('ask');
  const spared = lines.length - ask - byHand.length;
  return {
    fields: lines.length,
    held: of('held'),
    computable: of('computable'),
    asked: of('asked'),
    ask,
    filled: byHand.length,
    questions: questions.length,
    spared: lines.length === 0 ? 0 : Math.round((spared * 10_000) / lines.length) / 10_000,
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
 * Asks the pack whether a report is made by the system or sent down. Fields are told by what the report
 * calls them; those that people fill in for it are not held.
 * Undefined where the dictionary names no decision.
 */
export function askHandling(
  policy: Pick<Policy, 'decide'>,
  { handling }: Dictionary,
  { lines }: Pick<CompiledReport, 'lines'>,
  filled: ReadonlySet<string>,
  at: string,
): Result<AskedOfReports> | undefined {
  if (!handling) return undefined;
  const { decision, template, base } = handling;
  const facts = {
    [template]: lines.map(({ title }) => title),
    [base]: lines.filter(({ element, value }) => value !== undefined && !filled.has(element)).map(({ title }) => title),
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

/** Whether a report is sent down to people: something of it is open, or was filled in by them for it. */
export function isSentDown({ lines }: Pick<CompiledReport, 'lines'>, filled: ReadonlySet<string>): boolean {
  return lines.some(({ value, element }) => value === undefined || filled.has(element));
}
