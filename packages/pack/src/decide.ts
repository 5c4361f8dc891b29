import { type Issue, isTruthy, type JsonValue, type Result } from '@cebao/engine';
import type { Answer, AnswerParam, AnswerSource, Status, TraceLine } from './answer.ts';
import { DEEPEST_LETS } from './check-size.ts';
import { type Evaluate, type FuelTank, questionTank, type ReadName } from './evaluate.ts';
import { readFacts } from './facts.ts';
import { judgeStep } from './flow/index.ts';
import type { Citation, Decision, Flow, Outcome, Rule, Table } from './format.ts';
import type { Layered, LayeredPack } from './layered-pack.ts';
import { levelOf } from './level.ts';
import { type ReadParam, readParam } from './params.ts';
import { DatedTable, expressionOfInput, outcomeOfRow } from './table/index.ts';

/** What a decision is judged against: the layered pack and its compiled expressions. */
export interface DecideContext {
  readonly layered: LayeredPack;
  readonly revision: string;
  readonly region: string;
  readonly evaluate: Evaluate;
  /** Tables made ready, by decision. */
  readonly tables: Map<Decision, DatedTable>;
}

type Facts = Readonly<Record<string, JsonValue>>;

/**
 * Answers one question. Judged in this order: is the decision evidenced at this date, does it apply at this level,
 * are required facts there (also those that the first rules ask for), are they well formed, then the rules (first hit),
 * then the flow or the check.
 * Bad questions (an unknown fact) and broken packs (no rule hits) are issues, not answers. All expressions together
 * take from one tank of fuel.
 */
export function decideQuestion(
  context: DecideContext,
  found: Layered<Decision>,
  at: string,
  facts: Facts,
  tank: FuelTank = questionTank(),
): Result<Answer> {
  const work = new Work(context, found, at, facts, tank);
  return work.answer();
}

/** One question under way: remembers which params were read, for sources, layer and explanation. */
class Work {
  private readonly read = new Map<string, ReadParam>();
  private readonly trace: TraceLine[] = [];
  private readonly lets = new Map<string, JsonValue>();
  private readonly under = new Set<string>();
  private readonly issues: Issue[] = [];
  private readonly after: Record<string, JsonValue> = {};
  private readonly context: DecideContext;
  private readonly found: Layered<Decision>;
  private readonly at: string;
  private readonly facts: Facts;
  private readonly tank: FuelTank;
  private reads: Record<string, JsonValue> = {};

  constructor(context: DecideContext, found: Layered<Decision>, at: string, facts: Facts, tank: FuelTank) {
    this.context = context;
    this.found = found;
    this.at = at;
    this.facts = facts;
    this.tank = tank;
  }

  answer(): Result<Answer> {
    const { item: decision } = this.found;
    const reading = readFacts(decision, this.facts);
    if (reading.unknown.length > 0) return { ok: false, issues: reading.unknown };
    const evidence = evidenceOf(this.context.layered, decision);
    if (this.at < evidence.from || (decision.until !== undefined && this.at > decision.until)) {
      return this.finish({
        status: 'undefined',
        reason: 'notEvidenced',
        assumptions: evidence.assumed ? ['evidencedFrom'] : [],
      });
    }
    if (decision.levels && !decision.levels.includes(levelOf(this.context.region)))
      return this.finish({ status: 'undefined', reason: 'noRuleAtLevel' });
    if (reading.missing.length > 0 || reading.invalid) {
      const asked = this.asked(decision, reading.missing);
      if (asked) return this.finish(asked);
    }
    if (reading.invalid) return this.finish({ status: 'invalid', reason: reading.invalid.reason });
    const outcome = this.judge(decision);
    if (this.issues.length > 0) return { ok: false, issues: this.issues };
    if (!outcome)
      return { ok: false, issues: [{ code: 'noRuleHit', path: '/rules', params: { decision: decision.id } }] };
    if (reading.notListed && outcome.status === 'decided')
      outcome.warnings = [...(outcome.warnings ?? []), 'notListed'];
    return this.finish(outcome);
  }

  /**
   * What the rules that ask for facts find when some are missing or malformed: all that is missing, unless a rule above
   * them says that the question does not arise here. A condition that cannot be judged yet does not hold.
   */
  private asked(decision: Decision, required: readonly string[]): Draft | undefined {
    const asked: string[] = [];
    for (const rule of askingRules(decision)) {
      this.reads = {};
      const path = `/rules/${rule.id}`;
      const known = this.issues.length;
      const hit = rule.when === undefined || this.isTrue(rule.when as JsonValue, `${path}/when`);
      const isJudgeable = this.issues.length === known;
      this.issues.length = known;
      this.lets.clear();
      if (!isJudgeable) continue;
      const { missing } = rule.then;
      if (missing === undefined && asked.length > 0) break;
      this.trace.push({ at: 'rule', rule: rule.id, hit, reads: this.reads });
      if (!hit) continue;
      if (missing === undefined) return this.outcome(rule.then, `${path}/then`);
      asked.push(...missing);
    }
    const missing = [...new Set([...required, ...asked])];
    return missing.length > 0 ? { status: 'missingFacts', missing } : undefined;
  }

