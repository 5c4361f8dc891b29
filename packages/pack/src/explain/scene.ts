import { compileExpression, type JsonValue, type Node, type Program, parseExpression } from '@cebao/engine';
import type { ReadName } from '../evaluate.ts';
import type { Decision, FactSpec, Flow } from '../format.ts';
import { levelOf } from '../level.ts';
import type { ReadParam } from '../params.ts';
import type { Policy } from '../policy.ts';
import { type FindName, namesOf } from './names.ts';

/** A question to a policy whose region is known. */
export interface AskedQuestion {
  readonly at: string;
  readonly decision: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

type ItemSpec = NonNullable<FactSpec['items']>;

/** What sentences about one question may look up. */
export interface Scene {
  readonly policy: Policy;
  readonly decision: Decision;
  readonly at: string;
  /** `found`: say the values that were met; `rule`: say the rule alone. */
  readonly mode: 'found' | 'rule';
  readonly name: FindName;
  readonly read: ReadName;
  readonly param: (id: string) => ReadParam | undefined;
  readonly letOf: (name: string) => JsonValue | undefined;
  /** Values of the nodes of the expression under way, by pointer. */
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Inside a loop: what is known of an item; `null` when nothing is. */
  readonly item?: ItemSpec | null;
}

/**
 * The scene of a question: its names, facts, params and `let` values, as the judging itself reads them. `after` are
 * names that are known once it is judged, such as `$status`.
 */
export function sceneOf(
  policy: Policy,
  decision: Decision,
  question: AskedQuestion,
  options: { readonly findPlace?: FindName | undefined; readonly after?: Readonly<Record<string, JsonValue>> } = {},
): Scene {
  const flow: Flow | undefined = decision.flow === undefined ? undefined : policy.findFlow(decision.flow);
  const params = new Map<string, ReadParam | undefined>();
  const param = (id: string) => {
    if (!params.has(id)) params.set(id, policy.findParam(id, question.at));
    return params.get(id);
  };
  const letOf = (name: string): JsonValue | undefined => {
    for (const lets of [decision.let, flow?.let]) if (lets && Object.hasOwn(lets, name)) return lets[name] as JsonValue;
    return undefined;
  };
  const lets = new Map<string, JsonValue>();
  const read: ReadName = (name) => {
    if (name === '$at') return question.at;
    if (name === '$region') return policy.region;
    if (name === '$level') return levelOf(policy.region);
    if (options.after && Object.hasOwn(options.after, name)) return options.after[name];
    if (Object.hasOwn(question.facts, name)) return question.facts[name];
    const expression = letOf(name);
    if (expression === undefined) return undefined;
    if (!lets.has(name)) {
      lets.set(name, null);
      const run = policy.evaluate(expression, read, (id) => param(id)?.value);
      if (run.ok) lets.set(name, run.value);
    }
    return lets.get(name);
  };
  return {
    policy,
    decision,
    at: question.at,
    mode: 'found',
    name: namesOf(policy, decision, options.findPlace),
    read,
    param,
    letOf,
    values: {},
  };
}

interface Ready {
  readonly node: Node;
  readonly program: Program;
}

/** Expressions of packs are frozen: what was parsed and compiled stays so. */
const known = new WeakMap<object, Ready | undefined>();

function makeReady(expression: JsonValue): Ready | undefined {
  if (expression === null || typeof expression !== 'object') return undefined;
  if (!known.has(expression)) {
    const parsed = parseExpression(expression);
    known.set(
      expression,
      parsed.ok ? { node: parsed.value.node, program: compileExpression(parsed.value) } : undefined,
    );
  }
  return known.get(expression);
}

/** The tree of an expression of a pack. */
export function treeOf(expression: JsonValue): Node {
  return makeReady(expression)?.node ?? { kind: 'literal', path: '', value: expression };
}

/** The scene with the value of every node of this expression that was evaluated. */
export function watch(scene: Scene, expression: JsonValue): Scene {
  const ready = makeReady(expression);
  if (!ready) return { ...scene, values: {} };
  const run = ready.program.run({ get: scene.read, param: (id) => scene.param(id)?.value }, { trace: true });
  return { ...scene, values: run.trace ?? {} };
}
