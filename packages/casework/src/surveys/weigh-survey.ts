import type { JsonValue } from '@cebao/engine';
import type { Answer, Survey } from '@cebao/pack';
import { type CasePolicy, evaluatorAt } from '../case-policy.ts';
import type { HeldSurvey } from './survey-event.ts';

/** What a side said: with too few answers nothing but how many were asked. */
export interface SideResult {
  readonly side: string;
  readonly invited: number;
  /** Absent where fewer answered than may be shown. */
  readonly answered?: number;
  /** Satisfied answers, in per cent of the answers, to one decimal. */
  readonly satisfied?: number;
  /** By field of the form with choices: how often each was chosen; only choices that are not too few, nor the one that would give them away. */
  readonly counts?: readonly { readonly field: string; readonly choice: string; readonly n?: number }[];
}

/** The results of a closed survey; `fewest` is the smallest number of answers of which anything is shown. */
export function weighSurvey(policy: CasePolicy, kind: Survey, held: HeldSurvey, fewest: number): SideResult[] {
  return kind.sides.map((side): SideResult => {
    const named = side.bodies !== undefined;
    const data = named
      ? held.named.filter((one) => one.side === side.id).map((one) => one.data)
      : (held.closed?.answers[side.id] ?? []).map((one) => one.data);
    const invited = named ? (side.bodies?.length ?? 0) : (held.invited[side.id] ?? 0);
    if (held.closed === undefined || (!named && data.length < fewest) || data.length === 0)
      return { side: side.id, invited, ...(named ? { answered: data.length } : {}) };
    const evaluate = evaluatorAt(policy, held.at.slice(0, 10));
    const yes = data.filter((one) => {
      const run = evaluate(side.satisfied as JsonValue, (name) => (Object.hasOwn(one, name) ? one[name] : undefined));
      return run.ok && run.value === true;
    }).length;
    return {
      side: side.id,
      invited,
      answered: data.length,
      satisfied: Math.round((yes / data.length) * 1000) / 10,
      counts: countsOf(policy, side.form, data, named ? 1 : fewest),
    };
  });
}

/**
 * How often each choice was made. Fewer than `fewest` are not shown; where only one choice of a field is withheld, the
 * smallest of the others is withheld too, or what is left over would tell it.
 */
function countsOf(
  policy: CasePolicy,
  form: string,
  data: readonly Readonly<Record<string, JsonValue>>[],
  fewest: number,
): NonNullable<SideResult['counts']> {
  const fields = (policy.findForm(form)?.schema['properties'] ?? {}) as Record<
    string,
    { oneOf?: { const: JsonValue }[] }
  >;
  return Object.entries(fields).flatMap(([field, { oneOf = [] }]) => {
    const found = oneOf.map(({ const: choice }) => ({
      choice: String(choice),
      n: data.filter((one) => one[field] === choice).length,
    }));
    const withheld = new Set(found.filter(({ n }) => n > 0 && n < fewest).map(({ choice }) => choice));
    if (withheld.size === 1) {
      const [next] = found.filter(({ choice, n }) => !withheld.has(choice) && n > 0).sort((a, b) => a.n - b.n);
      if (next) withheld.add(next.choice);
    }
    return found.map(({ choice, n }) => ({ field, choice, ...(withheld.has(choice) ? {} : { n }) }));
  });
}

/** Asks the decisions of a survey, where every side they need has a result. */
export function askAboutSurvey(
  policy: CasePolicy,
  kind: Survey,
  results: readonly SideResult[],
  at: string,
): { decision: string; at: string; facts: Record<string, JsonValue>; answer: Answer }[] {
  return (kind.asks ?? []).flatMap(({ decision, facts: named }) => {
    const facts: Record<string, JsonValue> = {};
    for (const [fact, side] of Object.entries(named)) {
      const satisfied = results.find((one) => one.side === side)?.satisfied;
      if (satisfied === undefined) return [];
      facts[fact] = satisfied;
    }
    const answer = policy.decide({ at, decision, facts });
    return answer.ok ? [{ decision, at, facts, answer: answer.value }] : [];
  });
}
