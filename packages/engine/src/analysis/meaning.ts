import type { JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import type { Budget } from './budget.ts';
import { Concrete } from './concrete.ts';
import { type Diagram, Diagrams } from './diagrams.ts';
import type { Domain } from './domain.ts';
import { after } from './line.ts';
import { ONE, ZERO } from './ratio.ts';
import { clampRuns, type Space } from './space.ts';
import { constant, type SymbolTerm, type SymbolType, type Term, termKey } from './term.ts';
import type { Variable } from './variable.ts';

const END = Number.POSITIVE_INFINITY;

/** The diagrams of one analysis: leaves are terms. */
export class Meaning {
  readonly space: Space;
  readonly diagrams: Diagrams<Term>;
  readonly concrete = new Concrete();
  readonly yes: Diagram;
  readonly no: Diagram;
  /** Expressions that were taken as a whole, by their key. */
  readonly wholes = new Map<string, JsonValue>();

  constructor(space: Space, budget: Budget) {
    this.space = space;
    this.diagrams = new Diagrams(budget);
    this.yes = this.leaf(constant(true));
    this.no = this.leaf(constant(false));
  }

  leaf(term: Term): Diagram {
    return this.diagrams.leaf(termKey(term), term);
  }

  /** A choice by a variable; runs that cannot occur are left out. */
  branch(variable: Variable, ends: readonly number[], kids: readonly Diagram[]): Diagram {
    const runs = clampRuns(variable, ends, kids);
    return runs.kids.length === 0 ? (kids[0] as Diagram) : this.diagrams.choose(variable.index, runs.ends, runs.kids);
  }

  /** True from a position on. */
  from(variable: Variable, position: number): Diagram {
    return this.branch(variable, [position, END], [this.no, this.yes]);
  }

  /** True at one position. */
  at(variable: Variable, position: number): Diagram {
    return this.branch(variable, [position, after(variable.line, position), END], [this.no, this.yes, this.no]);
  }

  map(diagram: Diagram, work: (term: Term) => Diagram): Diagram {
    return this.diagrams.combine([diagram], ([term]) => work(term as Term));
  }

  /** Works on the terms of some diagrams; the first refusal is the answer. */
  mapAll(diagrams: readonly Diagram[], work: (terms: Term[]) => Diagram): Diagram {
    return this.diagrams.combine(diagrams, (terms) => {
      const refused = terms.find((term) => term.kind === 'refused');
      return refused ? this.leaf(refused) : work(terms);
    });
  }

  /** Whether a value counts as true: true, false or refused. */
  truth(diagram: Diagram): Diagram {
    return this.map(diagram, (term) => {
      switch (term.kind) {
        case 'constant':
          return isTruthy(term.value) ? this.yes : this.no;
        case 'refused':
          return this.leaf(term);
        case 'made':
          return term.list && term.parts.length === 0 ? this.no : this.yes;
        case 'symbol':
          return this.#symbolTruth(term);
      }
    });
  }

  #symbolTruth(term: SymbolTerm): Diagram {
    switch (term.type) {
      case 'date':
      case 'month':
      case 'object':
        return this.yes;
      case 'list':
        if (term.fact !== undefined)
          return this.from(this.space.count(term.fact, this.space.domainAt(term.fact) as Domain), 1);
        return this.whole({ '!!': [term.json] });
      case 'text': {
        const variable = this.variableOf(term);
        const position = this.space.choicePosition(variable, '');
        return position === undefined ? this.yes : this.not(this.at(variable, position));
      }
      case 'integer':
      case 'money':
      case 'number':
        if (term.follows && term.fact === undefined) return this.whole({ '!!': [term.json] });
        return this.not(this.at(this.variableOf(term), 0));
      case 'unknown':
        return this.whole({ '!!': [term.json] });
    }
  }

  /** The variable of a symbol: its fact's, or one of its own. */
  variableOf(term: SymbolTerm): Variable {
    if (term.fact !== undefined) return this.space.fact(term.fact, this.space.domainAt(term.fact) as Domain);
    this.wholes.set(term.key, term.json);
    return this.space.term(term.json, term.type);
  }

  /** A condition that is not taken apart. */
  whole(json: JsonValue): Diagram {
    this.wholes.set(JSON.stringify(json), json);
    return this.from(this.space.truth(json), 1);
  }

  factSymbol(variable: Variable, path: string, domain: Domain): SymbolTerm {
    const type: SymbolType =
      domain.type === 'boolean' || domain.type === 'object' || domain.type === 'list' ? 'unknown' : domain.type;
    const isNumber = type === 'integer' || type === 'money' || type === 'number';
    return {
      kind: 'symbol',
      type,
      json: { var: path },
      key: `var:${path}`,
      fact: path,
      ...(variable.line === 'choice' ? {} : { follows: { variable, rises: true } }),
      ...(isNumber ? { linear: { factors: new Map([[path, ONE]]), constant: ZERO } } : {}),
    };
  }

  /** One of two, by a truth; a refusal stays. */
  either(truth: Diagram, then: () => Diagram, otherwise: () => Diagram): Diagram {
    if (truth === this.yes) return then();
    if (truth === this.no) return otherwise();
    if (this.diagrams.payload(truth)?.kind === 'refused') return truth;
    return this.diagrams.apply([truth, then(), otherwise()], ([condition, a, b]) => {
      if (condition === this.yes) return a;
      if (condition === this.no) return b;
      return this.diagrams.payload(condition as Diagram) ? condition : undefined;
    });
  }

  and(a: Diagram, b: () => Diagram): Diagram {
    return this.either(a, b, () => this.no);
  }

  not(truth: Diagram): Diagram {
    return this.map(truth, (term) =>
      term.kind === 'constant' ? (term.value === true ? this.no : this.yes) : this.leaf(term),
    );
  }
}
