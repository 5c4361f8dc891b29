import { type JsonValue, parseExpression } from '@cebao/engine';
import {
  constant,
  type Diagram,
  evaluate,
  type Meaning,
  type Names,
  objectOf,
  type Row,
  type Space,
  type Term,
} from '@cebao/engine/analysis';
import { askingRules, evidenceOf } from '../decide.ts';
import type { Decision, FactSpec, Outcome, Rule } from '../format.ts';
import { levelOf } from '../level.ts';
import { readParam } from '../params.ts';
import type { Policy } from '../policy.ts';
import { flowAnswer } from './flow-answer.ts';
import type { ReadAs, Reading } from './reading.ts';
import { tableRows } from './table-rows.ts';

/** What an analysis needs of a decision: rows that are read from the top, and what follows an answer. */
export interface Read {
  readonly rows: readonly Row[];
  /** For each row: the rule or table row it stands for, or what kind of row of our own it is. */
  readonly labels: readonly RowLabel[];
}

export type RowLabel =
  | { readonly of: 'rule'; readonly id: string }
  | { readonly of: 'row'; readonly id: string }
  /** Rows that hold together, or that are not in force here and now. */
  | { readonly of: 'rows' }
  /** Facts that are not well-formed together: judged before the rules. */
  | { readonly of: 'facts' }
  /** What stands behind the rules: the check, the flow, or nothing at all. */
  | { readonly of: 'rest' };

/** The answer where no rule hits. */
export const NO_RULE: Term = { kind: 'refused', code: 'noRuleHit' };

/** Reads one decision into diagrams of a meaning; two decisions read into the same meaning can be compared. */
export class Reader implements Reading {
  readonly meaning: Meaning;
  readonly as: ReadAs;
  readonly #lets = new Map<string, Diagram>();
  #after: Readonly<Record<string, Term>> = {};

  constructor(meaning: Meaning, as: ReadAs) {
    this.meaning = meaning;
    this.as = as;
  }

  param(id: string): Term | undefined {
    const read = readParam(this.as.policy.layered, id, this.as.at);
    if (!read) return undefined;
    if (this.as.params === 'valued') return constant(read.value);
    const { value } = read;
    const isDay = typeof value === 'string' && /^\d{4}-\d{2}(-\d{2})?$/.test(value);
    const type =
      typeof value === 'number'
        ? 'number'
        : isDay
          ? (value as string).length === 7
            ? 'month'
            : 'date'
          : typeof value === 'string'
            ? 'text'
            : Array.isArray(value)
              ? 'list'
              : 'unknown';
    return { kind: 'symbol', type, json: { param: id }, key: `param:${id}` };
  }

