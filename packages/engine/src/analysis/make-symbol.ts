import type { JsonValue } from '../issue.ts';
import type { Meaning } from './meaning.ts';
import { addRatios, multiplyRatios, negateRatio, ONE, type Ratio, ratioOf, ratioText, ZERO } from './ratio.ts';
import type { Linear, SymbolTerm, SymbolType, Term } from './term.ts';

const NUMBERS = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  'min',
  'max',
  'sum',
  'difference',
  'product',
  'quotient',
  'round',
  'moneySum',
]);
const WHOLE = new Set(['+', '-', '*', 'min', 'max', 'sum', 'difference', 'product']);
const LISTS = new Set(['merge', 'distinct', 'sumBy', 'absent', 'missing']);

/** What an operator makes of symbols: its type, and what can be said of how it follows from facts. */
export function makeSymbol(_meaning: Meaning, operator: string, terms: readonly Term[], json: JsonValue): SymbolTerm {
  const type = typeOf(operator, terms);
  const linear = linearOf(operator, terms);
  const follows = followsOf(operator, terms);
  const key = linear ? `lin:${linearKey(linear)}` : `x:${JSON.stringify(json)}`;
  return { kind: 'symbol', type, json, key, ...(linear ? { linear } : {}), ...(follows ? { follows } : {}) };
}

function typeOf(operator: string, terms: readonly Term[]): SymbolType {
  if (WHOLE.has(operator) && terms.every(isWhole)) return 'integer';
  if (NUMBERS.has(operator)) return 'number';
  if (LISTS.has(operator)) return 'list';
  switch (operator) {
    case 'count':
    case 'daysBetween':
    case 'yearOf':
      return 'integer';
    case 'addDays':
      return 'date';
    case 'monthOf':
      return 'month';
    case 'addMonths': {
      const [from] = terms;
      if (from?.kind === 'symbol') return from.type;
      return from?.kind === 'constant' && typeof from.value === 'string' && from.value.length === 7 ? 'month' : 'date';
    }
    case 'cat':
    case 'substr':
      return 'text';
    default:
      return 'unknown';
  }
}

function isWhole(term: Term): boolean {
  if (term.kind === 'constant') return Number.isInteger(term.value);
  return term.kind === 'symbol' && term.type === 'integer';
}

/** The same text for the same sum of facts. */
export function linearKey({ factors, constant }: Linear): string {
  return `${[...factors]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, factor]) => `${ratioText(factor)}*${path}`)
    .join('+')}+${ratioText(constant)}`;
}

export function linearOfTerm(term: Term): Linear | undefined {
  if (term.kind === 'constant')
    return typeof term.value === 'number' ? { factors: new Map(), constant: ratioOf(term.value) } : undefined;
  return term.kind === 'symbol' ? term.linear : undefined;
}

/** a + factor × b */
export function addLinear(a: Linear, b: Linear, factor: Ratio): Linear {
  const factors = new Map(a.factors);
  for (const [path, own] of b.factors) {
    const sum = addRatios(factors.get(path) ?? ZERO, multiplyRatios(own, factor));
    if (sum.over === 0n) factors.delete(path);
    else factors.set(path, sum);
  }
  return { factors, constant: addRatios(a.constant, multiplyRatios(b.constant, factor)) };
}

/** Only the exact operators: those in floating point have no sum that could be moved about. */
function linearOf(operator: string, terms: readonly Term[]): Linear | undefined {
  const parts = terms.map(linearOfTerm);
  if (parts.includes(undefined)) return undefined;
  const all = parts as Linear[];
  switch (operator) {
    case 'sum':
      return all.reduce<Linear>((sum, part) => addLinear(sum, part, ONE), { factors: new Map(), constant: ZERO });
    case 'difference':
      return addLinear(all[0] as Linear, all[1] as Linear, negateRatio(ONE));
    case 'product': {
      let scale = ONE;
      let symbol: Linear | undefined;
      for (const part of all) {
        if (part.factors.size === 0) scale = multiplyRatios(scale, part.constant);
        else if (symbol) return undefined;
        else symbol = part;
      }
      return symbol ? addLinear({ factors: new Map(), constant: ZERO }, symbol, scale) : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether the result rises or falls with each argument: 1, -1, or undefined. */
function directions(operator: string, terms: readonly Term[]): (number | undefined)[] | undefined {
  const numbers = terms.map((term) =>
    term.kind === 'constant' && typeof term.value === 'number' ? term.value : undefined,
  );
  switch (operator) {
    case 'sum':
    case '+':
    case 'min':
    case 'max':
    case 'addMonths':
    case 'addDays':
    case 'yearOf':
    case 'monthOf':
      return terms.map(() => 1);
    case 'round':
      return [1, undefined];
    case 'difference':
      return [1, -1];
    case '-':
      return terms.length === 1 ? [-1] : [1, -1];
    case 'daysBetween':
      return [-1, 1];
    case 'quotient':
    case '/':
      return [numbers[1] === undefined || numbers[1] === 0 ? undefined : Math.sign(numbers[1]), undefined];
    case 'product':
    case '*': {
      const factor = numbers.reduce<number>((sign, value) => sign * (value === undefined ? 1 : Math.sign(value)), 1);
      return terms.filter((term) => term.kind === 'symbol').length === 1 && factor !== 0
        ? terms.map(() => factor)
        : undefined;
    }
    default:
      return undefined;
  }
}

function followsOf(operator: string, terms: readonly Term[]): SymbolTerm['follows'] {
  const ways = directions(operator, terms);
  if (!ways) return undefined;
  let found: SymbolTerm['follows'];
  for (const [index, term] of terms.entries()) {
    if (term.kind === 'constant') {
      if (operator === 'sum' && typeof term.value !== 'number') return undefined;
      continue;
    }
    const way = ways[index];
    if (term.kind !== 'symbol' || !term.follows || way === undefined) return undefined;
    const rises = way > 0 === term.follows.rises;
    if (found && (found.variable !== term.follows.variable || found.rises !== rises)) return undefined;
    found = { variable: term.follows.variable, rises };
  }
  return found;
}
