import { findCivilDate, findCivilMonth } from '../civil-date.ts';
import type { JsonValue } from '../issue.ts';
import { kindOf } from '../kind-of.ts';
import type { Diagram } from './diagrams.ts';
import { after, atLeast, positionOf, valueAt } from './line.ts';
import { addLinear } from './make-symbol.ts';
import type { Meaning } from './meaning.ts';
import {
  addRatios,
  compareRatios,
  divideRatios,
  negateRatio,
  ONE,
  type Ratio,
  ratioOf,
  ratioText,
  ZERO,
} from './ratio.ts';
import type { Linear, SymbolTerm, Term } from './term.ts';
import type { Variable } from './variable.ts';

type Order = '<' | '<=' | '>' | '>=';

/** `a < b` and its like. */
export function compareTerms(meaning: Meaning, operator: Order, a: Term, b: Term): Diagram {
  if (a.kind === 'constant' && b.kind === 'constant')
    return meaning.leaf(meaning.concrete.call(operator, [a.value, b.value]));
  const left = rankOf(a);
  const right = rankOf(b);
  for (const rank of [left, right])
    if (rank.refused !== undefined) return meaning.leaf({ kind: 'refused', code: rank.refused });
  if (left.of === 'unknown' || right.of === 'unknown') return wholeOf(meaning, operator, a, b);
  if (left.of !== right.of) return meaning.leaf({ kind: 'refused', code: 'mixedOrder' });
  if (a.kind === 'constant') return compareTerms(meaning, SWAPPED[operator], b, a);
  if (a.kind !== 'symbol') return wholeOf(meaning, operator, a, b);
  const isStrict = operator === '>' || operator === '<=';
  const isAbove = operator === '>' || operator === '>=';
  if (b.kind === 'constant') {
    const reached = reaches(meaning, a, b.value, isStrict);
    return isAbove ? reached : meaning.not(reached);
  }
  if (b.kind !== 'symbol') return wholeOf(meaning, operator, a, b);
  if (a.key === b.key) return operator === '>=' || operator === '<=' ? meaning.yes : meaning.no;
  if (a.linear && b.linear) {
    const gap = addLinear(a.linear, b.linear, negateRatio(ONE));
    const json = { difference: [a.json, b.json] };
    const reached = linearReaches(meaning, gap, json, ZERO, isStrict);
    if (reached !== undefined) return isAbove ? reached : meaning.not(reached);
  }
  const isSwapped = a.key > b.key;
  const [first, second] = isSwapped ? [b, a] : [a, b];
  const relation = meaning.space.relation(first.json, second.json);
  meaning.wholes.set(relation.key, { [operator]: [a.json, b.json] });
  const [less, equal, greater] = OUTCOMES[isSwapped ? SWAPPED[operator] : operator];
  const truth = (holds: boolean) => (holds ? meaning.yes : meaning.no);
  return meaning.branch(relation, [1, 2, Number.POSITIVE_INFINITY], [truth(less), truth(equal), truth(greater)]);
}

const SWAPPED: Readonly<Record<Order, Order>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const OUTCOMES: Readonly<Record<Order, readonly [boolean, boolean, boolean]>> = {
  '<': [true, false, false],
  '<=': [true, true, false],
  '>': [false, false, true],
  '>=': [false, true, true],
};

type Rank = { readonly of: 'number' | 'date' | 'month' | 'unknown'; readonly refused?: string };

function rankOf(term: Term): Rank {
  if (term.kind === 'constant') {
    const { value } = term;
    if (typeof value === 'number') return { of: 'number' };
    if (value === null) return { of: 'unknown', refused: 'missingOperand' };
    if (typeof value !== 'string') return { of: 'unknown', refused: 'notOrderable' };
    if (findCivilDate(value)) return { of: 'date' };
    if (findCivilMonth(value)) return { of: 'month' };
    return { of: 'unknown', refused: 'notOrderable' };
  }
  if (term.kind !== 'symbol') return { of: 'unknown', refused: 'notOrderable' };
  switch (term.type) {
    case 'integer':
    case 'money':
    case 'number':
      return { of: 'number' };
    case 'date':
    case 'month':
      return { of: term.type };
    case 'list':
    case 'object':
      return { of: 'unknown', refused: 'notOrderable' };
    default:
      return { of: 'unknown' };
  }
}