  name(name: string): Diagram | undefined {
    if (name === '$at') return this.meaning.leaf(constant(this.as.at));
    if (name === '$region' || name === '$level') {
      const { region } = this.as.policy;
      // Read with free params, a rule is read for every place at once.
      return this.meaning.leaf(
        this.as.params === 'free'
          ? { kind: 'symbol', type: 'unknown', json: { var: name }, key: `var:${name}` }
          : constant(name === '$region' ? region : levelOf(region)),
      );
    }
    if (name.startsWith('$')) return this.meaning.leaf(this.#after[name] ?? constant(null));
    const known = this.#lets.get(name);
    if (known !== undefined) return known;
    const lets = this.as.decision.let;
    if (!lets || !Object.hasOwn(lets, name)) return undefined;
    this.#lets.set(name, this.meaning.leaf({ kind: 'refused', code: 'circular' }));
    const made = this.evaluate(lets[name] as JsonValue);
    this.#lets.set(name, made);
    return made;
  }

  evaluate(json: JsonValue, names: Names = this): Diagram {
    const parsed = parseExpression(json);
    return parsed.ok
      ? evaluate(this.meaning, parsed.value.node, names)
      : this.meaning.leaf({ kind: 'refused', code: parsed.issues[0]?.code ?? 'notJson' });
  }

  isTrue(json: JsonValue, names: Names = this): Diagram {
    return this.meaning.truth(this.evaluate(json, names));
  }

  /**
   * The rows of the decision: facts first (those named in `judged`; rules that ask for facts stand before the malformed
   * ones), then rules, then what stands behind them.
   */
  read(judged: ReadonlySet<string>): Read {
    const { meaning } = this;
    const { decision, policy, at } = this.as;
    const rows: Row[] = [];
    const labels: RowLabel[] = [];
    const add = (label: RowLabel, when: Diagram, then: Diagram) => {
      rows.push({ when, then });
      labels.push(label);
    };
    const early = earlyAnswer(policy, decision, at);
    for (const name of Object.keys(meaning.space.facts))
      if (!Object.hasOwn(decision.facts, name))
        add({ of: 'facts' }, this.isTrue({ isPresent: name }), meaning.leaf({ kind: 'refused', code: 'unknownFact' }));
    if (early) {
      add({ of: 'facts' }, meaning.yes, this.#finished(meaning.leaf(objectOf(Object.entries(early)))));
      return { rows, labels };
    }
    const addRules = (rules: readonly Rule[]) => {
      for (const rule of rules)
        add(
          { of: 'rule', id: rule.id },
          rule.when === undefined ? meaning.yes : this.isTrue(rule.when as JsonValue),
          this.#finished(this.outcome(rule.then)),
        );
    };
    const asking = askingRules(decision);
    const demands = this.#demands(judged);
    this.#missingRow(demands, (when, then) => add({ of: 'facts' }, when, then));
    addRules(asking);
    this.#faultRows(demands, (when, then) => add({ of: 'facts' }, when, then));
    addRules((decision.rules ?? []).slice(asking.length));
    for (const row of tableRows(this)) {
      const isAlone = decision.table?.hit === 'collect' || !row.inForce;
      add(isAlone ? { of: 'rows' } : { of: 'row', id: row.id }, row.when, this.#finished(row.then));
    }
    add({ of: 'rest' }, meaning.yes, this.#finished(this.#rest()));
    return { rows, labels };
  }

  /** What is demanded of the facts, in the order of their declaration. */
  #demands(judged: ReadonlySet<string>): Demand[] {
    const { facts } = this.as.decision;
    return Object.entries(facts).flatMap(([name, spec]) => demandsOf(name, spec, true, judged, this.meaning.space));
  }

  /** Required facts that are not there. */
  #missingRow(demands: readonly Demand[], add: (when: Diagram, then: Diagram) => void): void {
    const { meaning } = this;
    const required = demands.filter((demand) => demand.missing !== undefined);
    if (required.length > 0) {
      const missing = meaning.mapAll(
        required.map(({ when }) => this.isTrue(when)),
        (terms) => {
          const gone = required.flatMap(({ missing: path }, index) => (isYes(terms[index]) ? [path as string] : []));
          return meaning.leaf(
            gone.length === 0 ? constant(null) : objectOf(Object.entries(draft('missingFacts', { missing: gone }))),
          );
        },
      );
      add(meaning.truth(missing), this.#finished(missing));
    }
  }

  /** Facts that are malformed. */
  #faultRows(demands: readonly Demand[], add: (when: Diagram, then: Diagram) => void): void {
    const { meaning } = this;
    for (const { when, reason } of demands)
      if (reason !== undefined)
        add(this.isTrue(when), this.#finished(meaning.leaf(objectOf(Object.entries(draft('invalid', { reason }))))));
  }

  outcome(then: Outcome): Diagram {
    const { meaning } = this;
    const extra = {
      ...(then.assumptions ? { assumptions: then.assumptions } : {}),
      ...(then.warnings ? { warnings: then.warnings } : {}),
      ...(then.reason ? { reason: then.reason } : {}),
    };
    if (then.undefined !== undefined) return this.#draft('undefined', { ...extra, reason: then.undefined });
    if (then.invalid !== undefined) return this.#draft('invalid', { ...extra, reason: then.invalid });
    if (then.missing !== undefined) return this.#draft('missingFacts', { ...extra, missing: then.missing });
    return meaning.map(this.evaluate(then.value as JsonValue), (value) =>
      meaning.leaf(
        value.kind === 'refused'
          ? value
          : objectOf([...Object.entries(draft('decided', extra)), ['value', value] as const]),
      ),
    );
  }

  #draft(status: string, parts: Readonly<Record<string, JsonValue>>): Diagram {
    return this.meaning.leaf(objectOf(Object.entries(draft(status, parts))));
  }

  #rest(): Diagram {
    const { meaning } = this;
    const { decision } = this.as;
    if (decision.flow !== undefined) return flowAnswer(this, decision.flow);
    const { check } = decision;
    if (!check) return meaning.leaf(NO_RULE);
    const faults = check.faults ?? [];
    const truths = faults.map((fault) => this.isTrue(fault.when as JsonValue));
    const missing =
      check.missing === undefined ? meaning.leaf(constant([])) : this.evaluate(check.missing as JsonValue);
    return meaning.mapAll([...truths, missing], (terms) => {
      const found = faults.filter((_, index) => isYes(terms[index])).map(({ code }) => code);
      const gone = terms[faults.length] as Term;
      const isNone = gone.kind === 'constant' && (gone.value === null || (gone.value as JsonValue[]).length === 0);
      const conforms: Term =
        gone.kind === 'constant' || gone.kind === 'made' || found.length > 0
          ? constant(found.length === 0 && isNone)
          : {
              kind: 'symbol',
              type: 'unknown',
              json: { '!': [gone.kind === 'symbol' ? gone.json : null] },
              key: `none:${gone.kind === 'symbol' ? gone.key : ''}`,
            };
      const value = objectOf([
        ['conforms', conforms],
        ...(found.length > 0 ? [['faults', constant(found)] as const] : []),
        ...(isNone ? [] : [['missing', gone] as const]),
      ]);
      return meaning.leaf(objectOf([...Object.entries(draft('decided', {})), ['value', value]]));
    });
  }

  /** Warnings and assumptions of the decision itself, judged once the answer is known. */
  #finished(answer: Diagram): Diagram {
    const { meaning } = this;
    const { decision } = this.as;
    return meaning.map(answer, (term) => {
      if (term.kind === 'refused' || (term.kind === 'constant' && term.value === null)) return meaning.leaf(term);
      const part = (name: string) => partOf(term, name);
      const status = textOf(part('status'));
      const reason = part('reason');
      this.#after = { $status: constant(status), $reason: reason, $value: part('value') };
      const isDecided = status === 'decided';
      const isJudged = !(status === 'undefined' && reason.kind === 'constant' && reason.value === 'notEvidenced');
      const warnings = isDecided ? (decision.warnings ?? []).filter(({ code }) => code !== 'floorLowered') : [];
      const assumptions = isJudged ? (decision.assumptions ?? []) : [];
      const unlisted = isDecided ? this.#unlisted() : meaning.no;
      const truths = [
        ...warnings.map(({ when }) => this.isTrue(when as JsonValue)),
        ...assumptions.map(({ when }) =>
          when === undefined ? (isDecided ? meaning.yes : meaning.no) : this.isTrue(when as JsonValue),
        ),
        unlisted,
      ];
      this.#after = {};
      return meaning.mapAll(truths, (terms) => {
        const told = listIn(part('warnings'));
        const supposed = listIn(part('assumptions'));
        for (const [index, warning] of warnings.entries())
          if (isYes(terms[index])) {
            told.push(warning.code);
            supposed.push(...(warning.assumptions ?? []));
          }
        for (const [index, { key }] of assumptions.entries())
          if (isYes(terms[warnings.length + index])) supposed.push(key);
        if (isYes(terms.at(-1))) told.push('notListed');
        return meaning.leaf(
          objectOf([
            ['status', constant(status)],
            ...(['value', 'reason', 'missing'] as const).flatMap((name) => {
              const own = part(name);
              return own.kind === 'constant' && own.value === null ? [] : [[name, own] as const];
            }),
            ['warnings', constant(sorted(told))],
            ['assumptions', constant(sorted(supposed))],
          ]),
        );
      });
    });
  }