  private judge(decision: Decision): Draft | undefined {
    for (const rule of decision.rules ?? []) {
      this.reads = {};
      const hit = rule.when === undefined || this.isTrue(rule.when as JsonValue, `/rules/${rule.id}/when`);
      this.trace.push({ at: 'rule', rule: rule.id, hit, reads: this.reads });
      if (this.issues.length > 0) return undefined;
      if (hit) return this.outcome(rule.then, `/rules/${rule.id}/then`);
    }
    if (decision.table) {
      const draft = this.table(decision, decision.table);
      if (draft || this.issues.length > 0) return draft;
    }
    if (decision.flow !== undefined) return this.step(decision.flow);
    if (decision.check) return this.check(decision.check);
    return undefined;
  }

  /** The rows that hold, found by the table's index; the trace names them and what the columns read. */
  private table(decision: Decision, table: Table): Draft | undefined {
    this.reads = {};
    const { tables, layered, region } = this.context;
    let dated = tables.get(decision);
    if (!dated) tables.set(decision, (dated = new DatedTable(layered, region, decision, table)));
    const ready = dated.on(this.at);
    if (!ready.ok) return this.refuseTable(decision, ready.issues);
    const values = ready.value.inputs.map((place) => {
      const input = table.inputs[place] as Table['inputs'][number];
      return this.value(expressionOfInput(input), `/table/inputs/${place}`);
    });
    if (this.issues.length > 0) return undefined;
    const answer = ready.value.index.answer(values);
    if (!answer.ok) return this.refuseTable(decision, [answer.issue]);
    // A reader of the table meets the params of all rows down to the one that holds.
    const last = table.hit === 'first' ? (answer.rows[0]?.position ?? table.rows.length) : table.rows.length;
    for (const { id, position } of ready.value.params) if (position <= last) this.param(id);
    const drafts = answer.rows.map(({ id, position }) => {
      this.trace.push({ at: 'row', rule: id, hit: true, reads: this.reads });
      const row = table.rows[position] as Table['rows'][number];
      return this.outcome(outcomeOfRow(table, row), `/table/rows/${id}/then`);
    });
    return table.hit === 'collect' ? collected(drafts) : drafts[0];
  }

  private refuseTable(decision: Decision, issues: readonly Issue[]): undefined {
    this.issues.push(...issues.map((issue) => ({ ...issue, path: `${decision.id}#/table${issue.path}` })));
  }

  private outcome(then: Outcome, path: string): Draft {
    const extra = {
      ...(then.assumptions ? { assumptions: then.assumptions } : {}),
      ...(then.warnings ? { warnings: then.warnings } : {}),
      ...(then.sources ? { sources: then.sources } : {}),
      ...(then.reason ? { reason: then.reason } : {}),
      ...(then.layerOf ? { layerOf: then.layerOf } : {}),
    };
    if (then.undefined !== undefined) return { ...extra, status: 'undefined', reason: then.undefined };
    if (then.invalid !== undefined) return { ...extra, status: 'invalid', reason: then.invalid };
    if (then.missing !== undefined) return { ...extra, status: 'missingFacts', missing: then.missing };
    const value = this.value(then.value as JsonValue, `${path}/value`);
    return { ...extra, status: 'decided', value: withKeptKeys(this.found.item, value) };
  }

  private check(check: NonNullable<Decision['check']>): Draft {
    const faults = (check.faults ?? []).filter((fault) => {
      this.reads = {};
      const hit = this.isTrue(fault.when as JsonValue, `/check/faults/${fault.code}`);
      this.trace.push({ at: 'fault', rule: fault.code, hit, reads: this.reads });
      return hit;
    });
    const missing =
      check.missing === undefined ? [] : (this.value(check.missing as JsonValue, '/check/missing') as JsonValue[]);
    const value: Record<string, JsonValue> = { conforms: faults.length === 0 && (missing ?? []).length === 0 };
    if (faults.length > 0) value.faults = faults.map((fault) => fault.code);
    if (missing && missing.length > 0) value.missing = missing;
    return { status: 'decided', value };
  }