/** Whether a symbol is at least a value, or (strict) above it. */
function reaches(meaning: Meaning, term: SymbolTerm, value: JsonValue, strict: boolean): Diagram {
  if (term.fact !== undefined || isItself(term)) {
    const variable = term.fact === undefined ? (term.follows?.variable as Variable) : meaning.variableOf(term);
    return variable.line === 'choice'
      ? choiceReaches(meaning, variable, value, strict)
      : meaning.from(variable, boundary(variable, value, strict));
  }
  if (term.linear && typeof value === 'number') {
    const reached = linearReaches(meaning, term.linear, term.json, ratioOf(value), strict);
    if (reached !== undefined) return reached;
  }
  if (term.follows && term.follows.variable.line !== 'real') {
    const found = bisect(meaning, term, value, strict);
    if (found !== undefined) return found;
  }
  const variable = meaning.variableOf(term);
  return meaning.from(variable, boundary(variable, value, strict));
}

/** The number of items of a list is its variable's own value. */
function isItself(term: SymbolTerm): boolean {
  return term.key.startsWith('count:');
}

/** Positions of a choice among numbers or days, by the values themselves. */
function choiceReaches(meaning: Meaning, variable: Variable, value: JsonValue, strict: boolean): Diagram {
  const ends = variable.values.map((_, index) => index + 1);
  ends[ends.length - 1] = Number.POSITIVE_INFINITY;
  return meaning.branch(
    variable,
    ends,
    variable.values.map((own) => meaning.leaf(meaning.concrete.call(strict ? '>' : '>=', [own, value]))),
  );
}

/** The first position whose value is at least (strict: above) a value. */
function boundary(variable: Variable, value: JsonValue, strict: boolean): number {
  const exact = positionOf(variable.line, value);
  if (exact !== undefined) return strict ? after(variable.line, exact) : exact;
  return atLeast(variable.line, ratioOf(value as number));
}

/** A sum of facts against a value: of one fact a cut of its line, of several a variable of the sum. */
function linearReaches(
  meaning: Meaning,
  linear: Linear,
  json: JsonValue,
  value: Ratio,
  strict: boolean,
): Diagram | undefined {
  const rest = addRatios(value, negateRatio(linear.constant));
  const factors = [...linear.factors].sort(([a], [b]) => (a < b ? -1 : 1));
  const [first, ...more] = factors;
  if (!first) {
    const sign = compareRatios(ZERO, rest);
    return (strict ? sign > 0 : sign >= 0) ? meaning.yes : meaning.no;
  }
  const [path, factor] = first;
  const bound = divideRatios(rest, factor);
  const isRising = factor.over > 0n;
  const { space } = meaning;
  let variable: Variable;
  if (more.length === 0) {
    const domain = space.domainAt(path);
    if (!domain) return undefined;
    variable = space.fact(path, domain);
    if (variable.line === 'choice') return undefined;
  } else {
    const scaled = new Map(factors.map(([name, own]) => [name, divideRatios(own, factor)] as const));
    const key = { sum: [...scaled].map(([name, own]) => ({ product: [ratioText(own), { var: name }] })) };
    variable = space.term(key, 'number', { factors: scaled });
    meaning.wholes.set(variable.key, json);
  }
  // f·x ≥ r: x ≥ r/f where f is positive, not (x > r/f) where it is negative.
  const isStrict = isRising ? strict : !strict;
  const least = atLeast(variable.line, bound);
  const position = isStrict && isAt(variable, least, bound) ? after(variable.line, least) : least;
  const reached = meaning.from(variable, position);
  return isRising ? reached : meaning.not(reached);
}

function isAt(variable: Variable, position: number, value: Ratio): boolean {
  const own = valueAt(variable.line, position);
  return typeof own === 'number' && Number.isFinite(own) && compareRatios(ratioOf(own), value) === 0;
}

/** Finds where a value that rises or falls with one fact passes a bound, by asking the engine. */
function bisect(meaning: Meaning, term: SymbolTerm, value: JsonValue, strict: boolean): Diagram | undefined {
  const { variable, rises } = term.follows as NonNullable<SymbolTerm['follows']>;
  const { subject, line } = variable;
  if (subject.of !== 'fact' || variable.least > variable.most || line === 'choice') return undefined;
  const wide = 10_000_000_000_000;
  let low = Math.max(variable.least, -wide);
  let high = Math.min(variable.most, wide);
  const middle = low + Math.floor((high - low) / 2);
  const holds = (position: number): boolean => {
    meaning.diagrams.budget.spend(8);
    const facts = nested(subject.path, valueAt(line, position));
    const made = meaning.concrete.run(term.json, facts);
    if (made.kind === 'refused') return position > middle === rises;
    const compared = meaning.concrete.call(strict ? '>' : '>=', [made.value, value]);
    return compared.kind === 'constant' && compared.value === true;
  };
  const isAbove = (position: number) => holds(position) === rises;
  if (isAbove(low)) return rises ? meaning.yes : meaning.no;
  if (!isAbove(high)) return rises ? meaning.no : meaning.yes;
  while (high - low > 1) {
    const now = low + Math.floor((high - low) / 2);
    if (isAbove(now)) high = now;
    else low = now;
  }
  const reached = meaning.from(variable, high);
  return rises ? reached : meaning.not(reached);
}

