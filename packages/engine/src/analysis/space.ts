import type { JsonValue } from '../issue.ts';
import type { Domain } from './domain.ts';
import { itemsOf } from './items-of.ts';
import { ABSENT, atLeast, FIRST, type LineKind, positionOf, reachOf } from './line.ts';
import { ratioOf } from './ratio.ts';
import { canonical, type SymbolType } from './term.ts';
import type { Subject, Variable } from './variable.ts';

/** False before true. */
export const BOOLEANS: readonly JsonValue[] = [false, true];
/** The three ways two values can stand to each other. */
export const RELATIONS: readonly JsonValue[] = ['less', 'equal', 'greater'];

type Shape = Omit<Variable, 'index' | 'key' | 'subject'>;

/**
 * The variables of an analysis, in the order of the diagrams. Facts come first, choices before ordered ones, then
 * whatever the expressions turn out to need.
 */
export class Space {
  readonly facts: Readonly<Record<string, Domain>>;
  readonly variables: Variable[] = [];
  readonly #byKey = new Map<string, Variable>();

  constructor(facts: Readonly<Record<string, Domain>>) {
    this.facts = facts;
    const scalars: [string, Domain][] = [];
    const walk = (path: string, domain: Domain) => {
      if (domain.type === 'object') {
        if (domain.optional) this.presence(path, domain);
        for (const [name, child] of Object.entries(domain.properties ?? {})) walk(`${path}.${name}`, child);
      } else if (domain.type !== 'list') scalars.push([path, domain]);
    };
    for (const [name, domain] of Object.entries(facts)) walk(name, domain);
    const isChoice = ([, domain]: [string, Domain]) => lineOf(domain) === 'choice';
    for (const [path, domain] of [...scalars.filter(isChoice), ...scalars.filter((each) => !isChoice(each))])
      this.fact(path, domain);
  }

  /** The domain at a path of facts and their properties. */
  domainAt(path: string): Domain | undefined {
    const [head = '', ...rest] = path.split('.');
    let domain = Object.hasOwn(this.facts, head) ? this.facts[head] : undefined;
    for (const part of rest) {
      const { properties }: Domain = domain ?? { type: 'text' };
      domain = properties && Object.hasOwn(properties, part) ? properties[part] : undefined;
    }
    return domain;
  }

  fact(path: string, domain: Domain): Variable {
    return this.#variable({ of: 'fact', path }, () => shapeOf(domain));
  }

  count(path: string, domain: Domain): Variable {
    return this.#variable({ of: 'count', path }, () => ({
      ...ordered('integer', 0, reachOf('integer').most),
      ...absence(domain),
      domain,
    }));
  }

  member(path: string, value: JsonValue): Variable {
    return this.#variable({ of: 'member', path, value }, () => choice(BOOLEANS, false));
  }

  presence(path: string, domain: Domain): Variable {
    return this.#variable({ of: 'presence', path }, () => ({
      ...choice(BOOLEANS, false),
      absentIsNull: domain.optional === 'null',
      domain,
    }));
  }

  truth(json: JsonValue): Variable {
    return this.#variable({ of: 'truth', json }, () => choice(BOOLEANS, false));
  }

  relation(left: JsonValue, right: JsonValue): Variable {
    return this.#variable({ of: 'relation', left, right }, () => choice(RELATIONS, false));
  }

  /** A value of its own; the same expression is the same variable. */
  term(json: JsonValue, type: SymbolType, linear?: Variable['linear']): Variable {
    return this.#variable({ of: 'term', json }, () => {
      const line = LINES[type];
      const { least, most } = line === 'choice' ? reachOf(line) : reachOfTerm(json, line);
      const shape = line === 'choice' ? choice([], true) : ordered(line, least, most);
      return linear ? { ...shape, linear } : shape;
    });
  }

  /** The position of a value among the choices; a value of an open list gets one. Undefined: it is none of a closed list. */
  choicePosition(variable: Variable, value: JsonValue): number | undefined {
    const found = variable.values.indexOf(value);
    if (found !== -1) return found;
    if (!variable.open) return undefined;
    variable.values.push(value);
    return variable.values.length - 1;
  }

  #variable(subject: Subject, shape: () => Shape): Variable {
    const key = canonical(subject as unknown as JsonValue);
    let variable = this.#byKey.get(key);
    if (!variable) {
      variable = { index: this.variables.length, key, subject, ...shape() };
      this.variables.push(variable);
      this.#byKey.set(key, variable);
    }
    return variable;
  }
}

