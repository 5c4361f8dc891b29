import { isTruthy, type JsonValue, type Node } from '@cebao/engine';
import type { Answer, AnswerParam } from '../answer.ts';
import { evidenceOf } from '../decide.ts';
import { readFacts } from '../facts.ts';
import { prerequisitesOf } from '../flow/prerequisites.ts';
import type { Decision } from '../format.ts';
import { levelOf } from '../level.ts';
import { operatorMessages } from '../messages/operators.zh-CN.ts';
import { packMessages as m } from '../messages/zh-CN.ts';
import type { ReadParam } from '../params.ts';
import type { Policy } from '../policy.ts';
import { rulesOf } from '../table/index.ts';
import { fill } from '../words.ts';
import { answerWords, codeWords, factTitle, malformedFact } from './answer-words.ts';
import type { ExplainOptions } from './explain.ts';
import { conditionWords } from './met-condition.ts';
import { placeName } from './names.ts';
import { nameRead, specOf, told, valueOf, valueSpecOf } from './operands.ts';
import { join, say, tidy } from './say.ts';
import { type AskedQuestion, type Scene, sceneOf, treeOf, watch } from './scene.ts';
import { called, clause, inside, isCondition } from './sentence.ts';
import { sourceWords } from './source-words.ts';
import { askedStep, bodyNames, stepReason, stepTitles } from './step-words.ts';
import { dayWords } from './values.ts';

/** One line of an audit trail; `depth` says below which line it stands. */
export interface AuditLine {
  readonly depth: number;
  readonly text: string;
  /** The value of a node, and where the node stands in its expression. */
  readonly node?: { readonly path: string; readonly value: JsonValue };
}

/**
 * The full trace of an answer for an auditor: what was checked beforehand, every rule with the value of every node, the
 * one that hit and why none above it did, and every param with its date, level, basis and source.
 *
 * @example
 * for (const { depth, text } of auditTrail(policy, question, answer)) print(' '.repeat(depth * 2) + text);
 */
export function auditTrail(
  policy: Policy,
  question: AskedQuestion,
  answer: Answer,
  options: ExplainOptions = {},
): AuditLine[] {
  const decision = policy.findDecision(question.decision);
  if (!decision) return [{ depth: 0, text: say('auditNotDefined') }];
  const after = { $status: answer.status, $reason: answer.reason ?? null, $value: (answer.value ?? null) as JsonValue };
  const scene = sceneOf(policy, decision, question, { ...options, after });
  const trail = new Trail();
  trail.add(0, say('auditAsked', { question: decision.question }));
  const place = placeName(policy, policy.region, options.findPlace) ?? '';
  trail.add(0, say('auditWhere', { place, at: dayWords(question.at) ?? '' }));
  tellFacts(trail, scene, question);
  tellFirst(trail, scene, question);
  tellRules(trail, scene, answer);
  tellTable(trail, scene, answer);
  tellFaults(trail, scene, answer);
  tellStep(trail, scene, question, answer);
  tellWarnings(trail, scene, answer);
  tellParams(trail, scene, answer);
  trail.list(
    say('auditAssumptions'),
    answer.assumptions.map((code) => codeWords(code, scene.name)),
  );
  trail.list(say('auditSources'), answer.sources.map(sourceWords));
  trail.add(
    0,
    say('auditOutcome', {
      answer: answerWords(answer, decision, scene.name, malformedFact(decision, question.facts, answer)),
    }),
  );
  return trail.lines;
}

class Trail {
  readonly lines: AuditLine[] = [];

  add(depth: number, text: string, node?: AuditLine['node']): void {
    this.lines.push({ depth, text: tidy(text), ...(node ? { node } : {}) });
  }

  list(title: string, items: readonly string[]): void {
    const there = items.filter((item) => item !== '');
    if (there.length === 0) return;
    this.add(0, title);
    for (const item of there) this.add(1, item);
  }
}