  /** Whether an open list met a value that it does not name and asks for the warning. */
  #unlisted(): Diagram {
    const { meaning } = this;
    let some = meaning.no;
    for (const [name, spec] of Object.entries(this.as.decision.facts)) {
      if (!spec.notListed || !spec.enum || spec.type === 'array') continue;
      const when = this.isTrue({ and: [{ isPresent: name }, { '!': [{ in: [{ var: name }, [...spec.enum]] }] }] });
      some = meaning.either(
        some,
        () => meaning.yes,
        () => when,
      );
    }
    return some;
  }
}

/** What is answered before any fact is looked at: not in force on the day, or not at this level. */
export function earlyAnswer(policy: Policy, decision: Decision, at: string): Record<string, Term> | undefined {
  const evidence = evidenceOf(policy.layered, decision);
  if (at < evidence.from || (decision.until !== undefined && at > decision.until))
    return draft('undefined', { reason: 'notEvidenced', assumptions: evidence.assumed ? ['evidencedFrom'] : [] });
  return decision.levels && !decision.levels.includes(levelOf(policy.region))
    ? draft('undefined', { reason: 'noRuleAtLevel' })
    : undefined;
}

function draft(status: string, parts: Readonly<Record<string, JsonValue>>): Record<string, Term> {
  return Object.fromEntries(Object.entries({ status, ...parts }).map(([name, value]) => [name, constant(value)]));
}

