import type { JsonValue } from '../issue.ts';
import type { CallNode, Node } from '../node.ts';
import { compareTerms, equalTerms } from './compare.ts';
import type { Diagram } from './diagrams.ts';
import type { Domain } from './domain.ts';
import { itemsOf } from './items-of.ts';
import { FIRST } from './line.ts';
import { makeSymbol } from './make-symbol.ts';
import type { Meaning } from './meaning.ts';
import { constant, jsonOf, listOf, objectOf, type SymbolTerm, type Term } from './term.ts';

/** What the names of an expression mean. */
export interface Names {
  /** A param's value, or a symbol for it; undefined: there is none. */
  param(id: string): Term | undefined;
  /** A name that is no fact: an intermediate value, `$at`, `$value`. */
  name(name: string): Diagram | undefined;
}

/** The loops: their body reads the item. */
const LOOPS = new Set(['map', 'filter', 'all', 'some', 'none', 'reduce']);
/** Of these the answer is true or false. */
const TRUTHS = new Set([
  'all',
  'some',
  'none',
  'in',
  'within',
  'sameSet',
  '==',
  '!=',
  '===',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
]);

/** What an expression means: for every combination of facts a value, or a symbol where the facts do not settle it. */
export function evaluate(meaning: Meaning, node: Node, names: Names): Diagram {
  return new Evaluation(meaning, names).of(node);
}

class Evaluation {
  readonly meaning: Meaning;
  readonly names: Names;

  constructor(meaning: Meaning, names: Names) {
    this.meaning = meaning;
    this.names = names;
  }