function nested(path: string, value: JsonValue): Record<string, JsonValue> {
  const parts = path.split('.');
  return parts.reduceRight<JsonValue>((inner, name) => ({ [name]: inner }), value) as Record<string, JsonValue>;
}

/** `==`, `!=`, `===`, `!==`. */
export function equalTerms(meaning: Meaning, operator: string, a: Term, b: Term): Diagram {
  const isNegated = operator.startsWith('!');
  const answer = sameness(meaning, operator, a, b);
  return isNegated ? meaning.not(answer) : answer;
}

function sameness(meaning: Meaning, operator: string, a: Term, b: Term): Diagram {
  const isLoose = operator.length === 2;
  if (a.kind === 'constant' && b.kind === 'constant')
    return meaning.leaf(meaning.concrete.call(isLoose ? '==' : '===', [a.value, b.value]));
  if (a.kind === 'constant') return sameness(meaning, operator, b, a);
  const left = kindOfTerm(a);
  const right = kindOfTerm(b);
  if (b.kind === 'constant' && b.value === null)
    // What is worked out as a whole may come to nothing.
    return left === 'unknown' && a.kind === 'symbol' && a.fact === undefined
      ? wholeOf(meaning, isLoose ? '==' : '===', a, b)
      : meaning.no;
  if (left === 'unknown' || right === 'unknown') return wholeOf(meaning, isLoose ? '==' : '===', a, b);
  if (left !== right) return isLoose ? meaning.leaf({ kind: 'refused', code: 'looseEquality' }) : meaning.no;
  if (left === 'list' || left === 'object') return meaning.leaf({ kind: 'refused', code: 'notComparable' });
  if (a.kind !== 'symbol') return wholeOf(meaning, '===', a, b);
  if (b.kind === 'constant') return isValue(meaning, a, b.value);
  if (b.kind !== 'symbol') return wholeOf(meaning, '===', a, b);
  if (a.key === b.key) return meaning.yes;
  if (left === 'number' || (a.type === b.type && a.type !== 'text'))
    return meaning.and(compareTerms(meaning, '>=', a, b), () => compareTerms(meaning, '<=', a, b));
  if (a.type !== b.type) return wholeOf(meaning, '===', a, b);
  const [first, second] = a.key > b.key ? [b, a] : [a, b];
  return wholeOf(meaning, '==', first, second);
}

function isValue(meaning: Meaning, term: SymbolTerm, value: JsonValue): Diagram {
  const isOrdered = term.type !== 'text';
  if (isOrdered) {
    if (rankOf({ kind: 'constant', value }).of !== rankOf(term).of) return meaning.no;
    return meaning.and(compareTerms(meaning, '>=', term, { kind: 'constant', value }), () =>
      compareTerms(meaning, '<=', term, { kind: 'constant', value }),
    );
  }
  const variable = meaning.variableOf(term);
  const position = meaning.space.choicePosition(variable, value);
  return position === undefined ? meaning.no : meaning.at(variable, position);
}

function kindOfTerm(term: Term): string {
  if (term.kind === 'constant') return kindOf(term.value);
  if (term.kind === 'made') return term.list ? 'list' : 'object';
  if (term.kind === 'refused') return 'unknown';
  switch (term.type) {
    case 'integer':
    case 'money':
    case 'number':
      return 'number';
    case 'date':
    case 'month':
    case 'text':
      return 'text';
    default:
      return term.type;
  }
}

function wholeOf(meaning: Meaning, operator: string, a: Term, b: Term): Diagram {
  return meaning.whole({ [operator]: [jsonish(a), jsonish(b)] });
}

function jsonish(term: Term): JsonValue {
  return term.kind === 'symbol' ? term.json : term.kind === 'constant' ? term.value : null;
}
