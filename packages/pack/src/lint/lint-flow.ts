import { type JsonValue, nearestName } from '@cebao/engine';
import type { Flow, Step } from '../format.ts';
import { filledBefore, stepsOfCase } from './case-course.ts';
import { type CaseScope, caseScope, KERNEL_NAMES, withFlow } from './case-scope.ts';
import type { Chain } from './chain.ts';
import { decisionScope, requiredFacts } from './decision-scope.ts';
import type { Findings } from './finding.ts';
import { type Judged, judgeExpression, pathOf } from './judge.ts';
import { numbersIn } from './quote-numbers.ts';
import { readExpression } from './read-expression.ts';
import { type LintScope, presentWith } from './scope.ts';
import { type Shape, shapeOfFact, shapesOfFields } from './shape.ts';
import { agree, isMoneyUnit } from './units.ts';

/** One way in which a flow is judged: by a case that carries it, or by a decision that asks about its steps. */
interface Context {
  readonly scope: LintScope;
  readonly present: (step?: Step) => readonly string[];
  readonly isCase: boolean;
}

/** Types, units and references of a flow, in every way in which it is judged. */
export function lintFlow(chain: Chain, flow: Flow, findings: Findings): void {
  const at = chain.file('flow', flow.id);
  const contexts = contextsOf(chain, flow);
  for (const context of contexts) lintExpressions(chain, flow, at, context, findings);
  if (contexts.length === 0) findings.advice('flowUnused', at, { name: flow.title });
  if (flow.opens) lintOpening(chain, flow, at, findings);
  lintSteps(chain, flow, at, findings);
}

function contextsOf(chain: Chain, flow: Flow): Context[] {
  const openers = chain
    .every('flows')
    .filter((other) => other.opens && stepsOfCase(chain, other).some((step) => step.flow.id === flow.id));
  const cases = openers.map((opener): Context => {
    const scope = caseScope(chain, opener);
    return { isCase: true, scope, present: (step) => (step ? filledBefore(chain, flow, step) : []) };
  });
  const asked = chain
    .every('decisions')
    .filter((decision) => decision.flow === flow.id)
    .map((decision): Context => {
      const scope = decisionScope(chain, decision, chain.file('decision', decision.id));
      return {
        isCase: false,
        scope: { ...scope, strict: cases.length === 0 },
        present: () => requiredFacts(decision),
      };
    });
  return [...cases, ...asked];
}

function lintExpressions(chain: Chain, flow: Flow, at: string, context: Context, findings: Findings): void {
  const scope = withFlow(context.scope, flow, at);
  const judge = (expression: unknown, path: string, present: readonly string[]): Judged =>
    judgeExpression(readExpression(expression), `${at}${path}`, scope, findings, {
      present: presentWith(new Set(), present),
    });
  for (const [index, { when }] of (flow.preconditions ?? []).entries())
    judge(when, `/preconditions/${index}/when`, context.present());
  for (const [index, step] of flow.steps.entries()) {
    const path = `/steps/${index}`;
    const before = context.present();
    const there = context.present(step);
    for (const [i, { when }] of (step.blocks ?? []).entries()) judge(when, `${path}/blocks/${i}/when`, before);
    for (const [i, { when }] of (step.flows ?? []).entries())
      if (when !== undefined && context.isCase) judge(when, `${path}/flows/${i}/when`, before);
    for (const [i, name] of (step.needs ?? []).entries()) {
      const head = name.split('.')[0] as string;
      if (context.scope.strict && !scope.find(head))
        findings.problem('nobodySupplies', `${at}${path}/needs/${i}`, {
          name,
          suggestion: nearestName(head, context.scope.names),
        });
    }
    const needed = [...there, ...(step.needs ?? [])];
    let known = needed;
    for (const [i, { when }] of (step.checks ?? []).entries())
      known = [...known, ...judge(when, `${path}/checks/${i}/when`, known).no];
    for (const [i, { when }] of (step.outcomes ?? []).entries()) judge(when, `${path}/outcomes/${i}/when`, needed);
    for (const [i, { when }] of (step.warnings ?? []).entries()) judge(when, `${path}/warnings/${i}/when`, known);
    for (const [i, { when }] of (step.assumptions ?? []).entries())
      if (when !== undefined) judge(when, `${path}/assumptions/${i}/when`, before);
    if (context.isCase) lintAsked(chain, step, `${at}${path}`, scope, needed, findings);
  }
}

