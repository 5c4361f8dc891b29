import type { JsonValue, Result } from '@cebao/engine';
import { coSignatureOf, createWorkCalendar, type Step } from '@cebao/pack';
import { type FactsOptions, type Factual, readCase } from './case-facts.ts';
import { type CasePolicy, evaluatorAt } from './case-policy.ts';
import { issue } from './refusals.ts';
import type { CaseState } from './state.ts';
import type { SigningTerms } from './terms.ts';

/** Who must answer for a submission, and by which rule; without a rule every body signs. */
export interface Signing {
  readonly bodies: readonly string[];
  readonly terms?: SigningTerms;
}

/** The bodies of a co-signature in a case: by name, or the entries of its panel in force, those a fact names. */
export function signersOf(
  policy: CasePolicy,
  step: Pick<Step, 'signatures'>,
  at: string,
  read?: (name: string) => JsonValue | undefined,
): readonly string[] {
  const found = coSignatureOf(step);
  if (!found?.panel) return found?.bodies ?? [];
  const entries = (policy.findList(found.panel.list, at) ?? []).map(({ id }) => id);
  if (found.panel.fact === undefined || !read) return entries;
  const named = read(found.panel.fact);
  return Array.isArray(named) ? entries.filter((id) => named.includes(id)) : [];
}

/** Fixes the co-signature of a step for a submission, read from the case with that submission. */
export function signingOf(
  policy: CasePolicy,
  step: Step,
  facts: Factual,
  flow: Parameters<typeof readCase>[1],
  options: FactsOptions,
): Result<Signing> {
  const found = coSignatureOf(step);
  if (!found) return { ok: true, value: { bodies: [] } };
  const read = readCase(policy, flow, facts, options);
  const bodies = signersOf(policy, step, facts.governedOn, read);
  if (bodies.length === 0) return { ok: false, issues: [issue('nobodySigns', '/step', { step: step.title })] };
  if (Array.isArray(step.signatures)) return { ok: true, value: { bodies } };
  const run =
    found.count === undefined ? undefined : evaluatorAt(policy, facts.governedOn)(found.count as JsonValue, read);
  if (run && !run.ok) return run;
  const { rule, opinions = [], withComment, days, escalatesTo, leader, as, basis, key } = found;
  return {
    ok: true,
    value: {
      bodies,
      terms: {
        rule,
        ...(typeof run?.value === 'number' ? { count: run.value } : {}),
        early: found.early ?? rule === 'quorum',
        blind: found.blind ?? false,
        ...(found.distinct ? { distinct: true as const } : {}),
        opinions,
        ...(withComment === undefined ? {} : { withComment }),
        ...(days === undefined ? {} : { days }),
        calendar: found.calendar ?? 'calendar',
        silence: found.silence ?? 'waits',
        ...(escalatesTo === undefined ? {} : { escalatesTo }),
        ...(leader === undefined ? {} : { leader }),
        ...(as === undefined ? {} : { as }),
        basis,
        ...(key === undefined ? {} : { key }),
      },
    },
  };
}

/** The last day for the answers, counted from when the content came to be what it is; provisional in a year not published. */
export function signingUntil(
  policy: Pick<CasePolicy, 'calendars'>,
  record: CaseState['steps'][string],
): { readonly on: string; readonly provisional: boolean } | undefined {
  const submission = record.submissions.filter(({ superseded }) => !superseded).at(-1);
  const { terms } = record;
  if (!submission || terms?.days === undefined) return undefined;
  const since = submission.corrections.at(-1)?.at ?? submission.at;
  return createWorkCalendar(policy.calendars).add(since.slice(0, 10), terms.days, terms.calendar);
}