  private step(id: string): Draft | undefined {
    const flow: Flow | undefined = this.context.layered.flows[id]?.item;
    if (!flow) {
      this.issues.push({ code: 'unknownReference', path: '/flow', params: { kind: 'flow', id, suggestion: null } });
      return undefined;
    }
    const { done, action, actor } = this.facts;
    const judged = judgeStep(
      flow,
      {
        done: (done as string[]) ?? [],
        action: String(action),
        ...(typeof actor === 'string' ? { actor } : {}),
        read: (name) => this.name(name),
      },
      (expression, read) => this.run(expression, read),
    );
    if (!judged.ok) {
      this.issues.push(...judged.issues);
      return undefined;
    }
    const { value: step } = judged;
    const shared = { assumptions: step.assumptions, warnings: step.warnings };
    this.trace.push({ at: 'step', rule: String(action), hit: step.kind === 'allowed', reads: {} });
    if (step.kind === 'missing') return { ...shared, status: 'missingFacts', missing: step.missing };
    if (step.kind === 'refused') return { ...shared, status: 'invalid', reason: step.reason };
    const value: Record<string, JsonValue> = { allowed: true };
    if (step.next !== undefined) value.next = step.next;
    if (step.nextActor !== undefined) value.nextActor = step.nextActor;
    return { ...shared, status: 'decided', value, ...(step.reason !== undefined ? { reason: step.reason } : {}) };
  }

  private finish(draft: Draft): Result<Answer> {
    const { item: decision, layer: layerIndex } = this.found;
    const { layered } = this.context;
    Object.assign(this.after, { $status: draft.status, $reason: draft.reason ?? null, $value: draft.value ?? null });
    const assumptions = [...(draft.assumptions ?? [])];
    const warnings = [...(draft.warnings ?? [])];
    for (const warning of draft.status === 'decided' ? (decision.warnings ?? []) : []) {
      if (warning.code === 'floorLowered') continue;
      if (this.isTrue(warning.when as JsonValue, `/warnings/${warning.code}`)) {
        warnings.push(warning.code);
        assumptions.push(...(warning.assumptions ?? []));
      }
    }
    for (const assumption of isJudged(draft) ? (decision.assumptions ?? []) : []) {
      if (
        assumption.when === undefined
          ? draft.status === 'decided'
          : this.isTrue(assumption.when as JsonValue, `/assumptions/${assumption.key}`)
      )
        assumptions.push(assumption.key);
    }
    const guardIssue = this.guardedParams(decision, warnings);
    if (guardIssue) return { ok: false, issues: [guardIssue] };
    if (this.issues.length > 0) return { ok: false, issues: this.issues };
    const determined = draft.layerOf === undefined ? undefined : this.param(draft.layerOf);
    const layer = layered.layers[determined?.layerIndex ?? layerIndex];
    return {
      ok: true,
      value: {
        status: draft.status,
        ...(draft.value !== undefined && draft.status === 'decided' ? { value: draft.value } : {}),
        ...(draft.reason !== undefined ? { reason: draft.reason } : {}),
        ...(draft.missing !== undefined ? { missing: draft.missing } : {}),
        warnings: sorted(warnings),
        assumptions: sorted(assumptions),
        sources: this.sources(draft),
        params: [...this.read.values()].map(toAnswerParam),
        ...(layer ? { layer: layer.level } : {}),
        revision: this.context.revision,
        trace: this.trace,
      },
    };
  }

  /** A param whose override broke its guard: a warning where the decision lists it, an issue otherwise. */
  private guardedParams(decision: Decision, warnings: string[]): Issue | undefined {
    for (const id of this.read.keys()) {
      const guard = this.context.layered.guarded[id];
      if (!guard) continue;
      if (decision.warnings?.some((warning) => warning.code === 'floorLowered')) warnings.push('floorLowered');
      else
        return {
          code: 'overrideRefused',
          path: `/packOverride/${id}`,
          params: { id, upper: guard.upper, lower: guard.lower },
        };
    }
    return undefined;
  }

  private sources(draft: Draft): AnswerSource[] {
    const { layered } = this.context;
    const cited: { citation: Citation; layer: number }[] = [
      ...[...this.found.item.sources, ...(draft.sources ?? [])].map((citation) => ({
        citation,
        layer: this.found.layer,
      })),
      ...[...this.read.values()].flatMap((param) => param.citations),
    ];
    const seen = new Set<string>();
    const result: AnswerSource[] = [];
    for (const { citation, layer } of cited) {
      const source = layered.sources[citation.source]?.item;
      const key = `${citation.source}\n${citation.quote}`;
      if (!source || seen.has(key)) continue;
      seen.add(key);
      result.push({
        source: source.id,
        kind: source.kind,
        title: source.title,
        ...(source.document ? { document: source.document } : {}),
        quote: citation.quote,
        ...(citation.paragraph ? { paragraph: citation.paragraph } : {}),
        layer: layered.layers[layer]?.level ?? 'region',
        policy: source.policy,
      });
    }
    return result;
  }