/** Decisions asked at a step: each fact is one of theirs, of its kind and unit, and what they require is supplied. */
function lintAsked(
  chain: Chain,
  step: Step,
  at: string,
  scope: LintScope,
  present: readonly string[],
  findings: Findings,
): void {
  for (const [index, asked] of (step.decisions ?? []).entries()) {
    const decision = chain.decision(asked.decision);
    if (!decision) continue;
    const path = `${at}/decisions/${index}`;
    const form = step.form === undefined ? undefined : chain.form(step.form);
    const optional = Object.keys((form?.schema.properties ?? {}) as object).filter(
      (name) => !((form?.schema.required ?? []) as string[]).includes(name),
    );
    const mayLeaveOut = (name: string, fact: string) => {
      if (optional.includes(name) && decision.facts[fact]?.required && !present.includes(name))
        findings.problem('formMayLeaveOut', path, { name, decision: decision.title });
    };
    for (const name of Object.keys(decision.facts))
      if (!Object.hasOwn(asked.facts ?? {}, name)) mayLeaveOut(name, name);
    for (const [name, expression] of Object.entries(asked.facts ?? {})) {
      const read = pathOf(readExpression(expression));
      if (read !== undefined && scope.find(read) && 'shape' in (scope.find(read) as object)) mayLeaveOut(read, name);
      const { shape } = judgeExpression(readExpression(expression), `${path}/facts/${name}`, scope, findings, {
        present: presentWith(new Set(), present),
      });
      const spec = Object.hasOwn(decision.facts, name) ? decision.facts[name] : undefined;
      if (!spec)
        findings.problem('factNotAsked', `${path}/facts/${name}`, {
          name,
          decision: decision.title,
          suggestion: nearestName(name, Object.keys(decision.facts)),
        });
      else fits(shape, shapeOfFact(spec), name, `${path}/facts/${name}`, findings);
    }
    for (const [name, spec] of Object.entries(decision.facts)) {
      if (Object.hasOwn(asked.facts ?? {}, name)) continue;
      const found = scope.find(name);
      if (!found) {
        if (spec.required)
          findings.problem('factNotSupplied', path, { name, title: spec.title, decision: decision.title });
      } else if ('shape' in found && !Object.hasOwn(KERNEL_NAMES, name))
        fits(found.shape, shapeOfFact(spec), name, path, findings);
    }
  }
}

/** Whether a value may be given for a fact. */
function fits(given: Shape, wanted: Shape, name: string, at: string, findings: Findings): void {
  if (given.kind === 'unknown' || wanted.kind === 'unknown' || given.kind === 'null') return;
  if (given.kind !== wanted.kind) {
    const calendar = ['date', 'month'].includes(given.kind) && ['date', 'month'].includes(wanted.kind);
    findings.problem(calendar ? 'dateAgainstMonth' : 'kindMismatch', at, {
      a: name,
      b: '',
      left: given.kind,
      right: wanted.kind,
    });
  } else if (given.kind === 'number') {
    if (given.literal === undefined && !agree(given.unit, wanted.unit))
      findings.problem('unitMismatch', at, { a: name, b: '', left: given.unit ?? '', right: wanted.unit ?? '' });
  } else if (given.kind === 'text') {
    if (!wanted.closed || !given.closed) return;
    const stranger = given.values?.find((value) => !wanted.values?.includes(value));
    if (stranger !== undefined)
      findings.problem('valueNotInList', at, {
        name: String(stranger),
        fact: name,
        known: (wanted.values ?? []).map(String),
        suggestion: nearestName(String(stranger), (wanted.values ?? []).map(String)),
      });
  } else if (given.kind === 'list' && given.item && wanted.item) fits(given.item, wanted.item, name, at, findings);
  else if (given.kind === 'record' && given.fields && wanted.fields) {
    for (const [field, shape] of Object.entries(wanted.fields)) {
      const inner = given.fields[field];
      if (inner) fits(inner, shape, `${name}.${field}`, at, findings);
      else if (!shape.optional)
        findings.problem('factNotSupplied', at, { name: `${name}.${field}`, title: field, decision: '' });
    }
    for (const field of Object.keys(given.fields))
      if (!Object.hasOwn(wanted.fields, field))
        findings.problem('factNotAsked', at, {
          name: `${name}.${field}`,
          decision: '',
          suggestion: nearestName(field, Object.keys(wanted.fields)),
        });
  }
}

