import type { JsonValue } from '@cebao/engine';
import {
  type Bound,
  Budget,
  BudgetSpent,
  constant,
  type Diagram,
  type Facts,
  findOverlaps,
  findRedundant,
  isImpossible,
  Meaning,
  Meeting,
  type Row,
  readRows,
  regionsOf,
  Space,
  type Term,
  witnessesOf,
} from '@cebao/engine/analysis';
import type { Decision } from '../format.ts';
import type { Policy } from '../policy.ts';
import { domainsOf } from './domains.ts';
import { NO_RULE, type Read, Reader } from './reader.ts';

/** Steps an analysis may take when nothing else is said. */
export const DEFAULT_BUDGET = 40_000_000;
/** At most so many findings of a kind, each with its region. */
const MOST_FINDINGS = 20;

/** Refusals that are not the rules' own: an unknown fact, and what is found as an overlap. */
const ELSEWHERE = new Set(['unknownFact', 'tableConflict']);

export type FindingKind = 'gap' | 'breaks' | 'unreachable' | 'redundant' | 'overlap';

/** Something wrong with the rules of a decision, or worth knowing, with facts that show it. */
export interface Finding {
  readonly kind: FindingKind;
  /** `fault`: whatever the params. `note`: only with the values the params have on this day. */
  readonly severity: 'fault' | 'note';
  /** The rule it is about. */
  readonly rule?: string;
  /** Rules that together leave nothing for it, or the one it overlaps. */
  readonly by?: readonly string[];
  /** The code of what the engine refuses. */
  readonly code?: string;
  readonly where: readonly Bound[];
  /** Facts for which `decide` confirms the finding; absent where there can be none. */
  readonly witness?: Facts;
}

/** What an analysis of one decision found. */
export interface Analysis {
  readonly decision: string;
  readonly region: string;
  readonly at: string;
  /** Not in force on this day or at this level: nothing was analysed. */
  readonly inForce: boolean;
  readonly rules: number;
  readonly findings: readonly Finding[];
  /** Regions that look like a gap or break and for which no facts could be found. */
  readonly unsettled: readonly Finding[];
  /** Expressions that were taken as a whole. */
  readonly wholes: readonly JsonValue[];
  /** Whether every region was looked at. */
  readonly complete: boolean;
  readonly steps: number;
}

export interface AnalyseOptions {
  /** Steps the analysis may take. */
  readonly budget?: number;
}

/**
 * Analyses the rules of a decision at its policy's region on a day: facts for which no rule hits, rules that never
 * hit, rules that change nothing, facts for which the engine refuses. Every gap and break is confirmed by `decide`.
 *
 * @example
 * const analysed = analyseDecision(policy, 'demo/route', '2025-06-30');
 * analysed?.findings.filter(({ severity }) => severity === 'fault');
 */
export function analyseDecision(
  policy: Policy,
  id: string,
  at: string,
  options: AnalyseOptions = {},
): Analysis | undefined {
  const decision = policy.findDecision(id);
  return decision ? new Analysing(policy, decision, at, options.budget ?? DEFAULT_BUDGET).run() : undefined;
}

class Analysing {
  readonly policy: Policy;
  readonly decision: Decision;
  readonly at: string;
  readonly budget: Budget;
  readonly findings: Finding[] = [];
  readonly unsettled: Finding[] = [];

  constructor(policy: Policy, decision: Decision, at: string, budget: number) {
    this.policy = policy;
    this.decision = decision;
    this.at = at;
    this.budget = new Budget(budget);
  }

  run(): Analysis {
    const { policy, decision, at } = this;
    const meaning = new Meaning(new Space(domainsOf(decision)), this.budget);
    let complete = true;
    let inForce = true;
    let rules = 0;
    try {
      const read = new Reader(meaning, { policy, decision, at, params: 'valued' }).read(new Set());
      inForce = read.labels.some(({ of }) => of === 'rest');
      rules = read.labels.filter(({ of }) => of === 'rule' || of === 'row').length;
      if (inForce) complete = this.#look(meaning, read);
    } catch (thrown) {
      if (!(thrown instanceof BudgetSpent)) throw thrown;
      complete = false;
    }
    return {
      decision: decision.id,
      region: policy.region,
      at,
      inForce,
      rules,
      findings: this.findings,
      unsettled: this.unsettled,
      wholes: [...meaning.wholes.values()],
      complete,
      steps: this.budget.spent,
    };
  }