/** One thing demanded of facts, as the condition under which it fails: a fact is missing, or malformed for a reason. */
interface Demand {
  readonly when: JsonValue;
  readonly missing?: string;
  readonly reason?: string;
}

/** What is demanded of a fact and of its parts, as far as it may fail. */
function demandsOf(
  path: string,
  spec: FactSpec,
  above: JsonValue,
  judged: ReadonlySet<string>,
  space: Space,
): Demand[] {
  const demands: Demand[] = [];
  const there = { isPresent: path };
  const absent = { and: [above, { '!': [there] }] };
  if (spec.requiredUnless !== undefined)
    demands.push({ when: { and: [absent, { '!': [{ isPresent: spec.requiredUnless }] }] }, missing: path });
  else if (spec.required && judged.has(path) && !(spec.nullable && space.domainAt(path)?.optional === 'null'))
    demands.push({ when: absent, missing: path });
  const fault = (when: JsonValue, reason: string) => demands.push({ when: { and: [above, there, when] }, reason });
  const fact = { var: path };
  if (judged.has(path)) {
    if (spec.type === 'array') {
      const { items } = spec;
      const known = space.domainAt(path)?.items?.values ?? [];
      if (items?.enum && !items.open)
        for (const value of known)
          if (!items.enum.includes(value)) fault({ in: [value, fact] }, items.invalid ?? 'notInClosedList');
    } else {
      if (spec.enum && !spec.open) fault({ '!': [{ in: [fact, [...spec.enum]] }] }, spec.invalid ?? 'notInClosedList');
      const reason = spec.invalid ?? 'malformedFact';
      if (spec.min !== undefined) fault({ '<': [fact, spec.min] }, reason);
      if (spec.max !== undefined) fault({ '>': [fact, spec.max] }, reason);
    }
  }
  for (const [name, inner] of Object.entries(spec.properties ?? {}))
    demands.push(...demandsOf(`${path}.${name}`, inner, { and: [above, there] }, judged, space));
  return demands;
}

function partOf(term: Term, name: string): Term {
  if (term.kind === 'made') return term.parts.find(([own]) => own === name)?.[1] ?? constant(null);
  const value = term.kind === 'constant' ? (term.value as Record<string, JsonValue>) : {};
  return constant(Object.hasOwn(value, name) ? (value[name] as JsonValue) : null);
}

function textOf(term: Term): string {
  return term.kind === 'constant' && typeof term.value === 'string' ? term.value : '';
}

function listIn(term: Term): string[] {
  return term.kind === 'constant' && Array.isArray(term.value) ? [...(term.value as string[])] : [];
}

function isYes(term: Term | undefined): boolean {
  return term?.kind === 'constant' && term.value === true;
}

function sorted(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