function tellFacts(trail: Trail, scene: Scene, { facts }: AskedQuestion): void {
  const stated = Object.entries(facts).filter(([name]) => name in scene.decision.facts);
  if (stated.length === 0) {
    trail.add(0, say('auditNoFacts'));
    return;
  }
  trail.add(0, say('auditFacts'));
  const tell = (path: string, value: JsonValue, depth: number) => {
    const spec = specOf(path, scene);
    const title = factTitle(scene.decision, path);
    if (spec?.properties && value !== null && typeof value === 'object' && !Array.isArray(value)) {
      trail.add(depth, title);
      for (const [key, item] of Object.entries(value)) tell(`${path}.${key}`, item, depth + 1);
    } else trail.add(depth, say('auditFact', { title, value: told(value, specOfList(spec), scene, 'both') }));
  };
  for (const [name, value] of stated) tell(name, value, 1);
}

/** Words of a list's items are those of its items. */
function specOfList(spec: ReturnType<typeof specOf>) {
  return spec?.type === 'array' ? spec.items : spec;
}

function tellFirst(trail: Trail, scene: Scene, { at, facts }: AskedQuestion): void {
  const { policy, decision } = scene;
  const { layered } = policy;
  trail.add(0, say('auditFirst'));
  const found = layered.decisions[decision.id];
  const layer = found && layered.layers[found.layer];
  if (layer)
    trail.add(
      1,
      say('auditDefined', { place: scene.name(layer.region) ?? layer.title, level: m[`level.${layer.level}`] ?? '' }),
    );
  const evidence = evidenceOf(layered, decision);
  const from = dayWords(evidence.from) ?? say('auditSinceAlways');
  const state = say(at >= evidence.from ? 'auditInForce' : 'auditNotInForce');
  trail.add(1, say(evidence.assumed ? 'auditEvidenceAssumed' : 'auditEvidence', { from, state }));
  if (decision.until !== undefined && at > decision.until)
    trail.add(1, say('auditEnded', { until: dayWords(decision.until) ?? '' }));
  if (decision.levels) {
    const levels = join(
      decision.levels.map((level) => m[`level.${level}`] ?? ''),
      'list',
    );
    const fits = decision.levels.includes(levelOf(policy.region));
    trail.add(1, say('auditLevel', { levels, state: say(fits ? 'auditFits' : 'auditFitsNot') }));
  }
  const reading = readFacts(decision, facts);
  const missing = join(
    reading.missing.map((path) => factTitle(decision, path)),
    'list',
  );
  trail.add(1, missing === '' ? say('auditComplete') : say('auditIncomplete', { facts: missing }));
  const { invalid } = reading;
  trail.add(
    1,
    invalid
      ? say('auditFormNot', {
          fault: say('factFault', {
            fact: factTitle(decision, invalid.fact),
            reason: codeWords(invalid.reason, scene.name),
          }),
        })
      : say('auditForm'),
  );
}

function tellRules(trail: Trail, scene: Scene, answer: Answer): void {
  const rules = scene.decision.rules ?? [];
  const judged = answer.trace.filter(({ at }) => at === 'rule');
  if (rules.length === 0 || judged.length === 0) return;
  trail.add(0, say('auditRules'));
  for (const [index, rule] of rules.entries()) {
    const line = judged.find((one) => one.rule === rule.id);
    const n = String(index + 1);
    if (!line) {
      trail.add(1, say('auditRuleHere', { n, mark: say('auditNotAsked') }));
      continue;
    }
    const mark = say(line.hit ? 'auditHit' : 'auditPassed');
    const when = rule.when as JsonValue | undefined;
    const words =
      when === undefined
        ? say(judged.length > 1 ? 'auditElse' : 'auditElseFirst')
        : conditionWords(when, scene, line.hit);
    trail.add(1, say('auditRule', { n, mark, words }));
    if (when !== undefined) tellNodes(trail, scene, when, 2);
    const made = rule.then.value as JsonValue | undefined;
    if (line.hit && made !== null && typeof made === 'object' && !Array.isArray(made)) tellMade(trail, scene, made, 2);
  }
}