/** What opens a case: derived facts, title, parties, lookups, summary, prints; and the fields of its forms together. */
function lintOpening(chain: Chain, flow: Flow, at: string, findings: Findings): void {
  const scope = caseScope(chain, flow);
  const { opens } = flow;
  if (!opens) return;
  const judge = (expression: unknown, path: string): Shape =>
    judgeExpression(readExpression(expression), `${at}${path}`, scope, findings).shape;
  judge(opens.title, '/opens/title');
  for (const [name, fact] of Object.entries(opens.facts ?? {})) judge(fact, `/opens/facts/${name}`);
  for (const [name, party] of Object.entries(opens.parties ?? {})) judge(party, `/opens/parties/${name}`);
  for (const [name, lookup] of Object.entries(opens.lookups ?? {})) {
    const columns = chain.register(lookup.register)?.columns.map(({ id }) => id);
    const path = `/opens/lookups/${name}`;
    if (!columns)
      findings.problem('unknownReference', `${at}${path}/register`, {
        kind: 'register',
        id: lookup.register,
        suggestion: nearestName(
          lookup.register,
          chain.every('registers').map(({ id }) => id),
        ),
      });
    for (const [column, expression] of Object.entries(lookup.match)) {
      judge(expression, `${path}/match/${column}`);
      if (columns && !columns.includes(column))
        findings.problem('unknownColumn', `${at}${path}/match/${column}`, {
          name: column,
          suggestion: nearestName(column, columns),
        });
    }
    for (const [field, column] of Object.entries(lookup.fields))
      if (columns && !columns.includes(column))
        findings.problem('unknownColumn', `${at}${path}/fields/${field}`, {
          name: column,
          suggestion: nearestName(column, columns),
        });
  }
  for (const [index, { value, format, label }] of (opens.summary ?? []).entries())
    lintFormat(judge(value, `/opens/summary/${index}/value`), format, label, `${at}/opens/summary/${index}`, findings);
  for (const [index, print] of (flow.prints ?? []).entries())
    for (const [row, { value, format, label }] of print.rows.entries())
      lintFormat(
        judge(value, `/prints/${index}/rows/${row}/value`),
        format,
        label,
        `${at}/prints/${index}/rows/${row}`,
        findings,
      );
  lintFields(chain, scope, findings);
}

/** Fields of one name in two forms of a case fill one place: they must be of one kind and unit. */
function lintFields(chain: Chain, scope: CaseScope, findings: Findings): void {
  const seen = new Map<string, { shape: Shape; form: string }>();
  for (const { form } of scope.steps) {
    if (!form) continue;
    const shapes = shapesOfFields(form.schema as Record<string, JsonValue>, []);
    for (const [name, shape] of Object.entries(shapes)) {
      const other = seen.get(name);
      seen.set(name, other ?? { shape, form: form.title });
      if (!other || other.form === form.title) continue;
      if (other.shape.kind !== shape.kind || !agree(other.shape.unit, shape.unit))
        findings.problem('fieldDiffers', `${chain.file('form', form.id)}/schema/properties/${name}`, {
          name,
          other: other.form,
        });
    }
  }
}