const LINES: Readonly<Record<SymbolType, LineKind>> = {
  integer: 'integer',
  money: 'money',
  number: 'real',
  date: 'day',
  month: 'month',
  text: 'choice',
  list: 'choice',
  object: 'choice',
  unknown: 'choice',
};

/** The reach of a line; a count of items is never below nothing. */
function reachOfTerm(json: JsonValue, line: LineKind): { readonly least: number; readonly most: number } {
  const reach = reachOf(line);
  if (json === null || typeof json !== 'object' || Array.isArray(json) || !('count' in json)) return reach;
  const { least, most } = itemsOf([json['count'] as JsonValue].flat()[0] ?? null);
  return { least, most: Math.min(most, reach.most) };
}

function lineOf(domain: Domain): LineKind {
  if (domain.values && !domain.open) return 'choice';
  switch (domain.type) {
    case 'integer':
    case 'money':
    case 'month':
      return domain.type;
    case 'number':
      return 'real';
    case 'date':
      return 'day';
    default:
      return 'choice';
  }
}

function shapeOf(domain: Domain): Shape {
  const line = lineOf(domain);
  if (line === 'choice') {
    const values: readonly JsonValue[] = domain.type === 'boolean' ? BOOLEANS : (domain.values ?? []);
    const isOpen = domain.type !== 'boolean' && (domain.open === true || domain.values === undefined);
    return { ...choice(values, isOpen), ...absence(domain), domain };
  }
  const reach = reachOf(line);
  const bounded = line === 'integer' || line === 'money' || line === 'real';
  const least = bounded && domain.min !== undefined ? atLeast(line, ratioOf(domain.min)) : reach.least;
  const most = bounded && domain.max !== undefined ? atMost(line, domain.max) : reach.most;
  return { ...ordered(line, least, most), ...absence(domain), domain };
}

function atMost(line: LineKind, value: number): number {
  const position = atLeast(line, ratioOf(value));
  return positionOf(line, value) === undefined ? position - 1 : position;
}

function absence(domain: Domain): Pick<Variable, 'mayBeAbsent' | 'absentIsNull'> {
  return { mayBeAbsent: domain.optional !== undefined, absentIsNull: domain.optional === 'null' };
}

function choice(values: readonly JsonValue[], open: boolean): Shape {
  const most = open ? reachOf('choice').most : values.length - 1;
  return { line: 'choice', least: 0, most, mayBeAbsent: false, absentIsNull: false, values: [...values], open };
}

function ordered(line: LineKind, least: number, most: number): Shape {
  return { line, least, most, mayBeAbsent: false, absentIsNull: false, values: [], open: false };
}

/** The runs of a variable's line that can occur: cuts outside of it are dropped. */
export function clampRuns(
  variable: Variable,
  ends: readonly number[],
  kids: readonly number[],
): { readonly ends: number[]; readonly kids: number[] } {
  const keptEnds: number[] = [];
  const keptKids: number[] = [];
  let start = ABSENT;
  for (let i = 0; i < kids.length; i++) {
    const end = ends[i] as number;
    const holdsAbsent = start === ABSENT && end > ABSENT && variable.mayBeAbsent;
    const from = Math.max(start, variable.least);
    const holdsValue = from <= variable.most && end > from;
    if (holdsAbsent || holdsValue) {
      keptEnds.push(holdsValue ? end : Math.max(FIRST, Math.min(end, variable.least)));
      keptKids.push(kids[i] as number);
    }
    start = end;
  }
  if (keptEnds.length > 0) keptEnds[keptEnds.length - 1] = Number.POSITIVE_INFINITY;
  return { ends: keptEnds, kids: keptKids };
}