/** Rows above the one that holds, each with what kept it from holding; the row itself with every value. */
function tellTable(trail: Trail, scene: Scene, answer: Answer): void {
  const { table } = scene.decision;
  const hits = new Set(answer.trace.filter(({ at }) => at === 'row').map(({ rule }) => rule));
  if (!table || hits.size === 0) return;
  trail.add(0, say(table.hit === 'first' ? 'auditTable' : 'auditTableAll'));
  const rows = rulesOf(scene.decision).slice((scene.decision.rules ?? []).length);
  const last = table.hit === 'first' ? rows.findIndex(({ id }) => hits.has(id)) : rows.length - 1;
  for (const [index, { id, when, then }] of rows.slice(0, last + 1).entries()) {
    const hit = hits.has(id);
    if (!hit && index < last - ROWS_TOLD) continue;
    const mark = say(hit ? 'auditHit' : 'auditPassed');
    const n = String(index + 1);
    const words = when === undefined ? say('auditElse') : conditionWords(when as JsonValue, scene, hit);
    trail.add(1, say('auditRow', { n, mark, words }));
    if (!hit) continue;
    if (when !== undefined) tellNodes(trail, scene, when as JsonValue, 2);
    const made = then.value as JsonValue | undefined;
    if (made !== null && typeof made === 'object' && !Array.isArray(made)) tellMade(trail, scene, made, 2);
  }
  if (last > ROWS_TOLD) trail.add(1, say('auditRowsAbove', { n: last - ROWS_TOLD }));
}

/** Rows above the hit that are told one by one. */
const ROWS_TOLD = 200;

/** How the value of the rule that hit was made, where it was calculated. */
function tellMade(trail: Trail, scene: Scene, made: JsonValue, depth: number): void {
  const watched = watch(scene, made);
  const tree = treeOf(made);
  const fields = tree.kind === 'object' ? tree.fields.map(([, value]) => value) : [tree];
  for (const field of fields) if (field.kind === 'call') tellNode(trail, watched, field, depth, new Set());
}

function tellNodes(trail: Trail, scene: Scene, expression: JsonValue, depth: number): void {
  tellNode(trail, watch(scene, expression), treeOf(expression), depth, new Set());
}

/** A node with its value, then those it was made from; a `let` name with its own. */
function tellNode(trail: Trail, scene: Scene, node: Node, depth: number, lets: ReadonlySet<string>): void {
  if (node.kind === 'literal') return;
  if (node.kind === 'list' || node.kind === 'object') {
    const inner = node.kind === 'list' ? node.items : node.fields.map(([, value]) => value);
    for (const item of inner) tellNode(trail, scene, item, depth, lets);
    return;
  }
  const rule = { ...scene, mode: 'rule' as const };
  const joint = node.operator === 'and' || node.operator === 'or';
  const words = joint
    ? say('auditTruth', { words: say(node.operator === 'and' ? 'auditAll' : 'auditAny') })
    : isCondition(node)
      ? clause(node, rule)
      : madeOf(node, rule);
  const value = valueOf(node, scene);
  const loop = loopBody(node);
  if (value === undefined)
    trail.add(depth, say(hasNoValue(node) ? 'auditNode' : 'auditNotReached', { words, value: say('absent') }));
  else
    trail.add(
      depth,
      say(loop !== undefined && isListOf(node, scene) ? 'auditLast' : 'auditNode', {
        words,
        value: isCondition(node)
          ? say(isTruthy(value) ? 'yes' : 'no')
          : told(value, specOfList(specFor(node, scene)), scene, 'both'),
      }),
      { path: node.path, value },
    );
  if (value === undefined && !hasNoValue(node)) return;
  const name = nameRead(node);
  if (name !== undefined) {
    const made = scene.item === undefined && !lets.has(name) ? scene.letOf(name) : undefined;
    if (made !== undefined) tellNode(trail, watch(scene, made), treeOf(made), depth + 1, new Set([...lets, name]));
    return;
  }
  if (['param', 'isPresent', 'missing'].includes(node.operator)) return;
  for (const [index, arg] of node.args.entries()) {
    if (index !== loop) tellNode(trail, scene, arg, depth + 1, lets);
    else if (node.args[0]) tellNode(trail, inside(node.args[0], scene), arg, depth + 1, lets);
  }
}