  private value(expression: JsonValue, path: string): JsonValue {
    // What is broken stays broken: nothing more is asked of it, and an empty tank is told once.
    if (this.tank.left <= 0 && this.issues.length > 0) return null;
    const run = this.run(expression, (name) => this.name(name));
    if (run.ok) return run.value;
    this.issues.push(...run.issues.map((issue) => ({ ...issue, path: `${this.found.item.id}#${path}${issue.path}` })));
    return null;
  }

  /** A named value; names that a rule works out may lead back to it, which validation cannot see. */
  private letValue(name: string, expression: JsonValue): JsonValue {
    if (this.under.has(name) || this.under.size >= DEEPEST_LETS) {
      const code = this.under.has(name) ? 'circularLet' : 'letTooDeep';
      this.issues.push({
        code,
        path: `${this.found.item.id}#/let/${name}`,
        params: { name, ...(code === 'letTooDeep' ? { limit: DEEPEST_LETS } : {}) },
      });
      return null;
    }
    this.under.add(name);
    const value = this.value(expression, `/let/${name}`);
    this.under.delete(name);
    return value;
  }

  private isTrue(expression: JsonValue, path: string): boolean {
    return isTruthy(this.value(expression, path));
  }

  private run(expression: JsonValue, read: ReadName): Result<JsonValue> {
    return this.context.evaluate(expression, read, (id) => this.param(id)?.value, this.tank);
  }

  private param(id: string): ReadParam | undefined {
    let read = this.read.get(id);
    if (!read) {
      read = readParam(this.context.layered, id, this.at);
      if (read) this.read.set(id, read);
    }
    if (read) this.reads[`param:${id}`] = read.value;
    return read;
  }

  private name(name: string): JsonValue | undefined {
    if (name.startsWith('$')) {
      if (name === '$at') return this.at;
      if (name === '$region') return this.context.region;
      if (name === '$level') return levelOf(this.context.region);
      return this.after[name];
    }
    if (Object.hasOwn(this.facts, name)) {
      const value = this.facts[name] as JsonValue;
      this.reads[name] = value;
      return value;
    }
    const lets = this.found.item.let;
    if (!lets || !Object.hasOwn(lets, name)) return undefined;
    if (!this.lets.has(name)) this.lets.set(name, this.letValue(name, lets[name] as JsonValue));
    const value = this.lets.get(name) as JsonValue;
    this.reads[name] = value;
    return value;
  }
}

interface Draft {
  status: Status;
  value?: JsonValue;
  reason?: string;
  missing?: readonly string[];
  warnings?: readonly string[];
  assumptions?: readonly string[];
  sources?: readonly Citation[];
  layerOf?: string;
}

/** The rules at the top that ask for facts, with those between them that say that the question does not arise. */
export function askingRules({ rules = [] }: Decision): readonly Rule[] {
  const answers = rules.findIndex(({ then }) => then.missing === undefined && then.undefined === undefined);
  const top = answers < 0 ? rules : rules.slice(0, answers);
  const last = top.map(({ then }) => then.missing !== undefined).lastIndexOf(true);
  return top.slice(0, last + 1);
}

/** All rows that hold make one list, with everything that each of them brings along. */
function collected(drafts: readonly Draft[]): Draft {
  return {
    status: 'decided',
    value: drafts.map(({ value }) => value ?? null),
    warnings: drafts.flatMap(({ warnings }) => warnings ?? []),
    assumptions: drafts.flatMap(({ assumptions }) => assumptions ?? []),
    sources: drafts.flatMap(({ sources }) => sources ?? []),
  };
}

/** A value with the keys that the decision always has. */
export function withKeptKeys({ keeps }: Decision, value: JsonValue): JsonValue {
  if (keeps === undefined || value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return { ...Object.fromEntries(keeps.map((key) => [key, null])), ...value };
}

/** Whether the rules themselves were judged, so that the decision's own assumptions may have taken part. */
function isJudged(draft: Draft): boolean {
  return draft.reason !== 'notEvidenced' || draft.status !== 'undefined';
}

/** The day from which a decision is evidenced, and whether that day is an assumption. */
export function evidenceOf(
  layered: LayeredPack,
  item: { from?: string | undefined; fromBasis?: string | undefined; sources?: readonly Citation[] | undefined },
): {
  from: string;
  assumed: boolean;
} {
  if (item.from !== undefined) return { from: item.from, assumed: item.fromBasis === 'assumption' };
  const first = item.sources?.[0];
  const evidence = first ? layered.sources[first.source]?.item.evidencedFrom : undefined;
  return evidence
    ? { from: evidence.date, assumed: evidence.basis === 'assumption' }
    : { from: '0000-01-01', assumed: false };
}

function toAnswerParam({ layerIndex: _index, citations: _citations, ...param }: ReadParam): AnswerParam {
  return param;
}

function sorted(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