  of(node: Node): Diagram {
    const { meaning } = this;
    switch (node.kind) {
      case 'literal':
        return meaning.leaf(constant(node.value));
      case 'list':
        return this.#all(node.items, (terms) => meaning.leaf(listOf(terms)));
      case 'object': {
        const names = node.fields.map(([name]) => name);
        return this.#all(
          node.fields.map(([, value]) => value),
          (terms) =>
            meaning.leaf(
              objectOf(
                terms
                  .map((term, index) => [names[index] as string, term] as const)
                  .filter(([, term]) => term.kind !== 'constant' || term.value !== null),
              ),
            ),
        );
      }
      case 'call':
        return this.#call(node);
    }
  }

  #call(node: CallNode): Diagram {
    const { meaning } = this;
    const { operator, args } = node;
    switch (operator) {
      case 'var':
        return this.#var(node);
      case 'param': {
        const id = writtenName(args[0]);
        return meaning.leaf(this.names.param(id) ?? { kind: 'refused', code: 'missingParam' });
      }
      case 'isPresent':
        return meaning.map(this.#read(writtenName(args[0])), (term) =>
          meaning.leaf(constant(term.kind !== 'constant' || term.value !== null)),
        );
      case 'missing':
      case 'missing_some':
        return this.#missing(node);
      case 'if':
        return this.#if(args, 0);
      case 'and':
      case 'or':
        return this.#joined(operator, args);
      case '!':
      case '!!':
        return meaning.map(meaning.truth(this.of(args[0] as Node)), (term) =>
          term.kind === 'constant'
            ? meaning.leaf(constant((term.value === true) === (operator === '!!')))
            : meaning.leaf(term),
        );
      case '<':
      case '<=':
      case '>':
      case '>=':
        return this.#all(args, ([a, b, c]) => {
          const first = compareTerms(meaning, operator, a as Term, b as Term);
          if (c === undefined) return first;
          const second = compareTerms(meaning, operator, b as Term, c);
          return meaning.and(first, () => second);
        });
      case '==':
      case '!=':
      case '===':
      case '!==':
        return this.#all(args, ([a, b]) => equalTerms(meaning, operator, a as Term, b as Term));
      case 'in':
        return this.#all(args, ([needle, hay]) => this.#in(needle as Term, hay as Term));
      case 'absent':
        return this.#all(args, ([required, given]) => this.#absent(required as Term, given as Term));
      default:
        if (LOOPS.has(operator)) return this.#loop(node);
        return this.#all(args, (terms) => this.#plain(operator, terms));
    }
  }

  /** Evaluates arguments and works on their terms; a refusal comes first. */
  #all(args: readonly Node[], work: (terms: Term[]) => Diagram): Diagram {
    return this.meaning.mapAll(
      args.map((arg) => this.of(arg)),
      work,
    );
  }

  #var(node: CallNode): Diagram {
    const { meaning } = this;
    const name = writtenName(node.args[0]);
    if (name === '') return meaning.leaf({ kind: 'refused', code: 'wholeScope' });
    const read = this.#read(name);
    const otherwise = node.args[1];
    if (otherwise === undefined) return read;
    return meaning.map(read, (term) =>
      term.kind === 'constant' && term.value === null ? this.of(otherwise) : meaning.leaf(term),
    );
  }

  /** The value at a path. */
  #read(path: string): Diagram {
    const { meaning } = this;
    const [head = '', ...rest] = path.split('.');
    if (Object.hasOwn(meaning.space.facts, head))
      return this.#readFact(head, meaning.space.facts[head] as Domain, rest);
    const named = this.names.name(head);
    if (named === undefined) return meaning.leaf(constant(null));
    return rest.length === 0 ? named : meaning.map(named, (term) => meaning.leaf(partOf(term, rest)));
  }

  #readFact(path: string, domain: Domain, rest: readonly string[]): Diagram {
    const { meaning } = this;
    const { space } = meaning;
    const absent = meaning.leaf(constant(null));
    if (domain.type === 'object') {
      const [next, ...more] = rest;
      const { properties } = domain;
      const inner =
        next === undefined
          ? meaning.leaf({ kind: 'symbol', type: 'object', json: { var: path }, key: `var:${path}`, fact: path })
          : properties && Object.hasOwn(properties, next)
            ? this.#readFact(`${path}.${next}`, properties[next] as Domain, more)
            : properties
              ? absent
              : meaning.leaf(unknownAt(`${path}.${rest.join('.')}`));
      if (!domain.optional) return inner;
      return meaning.branch(space.presence(path, domain), [1, Number.POSITIVE_INFINITY], [absent, inner]);
    }
    if (rest.length > 0) {
      if (domain.type === 'list') return meaning.leaf(unknownAt(`${path}.${rest.join('.')}`));
      return absent;
    }
    if (domain.type === 'list') {
      const list = meaning.leaf({ kind: 'symbol', type: 'list', json: { var: path }, key: `var:${path}`, fact: path });
      if (!domain.optional) return list;
      return meaning.branch(space.count(path, domain), [FIRST, Number.POSITIVE_INFINITY], [absent, list]);
    }
    const variable = space.fact(path, domain);
    if (variable.line !== 'choice') {
      const value = meaning.leaf(meaning.factSymbol(variable, path, domain));
      return meaning.branch(variable, [FIRST, Number.POSITIVE_INFINITY], [absent, value]);
    }
    const known = domain.type === 'boolean' ? variable.values.length : (domain.values?.length ?? 0);
    const ends: number[] = [FIRST];
    const kids: Diagram[] = [absent];
    for (let i = 0; i < known; i++) {
      ends.push(i + 1);
      kids.push(meaning.leaf(constant(variable.values[i] as JsonValue)));
    }
    if (variable.open) {
      ends.push(Number.POSITIVE_INFINITY);
      kids.push(meaning.leaf(meaning.factSymbol(variable, path, domain)));
    }
    ends[ends.length - 1] = Number.POSITIVE_INFINITY;
    return meaning.branch(variable, ends, kids);
  }

  #missing(node: CallNode): Diagram {
    const { meaning } = this;
    const isSome = node.operator === 'missing_some';
    const listed = isSome ? node.args[1] : node.args.length === 1 ? node.args[0] : undefined;
    const written =
      listed?.kind === 'literal' ? listed.value : node.args.map((arg) => (arg.kind === 'literal' ? arg.value : null));
    const names = (Array.isArray(written) ? written : [written]) as JsonValue[];
    const need = isSome && node.args[0]?.kind === 'literal' ? node.args[0].value : 0;
    if (!names.every((name) => typeof name === 'string') || typeof need !== 'number')
      return meaning.leaf({ kind: 'refused', code: 'dynamicName' });
    const reads = (names as string[]).map((name) =>
      meaning.map(this.#read(name), (term) => {
        if (term.kind === 'constant') return meaning.leaf(constant(term.value === null || term.value === ''));
        return meaning.leaf(constant(false));
      }),
    );
    return meaning.mapAll(reads, (terms) => {
      const gone = names.filter((_, index) => {
        const term = terms[index];
        return term?.kind === 'constant' && term.value === true;
      });
      return meaning.leaf(constant(isSome && names.length - gone.length >= need ? [] : gone));
    });
  }

  #if(args: readonly Node[], from: number): Diagram {
    const { meaning } = this;
    if (args.length - from > LONG) return this.#longIf(args);
    if (from >= args.length) return meaning.leaf(constant(null));
    if (from === args.length - 1) return this.of(args[from] as Node);
    return meaning.either(
      meaning.truth(this.of(args[from] as Node)),
      () => this.of(args[from + 1] as Node),
      () => this.#if(args, from + 2),
    );
  }

  /** A chain that is longer than calls may be nested: from its end, branches that are never reached among them. */
  #longIf(args: readonly Node[]): Diagram {
    const { meaning } = this;
    const hasElse = args.length % 2 === 1;
    let rest = hasElse ? this.of(args[args.length - 1] as Node) : meaning.leaf(constant(null));
    for (let at = args.length - (hasElse ? 3 : 2); at >= 0; at -= 2) {
      const otherwise = rest;
      rest = meaning.either(
        meaning.truth(this.of(args[at] as Node)),
        () => this.of(args[at + 1] as Node),
        () => otherwise,
      );
    }
    return rest;
  }

  /** The first half, and where that does not settle it the second: as deep as halves go, not as long as the list is. */
  #joined(operator: 'and' | 'or', args: readonly Node[], from = 0, to = args.length): Diagram {
    const { meaning } = this;
    if (to - from === 1) return this.of(args[from] as Node);
    const middle = (from + to) >> 1;
    const value = this.#joined(operator, args, from, middle);
    const truth = meaning.truth(value);
    const rest = () => this.#joined(operator, args, middle, to);
    return operator === 'and' ? meaning.either(truth, rest, () => value) : meaning.either(truth, () => value, rest);
  }

  #in(needle: Term, hay: Term): Diagram {
    const { meaning } = this;
    if (needle.kind === 'constant' && hay.kind === 'constant')
      return meaning.leaf(meaning.concrete.call('in', [needle.value, hay.value]));
    const items = hay.kind === 'constant' && Array.isArray(hay.value) ? hay.value.map(constant) : undefined;
    const parts = hay.kind === 'made' && hay.list ? hay.parts.map(([, part]) => part) : items;
    if (parts && (needle.kind === 'constant' || needle.kind === 'symbol')) {
      const among = (from: number, to: number): Diagram => {
        if (to === from) return meaning.leaf(constant(false));
        if (to - from === 1) return equalTerms(meaning, '===', needle, parts[from] as Term);
        const middle = (from + to) >> 1;
        return meaning.either(
          among(from, middle),
          () => meaning.yes,
          () => among(middle, to),
        );
      };
      return among(0, parts.length);
    }
    if (hay.kind === 'symbol' && hay.fact !== undefined && hay.type === 'list' && needle.kind === 'constant')
      return this.#member(hay, needle.value);
    return this.#plain('in', [needle, hay]);
  }

  /** Whether a list that is a fact has an item; an empty one has none. */
  #member(list: SymbolTerm, value: JsonValue): Diagram {
    const { meaning } = this;
    const path = list.fact as string;
    const domain = meaning.space.domainAt(path) as Domain;
    const no = meaning.leaf(constant(false));
    const { items } = domain;
    if (items?.values && !items.open && !items.values.includes(value as string)) return no;
    const has = meaning.branch(
      meaning.space.member(path, value),
      [1, Number.POSITIVE_INFINITY],
      [no, meaning.leaf(constant(true))],
    );
    return meaning.branch(meaning.space.count(path, domain), [1, Number.POSITIVE_INFINITY], [no, has]);
  }

  /** The items of a closed list that is a fact, as far as only their number matters; undefined when there are too many. */
  #distinct(list: SymbolTerm): Diagram | undefined {
    const { meaning } = this;
    const items = meaning.space.domainAt(list.fact as string)?.items;
    if (!items?.values || items.open || items.values.length > MOST_MEMBERS) return undefined;
    const { values } = items;
    return meaning.mapAll(
      values.map((value) => this.#member(list, value)),
      (terms) => {
        const there = values.filter((_, index) => {
          const term = terms[index];
          return term?.kind === 'constant' && term.value === true;
        });
        const json = { distinct: [list.json] };
        return meaning.leaf(
          there.length < 2
            ? constant(there)
            : {
                kind: 'made',
                list: true,
                parts: there.map((value, index) => [
                  String(index),
                  {
                    kind: 'symbol',
                    type: 'unknown',
                    json,
                    key: `item ${index} of ${there.join()}: ${JSON.stringify(json)} ${value}`,
                  },
                ]),
              },
        );
      },
    );
  }

  #absent(required: Term, given: Term): Diagram {
    const { meaning } = this;
    if (
      required.kind !== 'constant' ||
      !Array.isArray(required.value) ||
      given.kind !== 'symbol' ||
      given.fact === undefined ||
      given.type !== 'list'
    )
      return this.#plain('absent', [required, given]);
    const items = required.value;
    return meaning.mapAll(
      items.map((item) => this.#member(given, item)),
      (terms) =>
        meaning.leaf(
          constant(
            items.filter((_, index) => {
              const term = terms[index];
              return term?.kind === 'constant' && term.value === false;
            }),
          ),
        ),
    );
  }

  /** A loop: over a list that is known it runs; otherwise it is taken as a whole, with the params in its body filled in. */
  #loop(node: CallNode): Diagram {
    const { meaning } = this;
    const [list, body, start] = node.args;
    const inner = this.#filled(body as Node);
    const sources = start === undefined ? [list as Node] : [list as Node, start];
    return this.#all(sources, ([items, first]) => {
      if (inner === undefined) return meaning.leaf({ kind: 'refused', code: 'missingParam' });
      const json = {
        [node.operator]: [jsonOf(items as Term), inner, ...(first === undefined ? [] : [jsonOf(first)])],
      };
      const isKnown = items?.kind === 'constant' && (first === undefined || first.kind === 'constant');
      if (isKnown) return meaning.leaf(meaning.concrete.run(json, {}));
      if (items?.kind === 'constant' && items.value === null) return meaning.leaf(meaning.concrete.run(json, {}));
      const member = items?.kind === 'symbol' ? sameItem(node.operator, inner) : undefined;
      if (items?.kind === 'symbol' && items.fact !== undefined && member !== undefined) {
        const has = this.#member(items, member);
        return node.operator === 'some' ? has : meaning.not(has);
      }
      return this.#whole(node.operator, json, 'list');
    });
  }

  /** The JSON of a loop's body, params as values; undefined when a param is not there. */
  #filled(node: Node): JsonValue | undefined {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'list': {
        const items = node.items.map((item) => this.#filled(item));
        return items.includes(undefined) ? undefined : (items as JsonValue[]);
      }
      case 'object': {
        const fields = node.fields.map(([name, value]) => [name, this.#filled(value)] as const);
        return fields.some(([, value]) => value === undefined)
          ? undefined
          : { object: Object.fromEntries(fields as [string, JsonValue][]) };
      }
      case 'call': {
        if (node.operator === 'param') {
          const term = this.names.param(writtenName(node.args[0]));
          return term === undefined ? undefined : jsonOf(term);
        }
        const args = node.args.map((arg) => this.#filled(arg));
        return args.includes(undefined) ? undefined : { [node.operator]: args as JsonValue[] };
      }
    }
  }

  /** An operator without a meaning of its own here. */
  #plain(operator: string, terms: readonly Term[]): Diagram {
    const { meaning } = this;
    if (terms.every((term) => term.kind === 'constant'))
      return meaning.leaf(
        meaning.concrete.call(
          operator,
          terms.map((term) => (term as { value: JsonValue }).value),
        ),
      );
    if (operator === 'count') {
      const [list] = terms;
      if (list?.kind === 'made') return meaning.leaf(constant(list.parts.length));
      if (list?.kind === 'symbol' && list.fact !== undefined && list.type === 'list') {
        const variable = meaning.space.count(list.fact, meaning.space.domainAt(list.fact) as Domain);
        return meaning.leaf({
          kind: 'symbol',
          type: 'integer',
          json: { count: [list.json] },
          key: `count:${list.fact}`,
          follows: { variable, rises: true },
        });
      }
      const { least, most } = itemsOf(list ? jsonOf(list) : null);
      if (least === most) return meaning.leaf(constant(least));
    }
    if (operator === 'distinct') {
      const [list] = terms;
      if (list?.kind === 'symbol' && list.fact !== undefined && list.type === 'list') {
        const made = this.#distinct(list);
        if (made !== undefined) return made;
      }
    }
    if (operator === 'within') {
      const [place, above] = terms;
      if (place?.kind === 'symbol' && above?.kind === 'constant' && jsonOf(place) === jsonOf(above))
        return meaning.leaf(constant(true));
    }
    const json = { [operator]: terms.map(jsonOf) };
    if (TRUTHS.has(operator)) return this.#whole(operator, json, 'unknown');
    const never = terms.find((term) => term.kind === 'constant' && term.value === null);
    if (never && DEMANDING.has(operator)) return meaning.leaf({ kind: 'refused', code: 'missingOperand' });
    return meaning.leaf(makeSymbol(meaning, operator, terms, json));
  }

  #whole(operator: string, json: JsonValue, type: 'list' | 'unknown'): Diagram {
    const { meaning } = this;
    if (TRUTHS.has(operator)) return meaning.whole(json);
    return meaning.leaf({
      kind: 'symbol',
      type: operator === 'reduce' ? 'unknown' : type,
      json,
      key: `x:${JSON.stringify(json)}`,
    });
  }
}