/** How a value is made; of parts that are made themselves, those below speak. */
function madeOf(node: Node, rule: Scene): string {
  const words = node.kind === 'call' ? operatorMessages[node.operator]?.noun : undefined;
  const nested = node.kind === 'call' && node.args.length > 1 && node.args.some((arg) => isMade(arg));
  const plain = node.kind === 'call' && (node.operator === 'if' || node.operator === 'object');
  return nested && !plain && words?.includes('{list}') ? fill(words, { list: say('below') }) : called(node, rule);
}

function isMade(node: Node): boolean {
  return node.kind === 'call' && nameRead(node) === undefined && node.operator !== 'param';
}

function specFor(node: Node, scene: Scene): ReturnType<typeof specOf> {
  const name = nameRead(node);
  return name === undefined ? (valueSpecOf(node, scene) as ReturnType<typeof specOf>) : specOf(name, scene);
}

/** A fact that was not told has no value, though it was reached. */
function hasNoValue(node: Node): boolean {
  return nameRead(node) !== undefined;
}

const LOOPS = ['map', 'filter', 'reduce', 'all', 'some', 'none'];

function loopBody(node: Node): number | undefined {
  return node.kind === 'call' && LOOPS.includes(node.operator) ? 1 : undefined;
}

function isListOf(node: Node, scene: Scene): boolean {
  const list = node.kind === 'call' && node.args[0] ? valueOf(node.args[0], scene) : undefined;
  return Array.isArray(list) && list.length > 0;
}

function tellFaults(trail: Trail, scene: Scene, answer: Answer): void {
  const { check } = scene.decision;
  const judged = answer.trace.filter(({ at }) => at === 'fault');
  if (!check || answer.status !== 'decided') return;
  if (judged.length > 0) trail.add(0, say('auditFaults'));
  for (const [index, fault] of (judged.length > 0 ? (check.faults ?? []) : []).entries()) {
    const hit = judged.some((line) => line.rule === fault.code && line.hit);
    const words = conditionWords(fault.when as JsonValue, scene, hit);
    const mark = say(hit ? 'auditFaultHit' : 'auditFaultPassed');
    trail.add(1, say('auditRule', { n: String(index + 1), mark, words }));
    tellNodes(trail, scene, fault.when as JsonValue, 2);
  }
  if (check.missing === undefined) return;
  const { value } = answer;
  const missing = value !== null && typeof value === 'object' && !Array.isArray(value) ? value['missing'] : undefined;
  trail.add(
    0,
    Array.isArray(missing)
      ? say('auditMissing', { items: told(missing, undefined, scene) })
      : say('auditNothingMissing'),
  );
  tellNodes(trail, scene, check.missing as JsonValue, 1);
}