/** A cell is shown as money only when it is money, as a day only when it is one. */
export function lintFormat(
  shape: Shape,
  format: string | undefined,
  label: string,
  at: string,
  findings: Findings,
): void {
  if (shape.kind === 'unknown' || shape.kind === 'null') return;
  const said =
    format === 'money'
      ? shape.kind === 'number' && (isMoneyUnit(shape.unit) || shape.unit === undefined)
      : format === 'date'
        ? shape.kind === 'date' || shape.kind === 'month'
        : format === 'number'
          ? shape.kind === 'number' && !isMoneyUnit(shape.unit)
          : format === 'label' || format === 'organisation' || format === 'place'
            ? shape.kind === 'text' || shape.kind === 'list'
            : !isMoneyUnit(shape.unit);
  if (!said)
    findings.problem('formatDiffers', `${at}/format`, {
      name: label,
      format: format ?? 'text',
      found: isMoneyUnit(shape.unit) ? 'money' : shape.kind,
    });
}

/** Steps that other steps, papers and ends are named by. */
function lintSteps(chain: Chain, flow: Flow, at: string, findings: Findings): void {
  const ids = flow.steps.map(({ id }) => id);
  if (new Set(ids).size < ids.length) findings.problem('stepTwice', `${at}/steps`, { name: flow.title });
  const openers = chain
    .every('flows')
    .filter((other) => other.opens && stepsOfCase(chain, other).some((one) => one.flow.id === flow.id));
  const paths = openers.flatMap((opener) => stepsOfCase(chain, opener).map(({ path }) => path));
  const known = [...ids, ...paths];
  const prints = openers.flatMap((opener) => opener.prints ?? []).map(({ id }) => id);
  const demand = (name: string | undefined, names: readonly string[], path: string, kind: string) => {
    if (name === undefined || names.includes(name)) return;
    findings.problem('unknownReference', `${at}${path}`, { kind, id: name, suggestion: nearestName(name, names) });
  };
  for (const [index, step] of flow.steps.entries()) {
    const path = `/steps/${index}`;
    for (const [i, to] of (step.returnsTo ?? []).entries()) demand(to, known, `${path}/returnsTo/${i}`, 'step');
    demand(step.doneBy, known, `${path}/doneBy`, 'step');
    for (const [i, id] of (step.prints ?? []).entries()) demand(id, prints, `${path}/prints/${i}`, 'print');
    for (const [i, outcome] of (step.outcomes ?? []).entries())
      if (outcome.next !== undefined && !outcome.ends)
        demand(outcome.next, [...ids, flow.completed ?? ''], `${path}/outcomes/${i}/next`, 'step');
    const conditions = (step.outcomes ?? []).map(({ when }) => conjuncts(when as JsonValue));
    for (const [i, all] of conditions.entries()) {
      const first = conditions.findIndex((one, before) => before < i && one.every((part) => all.includes(part)));
      if (first >= 0)
        findings.problem('outcomeNeverReached', `${at}${path}/outcomes/${i}`, {
          name: step.title,
          place: i + 1,
          first: first + 1,
        });
    }
    const { due } = step;
    const quotes = [...(step.sources ?? []), ...flow.sources].map(({ quote }) => quote);
    if (due?.basis === 'seed' && !quotes.flatMap(numbersIn).includes(due.days))
      findings.problem('valueNotInQuote', `${at}${path}/due/days`, {
        name: step.title,
        value: due.days,
        quote: quotes.join(' / '),
      });
    const always = (step.flows ?? []).findIndex(({ when }) => when === undefined || when === true);
    for (const [i, { flow: id }] of (step.flows ?? []).entries())
      if (always >= 0 && i > always)
        findings.problem('stageNeverTaken', `${at}${path}/flows/${i}`, {
          name: chain.flow(id)?.title ?? id,
          title: step.title,
          other: chain.flow(step.flows?.[always]?.flow ?? '')?.title ?? '',
        });
    demand(step.next, [...ids, flow.completed ?? step.next ?? ''], `${path}/next`, 'step');
  }
  for (const [index, print] of (flow.prints ?? []).entries())
    demand(print.after, known, `/prints/${index}/after`, 'step');
}

/** The conditions that must all hold, as texts; what is met by fewer of them is met wherever more of them are. */
function conjuncts(when: JsonValue): string[] {
  const { and } = (when ?? {}) as { and?: JsonValue };
  if (when === true) return [];
  return Array.isArray(and) ? and.flatMap(conjuncts) : [JSON.stringify(when)];
}