/** Arguments of an `if` that are gone through one call in the other. */
const LONG = 200;

/** Lists with more values than this are not taken apart by which of them they have. */
const MOST_MEMBERS = 8;

/** Operators that refuse null. */
const DEMANDING = new Set([
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
  'addMonths',
  'addDays',
  'daysBetween',
  'yearOf',
  'monthOf',
]);

function writtenName(arg: Node | undefined): string {
  return arg?.kind === 'literal' && arg.value !== null ? String(arg.value) : '';
}

function unknownAt(path: string): SymbolTerm {
  return { kind: 'symbol', type: 'unknown', json: { var: path }, key: `var:${path}` };
}

/** A part of a term by its path. */
function partOf(term: Term, path: readonly string[]): Term {
  let now: Term = term;
  for (const name of path) {
    if (now.kind === 'made') now = now.parts.find(([own]) => own === name)?.[1] ?? constant(null);
    else if (now.kind === 'constant') {
      const { value }: { value: JsonValue } = now;
      now = constant(
        value !== null && typeof value === 'object' && Object.hasOwn(value, name)
          ? ((value as Record<string, JsonValue>)[name] as JsonValue)
          : null,
      );
    } else if (now.kind === 'symbol' && now.type === 'unknown' && now.fact === undefined) now = fieldOf(now, name);
    else return now.kind === 'symbol' ? { kind: 'refused', code: 'fieldOfText' } : now;
  }
  return now;
}

/** A field of something that is worked out as a whole; written as a rule of its own, so that it can be tried. */
function fieldOf(whole: SymbolTerm, name: string): SymbolTerm {
  const json = { reduce: [[whole.json], { var: [`current.${name}`] }, null] };
  return { kind: 'symbol', type: 'unknown', json, key: `x:${JSON.stringify(json)}` };
}

/** `some` item equal to a value: the value. `none`: the same. */
function sameItem(operator: string, body: JsonValue): JsonValue | undefined {
  if ((operator !== 'some' && operator !== 'none') || body === null || typeof body !== 'object' || Array.isArray(body))
    return undefined;
  const args = body['=='] ?? body['==='];
  if (!Array.isArray(args) || args.length !== 2) return undefined;
  const isItem = (arg: JsonValue | undefined) => JSON.stringify(arg) === '{"var":[""]}';
  const other = isItem(args[0]) ? args[1] : isItem(args[1]) ? args[0] : undefined;
  return other === undefined || (other !== null && typeof other === 'object') ? undefined : other;
}
