import type { Node } from '@cebao/engine';
import type { Citation, Decision, Flow, Form } from '../format.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { pathOf, writtenName } from './judge.ts';
import type { BoundaryOperator } from './messages/quote-words.ts';
import { type Boundary, boundariesIn, SIDE } from './quote-numbers.ts';
import { callsIn, readExpression } from './read-expression.ts';
import { ruleSitesOf } from './rule-sites.ts';
import { expressionsOf } from './sites.ts';

const FLIPPED: Readonly<Record<string, BoundaryOperator>> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };
/** The operator of the same direction on the other side. */
const MENDED: Readonly<Record<BoundaryOperator, BoundaryOperator>> = { '>': '>=', '>=': '>', '<': '<=', '<=': '<' };

interface Worded extends Boundary {
  readonly quote: string;
}

/** Number words of quoted sentences against the operators that compare with those numbers. */
export function lintBoundaries(chain: Chain, item: Decision | Flow, findings: Findings): void {
  const at = chain.file(item.kind, item.id);
  const own = wordings(citationsOf(item));
  const lets = item.let ?? {};
  for (const { expression, at: pointTo } of expressionsOf(item)) {
    for (const call of callsIn(readExpression(expression))) {
      if (!(call.operator in FLIPPED)) continue;
      for (let i = 0; i + 1 < call.args.length; i++) {
        const [left, right] = [call.args[i] as Node, call.args[i + 1] as Node];
        const operator = call.operator as BoundaryOperator;
        check(threshold(right, lets), operator, `${at}${pointTo(call.path)}`);
        check(threshold(left, lets), FLIPPED[operator] as BoundaryOperator, `${at}${pointTo(call.path)}`);
      }
    }
  }
  if (item.kind === 'decision')
    for (const [name, spec] of Object.entries(item.facts)) {
      if (spec.min !== undefined) check({ numbers: [spec.min], said: name }, '>=', `${at}/facts/${name}/min`);
      if (spec.max !== undefined) check({ numbers: [spec.max], said: name }, '<=', `${at}/facts/${name}/max`);
    }

  function check(found: Threshold | undefined, operator: BoundaryOperator, path: string): void {
    if (!found) return;
    const numbers = found.param === undefined ? found.numbers : paramNumbers(chain, found.param);
    const about = (words: readonly Worded[]) => words.filter(({ value }) => numbers.includes(value));
    // What the param itself quotes speaks for the param, whatever else the item quotes with that number.
    const stated = found.param === undefined ? [] : about(wordings(paramCitations(chain, found.param)));
    report(stated.length > 0 ? stated : about(own), found.said, operator, path, findings);
  }
}

/** Bounds of form fields against the sentences the form quotes. */
export function lintFormBoundaries(chain: Chain, form: Form, findings: Findings): void {
  const worded = wordings(form.sources ?? []);
  const at = `${chain.file('form', form.id)}/schema/properties`;
  const bounds = {
    minimum: '>=',
    exclusiveMinimum: '>',
    maximum: '<=',
    exclusiveMaximum: '<',
    minItems: '>=',
    maxItems: '<=',
  } as const;
  for (const [name, field] of Object.entries((form.schema.properties ?? {}) as Record<string, Record<string, unknown>>))
    for (const [keyword, operator] of Object.entries(bounds)) {
      const value = field[keyword];
      if (typeof value === 'number')
        report(
          worded.filter((one) => one.value === value),
          String(field.title ?? name),
          operator,
          `${at}/${name}/${keyword}`,
          findings,
        );
    }
}

function report(
  worded: readonly Worded[],
  name: string,
  operator: BoundaryOperator,
  path: string,
  findings: Findings,
): void {
  const sides = new Set(worded.map((one) => SIDE[one.operator]));
  const [first] = worded;
  if (!first || sides.has(SIDE[operator])) return;
  findings.problem('boundaryWording', path, {
    name,
    value: first.value,
    operator,
    wanted: MENDED[operator],
    phrase: first.phrase,
    quote: first.quote,
  });
}

interface Threshold {
  readonly numbers: readonly number[];
  readonly said: string;
  readonly param?: string;
}

/** A side of a comparison that is a param or a number, itself or by a `let` name. */
function threshold(node: Node, lets: Readonly<Record<string, unknown>>): Threshold | undefined {
  const name = pathOf(node);
  const meant = name !== undefined && Object.hasOwn(lets, name) ? readExpression(lets[name]) : node;
  if (meant.kind === 'literal' && typeof meant.value === 'number')
    return { numbers: [meant.value], said: String(meant.value) };
  if (meant.kind === 'call' && meant.operator === 'param') {
    const param = writtenName(meant.args[0]);
    return { numbers: [], said: param, param };
  }
  return undefined;
}

/** The numbers a param stands for; a share is worded in percent. */
function paramNumbers(chain: Chain, id: string): number[] {
  return chain
    .params(id)
    .flatMap((param) =>
      param.values.flatMap(({ value }) =>
        typeof value !== 'number' ? [] : param.unit === 'ratio' ? [value, Math.round(value * 1e6) / 1e4] : [value],
      ),
    );
}

function paramCitations(chain: Chain, id: string): Citation[] {
  return chain.params(id).flatMap((param) => param.values.flatMap(({ sources }) => sources ?? []));
}

function citationsOf(item: Decision | Flow): Citation[] {
  return item.kind === 'decision'
    ? [...item.sources, ...ruleSitesOf(item).flatMap(({ rule }) => rule.then.sources ?? [])]
    : [...item.sources, ...item.steps.flatMap(({ sources }) => sources ?? [])];
}

function wordings(citations: readonly Citation[]): Worded[] {
  return citations.flatMap(({ quote }) => boundariesIn(quote).map((boundary) => ({ ...boundary, quote })));
}
