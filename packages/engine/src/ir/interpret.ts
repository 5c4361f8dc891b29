import type { Expression } from '../expression.ts';
import type { Issue, JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import { LIMITS } from '../limits.ts';
import type { CallNode, Node } from '../node.ts';
import { findMissing, findMissingSome, type ReadPath } from '../operators/access.ts';
import { demandList } from '../operators/lists.ts';
import { registry } from '../operators/registry.ts';
import { issueOf, Refusal, refuse } from '../refusal.ts';
import { RunState, readSteps } from '../run-state.ts';
import type { Scope } from '../scope.ts';

/** What the slow reference answers. */
export type Interpreted =
  | { readonly ok: true; readonly value: JsonValue; readonly fuel: number }
  | { readonly ok: false; readonly issue: Issue };

/**
 * The slow reference of every back end: walks the tree of the rule, with no form between, and shares only the
 * operators' functions on values. The answer is not copied, so its fuel is that of the rule alone. `trace` gets the
 * value of every node that was evaluated, inside of loops those of the last turn.
 *
 * @example
 * interpret(expression, dataScope({ age: 72 })); // { ok: true, value: true, fuel: 2 }
 */
export function interpret(
  expression: Expression,
  scope: Scope,
  budget: number = LIMITS.fuel,
  trace: Map<string, JsonValue> = new Map(),
): Interpreted {
  const run = new RunState(budget);
  try {
    run.charge(boundOf(expression.node), expression.node.path);
    const value = walk(expression.node, { run, scope, item: undefined, trace });
    return { ok: true, value, fuel: budget - run.fuel };
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, issue: issueOf(thrown, expression.node.path) };
    throw thrown;
  }
}

interface Walk {
  readonly run: RunState;
  readonly scope: Scope;
  /** The item of the innermost loop. */
  readonly item: { readonly value: JsonValue } | undefined;
  readonly trace: Map<string, JsonValue>;
}