  #look(meaning: Meaning, read: Read): boolean {
    const reading = readRows(meaning, read.rows);
    if (reading.answer !== undefined) this.#refusals(meaning, reading.answer);
    if (this.decision.table?.hit === 'unique') this.#overlaps(meaning, read);
    if (!reading.complete) return false;
    const isRule = (index: number) => read.labels[index]?.of === 'rule' || read.labels[index]?.of === 'row';
    const never = read.rows.flatMap((_, index) => (isRule(index) && !reading.reached.has(index) ? [index] : []));
    // Where only one row may hold, a row that another one covers is told as an overlap.
    const isOverlapped = (index: number) =>
      this.decision.table?.hit === 'unique' && read.rows[index]?.when !== meaning.no;
    const hasParams = JSON.stringify(this.decision).includes('"param"');
    const free = never.length > 0 && hasParams ? this.#free() : undefined;
    for (const index of never)
      if (!isOverlapped(index)) this.#unreachable(meaning, read, index, free?.reached.has(index) === true);
    const candidates = new Set([...reading.reached].filter(isRule));
    const redundant = findRedundant(meaning, read.rows, candidates);
    if (redundant.size > 0) {
      const always = hasParams ? this.#freeRedundant(redundant) : redundant;
      for (const index of redundant)
        this.findings.push({
          kind: 'redundant',
          severity: always.has(index) ? 'fault' : 'note',
          rule: idOf(read, index),
          where: [],
          ...this.#anywhere(meaning, read, index),
        });
    }
    return true;
  }

  /** Facts for which the rule is the one that hits. */
  #anywhere(meaning: Meaning, read: Read, index: number): { witness?: Facts } {
    this.#firstHits ??= readRows(meaning, this.#numbered(meaning, read)).answer;
    const answer = this.#firstHits;
    if (answer === undefined) return {};
    const { regions } = regionsOf(meaning, answer, (leaf) => leaf.kind === 'constant' && leaf.value === index, 1);
    const witness =
      regions[0] && this.#confirm(meaning, regions[0].bounds, (facts) => this.#hits(facts) === idOf(read, index));
    return witness ? { witness } : {};
  }

  /** Where no rule hits, and where the engine refuses. */
  #refusals(meaning: Meaning, answer: Diagram): void {
    const codes = new Set<string>();
    const isRefused = (leaf: Term) => leaf.kind === 'refused' && !ELSEWHERE.has(leaf.code);
    const { regions } = regionsOf(meaning, answer, isRefused, 200);
    let count = 0;
    for (const { bounds, leaf } of regions) {
      if (isImpossible(meaning, bounds)) continue;
      const code = leaf.kind === 'refused' ? leaf.code : '';
      const finding = {
        kind: code === (NO_RULE as { code: string }).code ? ('gap' as const) : ('breaks' as const),
        severity: 'fault' as const,
        code,
        where: bounds,
      };
      const witness = this.#confirm(meaning, bounds, (facts) => {
        const answered = this.policy.decide({ at: this.at, decision: this.decision.id, facts });
        return !answered.ok && answered.issues.some((issue) => issue.code === code);
      });
      if (witness && count < MOST_FINDINGS) {
        count += 1;
        codes.add(code);
        this.findings.push({ ...finding, witness });
      } else if (!witness && this.unsettled.length < MOST_FINDINGS) this.unsettled.push(finding);
    }
  }

  /** Rows of a table of which only one may hold, that hold together. */
  #overlaps(meaning: Meaning, read: Read): void {
    const rows = read.labels.flatMap((label, index) => (label.of === 'row' ? [index] : []));
    const whens = rows.map((index) => (read.rows[index] as Row).when);
    for (const [a, b] of findOverlaps(meaning, whens, MOST_FINDINGS)) {
      const both = meaning.and(whens[a] as Diagram, () => whens[b] as Diagram);
      const isBoth = (leaf: Term) => leaf.kind === 'constant' && leaf.value === true;
      const where = regionsOf(meaning, both, isBoth, 1).regions[0]?.bounds ?? [];
      const witness = this.#confirm(meaning, where, (facts) => {
        const answered = this.policy.decide({ at: this.at, decision: this.decision.id, facts });
        return !answered.ok && answered.issues.some(({ code }) => code === 'tableConflict');
      });
      const finding = {
        kind: 'overlap' as const,
        severity: 'fault' as const,
        rule: idOf(read, rows[a] as number),
        by: [idOf(read, rows[b] as number)],
        where,
      };
      if (witness) this.findings.push({ ...finding, witness });
      else if (!isImpossible(meaning, where)) this.unsettled.push(finding);
    }
  }

  #unreachable(meaning: Meaning, read: Read, index: number, isDormant: boolean): void {
    const rule = idOf(read, index);
    const severity = isDormant ? 'note' : 'fault';
    const own = read.rows[index] as Row;
    const when = whereNotRefused(meaning, own.when);
    const outside: Row = { when: meaning.not(when), then: meaning.leaf(constant(-1)) };
    const before = this.#numbered(meaning, read)
      .slice(0, index)
      .filter((row) => this.#meeting(meaning).meets(row.when, when));
    const last: Row = { when: meaning.yes, then: meaning.leaf(constant(-2)) };
    const { answer } = readRows(meaning, [outside, ...before, last]);
    const by = new Set<string>();
    let witness: Facts | undefined;
    let where: readonly Bound[] = [];
    if (answer !== undefined) {
      const isCovered = (leaf: Term) => leaf.kind === 'constant' && typeof leaf.value === 'number' && leaf.value >= 0;
      for (const region of regionsOf(meaning, answer, isCovered, 60).regions) {
        const coverer = (region.leaf as { value: number }).value;
        const label = read.labels[coverer];
        if (label?.of !== 'rule' && label?.of !== 'row') continue;
        by.add(label.id);
        if (witness) continue;
        witness = this.#confirm(meaning, region.bounds, (facts) => this.#hits(facts) === label.id);
        where = region.bounds;
      }
    }
    this.findings.push({
      kind: 'unreachable',
      severity,
      rule,
      by: [...by],
      where,
      ...(witness ? { witness } : {}),
    });
  }

  #kept: Meeting | undefined;
  #rows: Row[] | undefined;
  #firstHits: Diagram | undefined;

  #numbered(meaning: Meaning, read: Read): Row[] {
    this.#rows ??= numbered(meaning, read.rows);
    return this.#rows;
  }

  #meeting(meaning: Meaning): Meeting {
    this.#kept ??= new Meeting(meaning);
    return this.#kept;
  }

  #hits(facts: Facts): string | undefined {
    const answered = this.policy.decide({ at: this.at, decision: this.decision.id, facts });
    return answered.ok ? answered.value.trace.find((line) => line.hit)?.rule : undefined;
  }

  #confirm(meaning: Meaning, bounds: readonly Bound[], confirms: (facts: Facts) => boolean): Facts | undefined {
    for (const facts of witnessesOf(meaning, bounds)) if (confirms(facts)) return facts;
    return undefined;
  }

  /** The same decision with params that may have any value. */
  #freeRows(): { readonly meaning: Meaning; readonly read: Read } {
    const { policy, decision, at } = this;
    const meaning = new Meaning(new Space(domainsOf(decision)), this.budget);
    return { meaning, read: new Reader(meaning, { policy, decision, at, params: 'free' }).read(new Set()) };
  }

  #free(): { readonly reached: ReadonlySet<number> } {
    const { meaning, read } = this.#freeRows();
    return readRows(meaning, read.rows);
  }

  #freeRedundant(candidates: ReadonlySet<number>): ReadonlySet<number> {
    const { meaning, read } = this.#freeRows();
    return findRedundant(meaning, read.rows, candidates);
  }
}

/** The same rows, each answering its number. */
function numbered(meaning: Meaning, rows: readonly Row[]): Row[] {
  return rows.map(
    ({ when }, index): Row => ({
      when: whereNotRefused(meaning, when),
      then: meaning.leaf(constant(index)),
    }),
  );
}

/** A condition with refusals counted as a hit: nothing behind it is asked. */
function whereNotRefused(meaning: Meaning, when: Diagram): Diagram {
  return meaning.map(when, (term) => (term.kind === 'refused' ? meaning.yes : meaning.leaf(term)));
}

function idOf(read: Read, index: number): string {
  const label = read.labels[index];
  return label && 'id' in label ? label.id : '';
}