function tellStep(trail: Trail, scene: Scene, question: AskedQuestion, answer: Answer): void {
  if (!answer.trace.some(({ at }) => at === 'step')) return;
  const asked = askedStep(scene, question);
  if (!asked) return;
  const { flow, step, judged, actor } = asked;
  trail.add(0, say('auditStep', { step: step?.title ?? codeWords(asked.action, scene.name) }));
  const stopped = judged.kind === 'refused' ? judged.at : undefined;
  const line = (what: Parameters<typeof say>[0], words: string, state: 'auditFits' | 'auditFitsNot') =>
    trail.add(1, say('auditStepLine', { what: say(what), words, state: say(state) }));
  for (const { when, reason } of flow.preconditions ?? []) {
    const hit = stopped === 'precondition' && judged.kind === 'refused' && judged.reason === reason;
    line('auditPrecondition', conditionWords(when as JsonValue, scene), hit ? 'auditFitsNot' : 'auditFits');
    tellNodes(trail, scene, when as JsonValue, 2);
    if (hit) return;
  }
  if (!step) {
    line('auditOrder', codeWords(answer.reason ?? '', scene.name), 'auditFitsNot');
    return;
  }
  if (stopped === 'order') {
    const words = stepReason(scene, question, answer);
    line('auditOrder', words, 'auditFitsNot');
    return;
  }
  const before = prerequisitesOf(flow, step.id);
  line(
    'auditOrder',
    before.length > 0 ? say('auditOrderOk', { steps: stepTitles(flow, before) }) : say('auditOrderNone'),
    'auditFits',
  );
  const bodies = bodyNames(scene, step.actors ?? []);
  const actorName = actor === undefined ? '' : told(actor, undefined, scene);
  const who = !step.actors ? 'auditActorAny' : actor === undefined ? 'auditActorNotGiven' : 'auditActorOk';
  line('auditActor', say(who, { bodies, actor: actorName }), stopped === 'actor' ? 'auditFitsNot' : 'auditFits');
  if (stopped === 'actor') return;
  if (step.needs && step.needs.length > 0) {
    const words = join(
      step.needs.map((name) => factTitle(scene.decision, name)),
      'list',
    );
    line('auditNeeds', words, judged.kind === 'missing' ? 'auditFitsNot' : 'auditFits');
    if (judged.kind === 'missing') return;
  }
  for (const { when, reason } of step.checks ?? []) {
    const hit = stopped === 'check' && judged.kind === 'refused' && judged.reason === reason;
    line('auditCheck', conditionWords(when as JsonValue, scene), hit ? 'auditFitsNot' : 'auditFits');
    tellNodes(trail, scene, when as JsonValue, 2);
    if (hit) return;
  }
  for (const { when } of step.outcomes ?? []) {
    trail.add(1, conditionWords(when as JsonValue, scene));
    tellNodes(trail, scene, when as JsonValue, 2);
  }
}

function tellWarnings(trail: Trail, scene: Scene, answer: Answer): void {
  if (answer.warnings.length === 0) return;
  trail.add(0, say('auditWarnings'));
  for (const code of answer.warnings) {
    trail.add(1, codeWords(code, scene.name));
    const own = scene.decision.warnings?.find((warning) => warning.code === code);
    if (own) tellNodes(trail, scene, own.when as JsonValue, 2);
  }
}

function tellParams(trail: Trail, scene: Scene, answer: Answer): void {
  if (answer.params.length === 0) return;
  trail.add(0, say('auditParams'));
  for (const param of answer.params) {
    const read = scene.param(param.id);
    trail.add(1, paramWords(scene, param, read));
    const cited = (read?.citations ?? []).map(({ citation }) => quoteWords(scene.policy, citation));
    for (const source of cited) trail.add(2, say('auditParamQuote', { source }));
    if (cited.length === 0) trail.add(2, say('auditParamNoQuote', { note: noteOf(scene, param) }));
  }
}

function paramWords(scene: Scene, param: AnswerParam, read: ReadParam | undefined): string {
  const place = scene.name(param.region) ?? '';
  const first = read?.citations[0]?.citation.source;
  const evidenced = first === undefined ? undefined : scene.policy.layered.sources[first]?.item.evidencedFrom.date;
  const since =
    param.from !== undefined
      ? say('auditSince', { from: dayWords(param.from) ?? '' })
      : evidenced === undefined
        ? say('auditSinceAlways')
        : say('auditSinceSource', { from: dayWords(evidenced) ?? '' });
  return say('auditParam', {
    title: param.title,
    value: told(param.value, param, scene, 'both'),
    since,
    level: m[`level.${param.layer}`] ?? '',
    place,
    basis: m[`basis.${param.basis}`] ?? '',
  });
}

function quoteWords(policy: Policy, citation: NonNullable<Decision['sources']>[number]): string {
  const source = policy.layered.sources[citation.source]?.item;
  if (!source) return say('quoted', { value: citation.quote });
  const { id, kind, title } = source;
  return sourceWords({
    source: id,
    kind,
    title,
    quote: citation.quote,
    ...(citation.paragraph ? { paragraph: citation.paragraph } : {}),
    layer: 'region',
    policy: source.policy,
  });
}

/** Why a param has no source: the note of its value. */
function noteOf(scene: Scene, param: AnswerParam): string {
  for (const { item } of [...(scene.policy.layered.params[param.id] ?? [])].reverse())
    for (const value of item.values) if (value.note) return value.note;
  return m['contentNotStated'] ?? '';
}