/** The fuel of everything outside of loop bodies: one for each call, list and object, and what is written in some. */
export function boundOf(node: Node): number {
  switch (node.kind) {
    case 'literal':
      return 0;
    case 'list':
      return sum(node.items.map(boundOf)) + 1;
    case 'object':
      return sum(node.fields.map(([, value]) => boundOf(value))) + 1;
    case 'call': {
      const body = registry.get(node.operator)?.loopBody;
      return sum(node.args.map((arg, i) => (i === body ? 0 : boundOf(arg)))) + 1 + written(node);
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** The part of an operator's metering that is known when its names or its list are written. */
function written(call: CallNode): number {
  const names = writtenNames(call);
  if (names) return sum(names.map((name) => 1 + (String(name).length >> 4)));
  const [, hay] = call.args;
  if (call.operator !== 'in' || hay?.kind !== 'literal') return 0;
  return Array.isArray(hay.value) ? hay.value.length : typeof hay.value === 'string' ? hay.value.length >> 4 : 0;
}

function writtenNames({ operator, args }: CallNode): readonly JsonValue[] | undefined {
  const asked = operator === 'missing' ? args : operator === 'missing_some' ? args.slice(1) : undefined;
  if (asked === undefined || !asked.every((arg) => arg.kind === 'literal')) return undefined;
  const values = asked.map((arg) => (arg.kind === 'literal' ? arg.value : null));
  if (values.length === 1 && Array.isArray(values[0])) return values[0];
  return operator === 'missing' && !values.some(Array.isArray) ? values : undefined;
}

function walk(node: Node, at: Walk): JsonValue {
  const value = evaluate(node, at);
  at.trace.set(node.path, value);
  return value;
}

/** A new turn of a loop: what the turn before has left is forgotten. */
function turnBegins(body: Node, { trace }: Walk): void {
  for (const path of trace.keys()) if (path === body.path || path.startsWith(`${body.path}/`)) trace.delete(path);
}

function evaluate(node: Node, at: Walk): JsonValue {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'list':
      return node.items.map((item) => walk(item, at));
    case 'object': {
      const fields = node.fields.map(([name, field]) => [name, walk(field, at)] as const);
      return Object.fromEntries(fields.filter(([, value]) => value !== null));
    }
    case 'call':
      return call(node, at);
  }
}

function call(node: CallNode, at: Walk): JsonValue {
  const { operator, args, path } = node;
  const { run, scope, item } = at;
  const name = args[0]?.kind === 'literal' && args[0].value !== null ? String(args[0].value) : '';
  const read: ReadPath = (segments) =>
    item === undefined
      ? readSteps(scope.get(segments[0] as string), segments.slice(1), path)
      : readSteps(item.value, segments, path);
  const eager = () => args.map((arg) => walk(arg, at));
  switch (operator) {
    case 'var': {
      if (name === '') return item?.value ?? whole(at, path);
      const value = read(name.split('.'));
      return value === undefined ? (args[1] ? walk(args[1], at) : null) : value;
    }
    case 'param':
      return scope.param?.(name) ?? refuse('missingParam', path, { id: name });
    case 'isPresent':
      return (read(name.split('.')) ?? null) !== null;
    case 'missing':
    case 'missing_some': {
      const names = writtenNames(node);
      if (names === undefined)
        return operator === 'missing'
          ? findMissing(eager(), read, run, path)
          : findMissingSome(eager(), read, run, path);
      const paid = new PaidNames(run);
      return operator === 'missing'
        ? findMissing([[...names]], read, paid, path)
        : findMissingSome([walk(args[0] as Node, at), [...names]], read, paid, path);
    }
    case 'if': {
      for (let i = 0; i + 1 < args.length; i += 2)
        if (isTruthy(walk(args[i] as Node, at))) return walk(args[i + 1] as Node, at);
      return args.length % 2 === 1 ? walk(args[args.length - 1] as Node, at) : null;
    }
    case 'and':
    case 'or': {
      let value: JsonValue = null;
      for (const arg of args) {
        value = walk(arg, at);
        if (isTruthy(value) === (operator === 'or')) return value;
      }
      return value;
    }
    case 'map':
    case 'filter':
    case 'all':
    case 'some':
    case 'none':
      return loop(node, operator, at);
    case 'reduce': {
      const items = demandList(walk(args[0] as Node, at), path);
      let accumulator = args[2] ? walk(args[2], at) : null;
      const turn = boundOf(args[1] as Node) + 1;
      for (const current of items) {
        turnBegins(args[1] as Node, at);
        run.charge(turn, path);
        accumulator = walk(args[1] as Node, { ...at, item: { value: { current, accumulator } } });
      }
      return accumulator;
    }
    case 'in':
      return apply(node, eager(), args[1]?.kind === 'literal' ? new PaidHay(run, args[1].value) : run);
    default:
      return apply(node, eager(), run);
  }
}

function whole({ item, scope }: Walk, path: string): JsonValue {
  if (item !== undefined) return item.value;
  const value = scope.whole?.();
  return value === undefined ? refuse('wholeScope', path) : value;
}

function loop(node: CallNode, kind: string, at: Walk): JsonValue {
  const { args, path } = node;
  const body = args[1] as Node;
  const items = demandList(walk(args[0] as Node, at), path);
  const turn = boundOf(body) + 1;
  const made: JsonValue[] = [];
  for (const item of items) {
    turnBegins(body, at);
    at.run.charge(turn, path);
    const value = walk(body, { ...at, item: { value: item } });
    if (kind === 'map') made.push(value);
    else if (kind === 'filter') {
      if (isTruthy(value)) made.push(item);
    } else if (isTruthy(value) !== (kind === 'all')) return kind === 'some';
  }
  if (kind === 'map' || kind === 'filter') return at.run.made(made, path);
  return kind === 'none' || (kind === 'all' && items.length > 0);
}

function apply({ operator, path }: CallNode, values: JsonValue[], run: RunState): JsonValue {
  const apply = registry.get(operator)?.apply;
  if (apply === undefined) throw new TypeError(`no operator ${operator}`);
  const [a, b] = values as [JsonValue, JsonValue];
  if (apply.arity === 1) return apply.of(a, run, path);
  return apply.arity === 2 ? apply.of(a, b, run, path) : apply.of(values, run, path);
}

/** Names that are written are in the bound: only the list that is made is paid for as it runs. */
class PaidNames extends RunState {
  readonly #run: RunState;
  constructor(run: RunState) {
    super(run.budget);
    this.#run = run;
  }
  override charge(): void {}
  override made<T extends JsonValue[]>(list: T, path: string): T {
    return this.#run.made(list, path);
  }
}

/** A list or text that is written is in the bound: only the text that is looked for is paid for as it runs. */
class PaidHay extends RunState {
  readonly #run: RunState;
  #left: boolean;
  constructor(run: RunState, hay: JsonValue) {
    super(run.budget);
    this.#run = run;
    this.#left = typeof hay === 'string' || Array.isArray(hay);
  }
  override charge(cost: number, path: string): void {
    if (!this.#left) this.#run.charge(cost, path);
    this.#left = false;
  }
}
