import type { FactTypes, ValueType } from '../ir/ir.ts';
import { BOOLEAN, DATE, LIST, MONEY, MONTH, NUMBER, RECORD, TEXT } from '../ir/value-type.ts';
import type { JsonValue } from '../issue.ts';

/** Where a generator gets its choices from: a whole number from 0 to below `below`. */
export type Choose = (below: number) => number;

/** Choices from a seed (mulberry32). */
export function seeded(seed: number): Choose {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Choices from a list of numbers, so that a failing case can shrink; 0 when the list is at its end. */
export function chosen(list: readonly number[]): Choose {
  let at = 0;
  return (below) => (list[at++] ?? 0) % below;
}

const nullable = (type: ValueType): ValueType => ({ ...type, nullable: true });
const ITEM: ValueType = { ...RECORD, fields: { n: NUMBER, m: nullable(NUMBER), t: TEXT, b: BOOLEAN } };

/** What the generated facts are declared to be. The others are unknown. */
export const TYPES: FactTypes = {
  vars: {
    n: NUMBER,
    m: nullable(NUMBER),
    元: MONEY,
    t: { ...TEXT, enum: ['a', 'abc', '苏木'] },
    u: nullable(TEXT),
    b: BOOLEAN,
    c: nullable(BOOLEAN),
    d: DATE,
    e: nullable(DATE),
    月: MONTH,
    o: { ...RECORD, fields: { n: NUMBER, t: nullable(TEXT), p: nullable({ ...RECORD, fields: { q: NUMBER } }) } },
    list: { ...LIST, items: NUMBER },
    names: nullable({ ...LIST, items: TEXT }),
    rows: { ...LIST, items: ITEM },
  },
  params: { limit: NUMBER, allowed: { ...LIST, items: TEXT }, from: DATE },
};

const NUMBERS = [0, 1, 2, 3, 5, 10, -1, 0.1, 2.5, 1e3, 1e300, -0];
const TEXTS = ['a', 'abc', '苏木', '', '0', '10', 'b'];
const DATES = ['2026-11-25', '2026-12-01', '2024-02-29', '0001-01-01'];
const MONTHS = ['2026-11', '2025-01'];
const ANY: JsonValue[] = [
  null,
  true,
  false,
  7,
  'a',
  '2026-11-25',
  '2024-02-30',
  [],
  [1, 'a'],
  { n: 1 },
  [[1], { n: 2 }],
];

/** One case: a rule, its facts and its params. */
export interface Case {
  readonly rule: JsonValue;
  readonly facts: Record<string, JsonValue>;
  readonly params: Record<string, JsonValue>;
}

export function generateCase(choose: Choose): Case {
  const generator = new Generator(choose);
  return { rule: generator.rule(), facts: generator.facts(), params: generator.params() };
}

type Kind = 'number' | 'text' | 'boolean' | 'date' | 'list' | 'any';

class Generator {
  readonly #choose: Choose;
  #left = 40;

  constructor(choose: Choose) {
    this.#choose = choose;
  }

  #one<T>(of: readonly T[]): T {
    return of[this.#choose(of.length)] as T;
  }

  #many<T>(most: number, make: () => T, least = 0): T[] {
    return Array.from({ length: least + this.#choose(most - least + 1) }, make);
  }

  #chance(oneIn: number): boolean {
    return this.#choose(oneIn) === oneIn - 1;
  }

  facts(): Record<string, JsonValue> {
    const number = () => this.#one(NUMBERS);
    const facts: Record<string, JsonValue> = {
      n: number(),
      元: this.#one([0, 1.5, 200_000, 120.25, 3]),
      t: this.#one(['a', 'abc', '苏木']),
      b: this.#chance(2),
      d: this.#one(DATES),
      月: this.#one(MONTHS),
      list: this.#many(5, number),
      rows: this.#many(4, () => {
        const row: Record<string, JsonValue> = { n: number(), t: this.#one(TEXTS), b: this.#chance(2) };
        if (this.#chance(2)) row['m'] = this.#chance(3) ? null : number();
        return row;
      }),
      x: this.#one(ANY),
      y: this.#one([...ANY, ...NUMBERS, ...TEXTS]),
      长: this.#chance(4) ? 'a'.repeat(200) : 'ab',
    };
    const o: Record<string, JsonValue> = { n: number() };
    if (this.#chance(2)) o['t'] = this.#one([null, 'a', 'abc']);
    if (this.#chance(2)) o['p'] = this.#chance(3) ? null : { q: number() };
    facts['o'] = o;
    if (this.#chance(2)) facts['m'] = this.#chance(3) ? null : number();
    if (this.#chance(2)) facts['u'] = this.#chance(3) ? null : this.#one(TEXTS);
    if (this.#chance(2)) facts['c'] = this.#chance(3) ? null : this.#chance(2);
    if (this.#chance(2)) facts['e'] = this.#chance(3) ? null : this.#one(DATES);
    if (this.#chance(2)) facts['names'] = this.#chance(3) ? null : this.#many(4, () => this.#one(TEXTS));
    return facts;
  }

  params(): Record<string, JsonValue> {
    const params: Record<string, JsonValue> = {
      limit: this.#one(NUMBERS),
      allowed: this.#many(4, () => this.#one(TEXTS)),
      from: this.#one(DATES),
      any: this.#one(ANY),
    };
    return params;
  }

  rule(): JsonValue {
    return this.#make(this.#one<Kind>(['boolean', 'number', 'text', 'any', 'list', 'boolean']), 'facts');
  }

  /** An expression, mostly of one kind; `of` is what `var` reads there. */
  #make(kind: Kind, of: 'facts' | 'number' | 'row' | 'text' | 'reduce'): JsonValue {
    this.#left -= 1;
    if (this.#chance(25)) return this.#make('any', of);
    if (this.#left <= 0 || this.#chance(4)) return this.#leaf(kind, of);
    const again = (next: Kind) => this.#make(next, of);
    const some = (next: Kind, most = 3) => this.#many(most, () => again(next), 1);
    switch (kind) {
      case 'number': {
        const name = this.#one([
          '+',
          '*',
          '-',
          '/',
          '%',
          'min',
          'max',
          '+',
          'sum',
          'difference',
          'product',
          'round',
          'count',
          'if',
          'reduce',
          'daysBetween',
          'quotient',
          'yearOf',
          'moneySum',
        ]);
        if (name === '-' || name === '/' || name === '%' || name === 'difference')
          return { [name]: [again('number'), again('number')] };
        if (name === 'round') return { round: [again('number'), this.#choose(4)] };
        if (name === 'quotient') return { quotient: [again('number'), again('number'), 2] };
        if (name === 'count') return { count: [again('list')] };
        if (name === 'yearOf') return { yearOf: [again('date')] };
        if (name === 'daysBetween') return { daysBetween: [again('date'), again('date')] };
        if (name === 'if') return { if: [again('boolean'), again('number'), again('number')] };
        if (name === 'reduce') return this.#reduce('number', of);
        return { [name]: name === 'sum' && this.#chance(2) ? [again('list')] : some('number') };
      }
      case 'text': {
        const name = this.#one(['cat', 'if', 'substr', 'monthOf', 'or', 'reduce']);
        if (name === 'cat') return { cat: this.#many(3, () => again(this.#one<Kind>(['text', 'number', 'boolean']))) };
        if (name === 'substr') return { substr: [again('text'), this.#choose(3), 2] };
        if (name === 'monthOf') return { monthOf: [again('date')] };
        if (name === 'or') return { or: some('text') };
        if (name === 'reduce') return this.#reduce('text', of);
        return { if: [again('boolean'), again('text'), again('boolean'), again('text'), again('text')] };
      }
      case 'date': {
        const name = this.#one(['addDays', 'addMonths', 'if']);
        if (name === 'if') return { if: [again('boolean'), again('date'), again('date')] };
        return { [name]: [again('date'), this.#one([1, -1, 30, 12])] };
      }
      case 'boolean': {
        const name = this.#one([
          '<',
          '<=',
          '>',
          '>=',
          '==',
          '!=',
          '===',
          '!==',
          'and',
          'or',
          '!',
          '!!',
          'in',
          'some',
          'all',
          'none',
          'isPresent',
          'between',
          'if',
          'sameSet',
          'within',
        ]);
        if (name === 'between')
          return { [this.#one(['<', '<='])]: [again('number'), again('number'), again('number')] };
        if (['<', '<=', '>', '>='].includes(name)) {
          const of_ = this.#one<Kind>(['number', 'number', 'date']);
          return { [name]: [again(of_), again(of_)] };
        }
        if (name.length > 1 && '=!'.includes(name[0] ?? '') && name.endsWith('=')) {
          const compared = this.#one<Kind>(['number', 'text', 'boolean', 'date', 'any']);
          return { [name]: [again(compared), this.#chance(5) ? null : again(compared)] };
        }
        if (name === 'and' || name === 'or') return { [name]: this.#many(5, () => again('boolean'), 1) };
        if (name === '!' || name === '!!') return { [name]: [again(this.#one<Kind>(['boolean', 'any']))] };
        if (name === 'in')
          return this.#chance(4)
            ? { in: [again('text'), again('text')] }
            : {
                in: [
                  again(this.#one<Kind>(['text', 'number'])),
                  this.#chance(2) ? this.#many(10, () => this.#one([...TEXTS, ...NUMBERS, null])) : again('list'),
                ],
              };
        if (name === 'sameSet') return { sameSet: [again('list'), again('list')] };
        if (name === 'within') return { within: [again('text'), again('text')] };
        if (name === 'isPresent') return { isPresent: this.#name(of) };
        if (name === 'if') return { if: [again('boolean'), again('boolean'), again('boolean')] };
        return this.#loop(name, of);
      }
      case 'list': {
        const name = this.#one([
          'map',
          'filter',
          'merge',
          'missing',
          'missing_some',
          'absent',
          'distinct',
          'list',
          'map',
          'filter',
          'sumBy',
          'missingOf',
        ]);
        if (name === 'map' || name === 'filter') return this.#loop(name, of);
        if (name === 'merge') return { merge: this.#many(3, () => again(this.#one<Kind>(['list', 'number']))) };
        if (name === 'missing') return { missing: this.#many(3, () => this.#name(of)) };
        if (name === 'missingOf') return { missing: [{ merge: [this.#many(3, () => this.#name(of)), again('list')] }] };
        if (name === 'missing_some') return { missing_some: [again('number'), this.#many(3, () => this.#name(of), 1)] };
        if (name === 'absent') return { absent: [again('list'), again('list')] };
        if (name === 'distinct') return { distinct: [again('list')] };
        if (name === 'sumBy') return { sumBy: [{ var: 'rows' }, ['t'], this.#one(['n', 'm'])] };
        return some('any');
      }
      case 'any': {
        const name = this.#one(['and', 'or', 'if', 'object', 'kind', 'kind']);
        if (name === 'and' || name === 'or') return { [name]: some('any', 4) };
        if (name === 'if') return { if: this.#many(5, () => again('any')) };
        if (name === 'object') return { object: { a: again('any'), 名: again('number') } };
        return again(this.#one<Kind>(['number', 'text', 'boolean', 'date', 'list']));
      }
    }
  }

  #loop(name: string, of: 'facts' | 'number' | 'row' | 'text' | 'reduce'): JsonValue {
    const [list, item] = this.#list(of);
    const body = this.#make(name === 'map' ? this.#one<Kind>(['number', 'any', 'text']) : 'boolean', item);
    return { [name]: [list, body] };
  }

  /** A list, and what a loop over it sees. */
  #list(of: 'facts' | 'number' | 'row' | 'text' | 'reduce'): [JsonValue, 'number' | 'row' | 'text'] {
    if (of !== 'facts' || this.#chance(6)) return [this.#make('list', of), this.#one(['number', 'row', 'text'])];
    const [list, item] = this.#one<[JsonValue, 'number' | 'row' | 'text']>([
      [{ var: 'list' }, 'number'],
      [{ var: 'rows' }, 'row'],
      [{ var: 'rows' }, 'row'],
      [{ var: 'names' }, 'text'],
      [{ param: 'allowed' }, 'text'],
    ]);
    return this.#chance(3) ? [{ filter: [list, this.#make('boolean', item)] }, item] : [list, item];
  }

  #reduce(kind: 'number' | 'text', of: 'facts' | 'number' | 'row' | 'text' | 'reduce'): JsonValue {
    const [list, item] = this.#list(of);
    const source = this.#chance(2) ? { map: [list, this.#make('number', item)] } : list;
    const body = this.#chance(3) ? { '+': [{ var: 'accumulator' }, { var: 'current' }] } : this.#make(kind, 'reduce');
    return { reduce: this.#chance(8) ? [source, body] : [source, body, kind === 'number' ? 0 : ''] };
  }

  #name(of: 'facts' | 'number' | 'row' | 'text' | 'reduce'): string {
    if (of === 'row') return this.#one(['n', 'm', 't', 'b', 'gone']);
    if (of === 'reduce') return this.#one(['current', 'accumulator', 'current.n', 'gone']);
    if (of !== 'facts') return this.#one(['n', 'length', '0']);
    return this.#one([
      'n',
      'm',
      '元',
      't',
      'u',
      'o',
      'o.n',
      'o.t',
      'o.p.q',
      'o.gone',
      'x',
      'x.n',
      'y',
      'y.0',
      'rows.0.n',
      'rows.length',
      'list.1',
      'gone',
      'gone.x',
      '长',
      'u.length',
    ]);
  }

  #leaf(kind: Kind, of: 'facts' | 'number' | 'row' | 'text' | 'reduce'): JsonValue {
    const isRead = this.#choose(3) > 0;
    if (isRead && this.#chance(8)) return { var: [this.#name(of), this.#one([...ANY, ...NUMBERS])] };
    if (isRead && this.#chance(12)) return { var: this.#name(of) };
    if (isRead && of !== 'facts') {
      if (of === 'row')
        return {
          var: kind === 'number' ? this.#one(['n', 'm']) : kind === 'boolean' ? 'b' : this.#one(['t', '', 'n']),
        };
      if (of === 'reduce') return { var: this.#one(['current', 'accumulator', 'accumulator', 'current.n', '']) };
      return { var: '' };
    }
    switch (kind) {
      case 'number':
        return isRead
          ? this.#one<JsonValue>([
              { var: 'n' },
              { var: 'm' },
              { var: '元' },
              { var: 'o.n' },
              { var: 'o.p.q' },
              { param: 'limit' },
              { var: 'y' },
            ])
          : this.#one(NUMBERS);
      case 'text':
        return isRead
          ? this.#one<JsonValue>([{ var: 't' }, { var: 'u' }, { var: 'o.t' }, { var: '长' }])
          : this.#one(TEXTS);
      case 'boolean':
        return isRead ? this.#one<JsonValue>([{ var: 'b' }, { var: 'c' }]) : this.#chance(2);
      case 'date':
        return isRead
          ? this.#one<JsonValue>([{ var: 'd' }, { var: 'e' }, { var: '月' }, { param: 'from' }])
          : this.#one([...DATES, ...MONTHS]);
      case 'list':
        return isRead
          ? this.#one<JsonValue>([{ var: 'list' }, { var: 'names' }, { var: 'rows' }, { param: 'allowed' }])
          : this.#many(4, () => this.#one<JsonValue>([...NUMBERS, ...TEXTS]));
      case 'any':
        return isRead
          ? this.#one<JsonValue>([
              { var: 'x' },
              { var: 'y' },
              { param: 'any' },
              { var: 'gone' },
              { var: 'o' },
              { var: '' },
            ])
          : this.#one(ANY);
    }
  }
}
