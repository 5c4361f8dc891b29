import type { IfNode, InNode, IrNode, OrderNode } from '../ir/ir.ts';
import type { Slots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import type { RunState } from '../run-state.ts';
import { type Compiler, constant, type Step, type Test } from './step.ts';

/**
 * Conditions as tests that jump: each knows where to go on when it holds and when not, so that `and`, `or`, `not` and
 * `if` cost nothing of their own, and the tests that rules are mostly made of (a slot against a written value) run in
 * one loop without calls. What a test meets that is not plain goes to the closure of its node.
 */
class Jump {
  readonly kind: number;
  readonly slot: number;
  /** The node whose value is kept; -1 when it follows from the slots or its closure keeps it. */
  readonly id: number;
  readonly limit: number;
  readonly value: JsonValue;
  readonly test: Test;
  readonly yes: Jump;
  readonly no: Jump;
  readonly step: Step | undefined;

  constructor(given: Partial<Jump> & { readonly kind: number }) {
    this.kind = given.kind;
    this.slot = given.slot ?? 0;
    this.id = given.id ?? -1;
    this.limit = given.limit ?? 0;
    this.value = given.value ?? null;
    this.test = given.test ?? never;
    this.yes = given.yes ?? this;
    this.no = given.no ?? this;
    this.step = given.step;
  }
}

const never: Test = () => false;

/** A place where no test is left: a written value, or a step. */
const END = 0;
const CLOSURE = 1;
const LESS = 2;
const AT_MOST = 3;
const GREATER = 4;
const AT_LEAST = 5;
const SAME = 6;
const TRUE = 7;
const ONE_OF = 8;

/** An `if` with its conditions, and the ifs that stand in its branches. */
export function jumpingIf(node: IfNode, compiler: Compiler): Step {
  const start = valueJump(node, compiler);
  const walk = compiler.keep ? walkKeeping : walkOn;
  return (slots, run) => {
    const { step, value } = walk(start, slots, run);
    return step === undefined ? value : step(slots, run);
  };
}

/** A condition of several tests. */
export function jumpingTest(node: IrNode, compiler: Compiler): Test {
  const yes = new Jump({ kind: END, value: true });
  const start = conditionJump(node, yes, new Jump({ kind: END, value: false }), compiler);
  const walk = compiler.keep ? walkKeeping : walkOn;
  return (slots, run) => walk(start, slots, run) === yes;
}

function walkOn(start: Jump, slots: Slots, run: RunState): Jump {
  let at = start;
  while (at.kind !== END) at = holds(at, slots, run) ? at.yes : at.no;
  return at;
}

function walkKeeping(start: Jump, slots: Slots, run: RunState): Jump {
  let at = start;
  while (at.kind !== END) {
    const held = holds(at, slots, run);
    if (at.id >= 0) run.kept[at.id] = held;
    at = held ? at.yes : at.no;
  }
  return at;
}

function holds(at: Jump, slots: Slots, run: RunState): boolean {
  if (at.kind === CLOSURE) return at.test(slots, run);
  const value = slots[at.slot];
  if (at.kind === SAME) {
    if (value === at.value) return true;
    return typeof value === typeof at.value ? false : at.test(slots, run);
  }
  if (at.kind === TRUE) return typeof value === 'boolean' ? value : at.test(slots, run);
  if (at.kind === ONE_OF) {
    if (typeof value !== 'string' && typeof value !== 'number') return at.test(slots, run);
    return (at.value as JsonValue[]).indexOf(value) !== -1;
  }
  // A finite number, or the closure judges.
  if (typeof value !== 'number' || value - value !== 0) return at.test(slots, run);
  switch (at.kind) {
    case LESS:
      return value < at.limit;
    case AT_MOST:
      return value <= at.limit;
    case GREATER:
      return value > at.limit;
    default:
      return value >= at.limit;
  }
}

function valueJump(node: IrNode | undefined, compiler: Compiler): Jump {
  if (node === undefined) return new Jump({ kind: END });
  if (node.op === 'if') {
    let on = valueJump(node.otherwise, compiler);
    for (let i = node.branches.length - 1; i >= 0; i--) {
      const [when, then] = node.branches[i] as readonly [IrNode, IrNode];
      on = conditionJump(when, valueJump(then, compiler), on, compiler);
    }
    return on;
  }
  const written = constant(node);
  return new Jump(written ? { kind: END, value: written.value } : { kind: END, step: compiler.step(node) });
}

function conditionJump(node: IrNode, yes: Jump, no: Jump, compiler: Compiler): Jump {
  switch (node.op) {
    case 'const':
      return isTruthy(node.value) ? yes : no;
    case 'not':
      return node.twice ? conditionJump(node.arg, yes, no, compiler) : conditionJump(node.arg, no, yes, compiler);
    case 'and':
      return node.args.reduceRight((on, arg) => conditionJump(arg, on, no, compiler), yes);
    case 'or':
      return node.args.reduceRight((on, arg) => conditionJump(arg, yes, on, compiler), no);
    default:
      return new Jump({ ...testJump(node, compiler), test: compiler.test(node), yes, no });
  }
}

/** How a single test runs. */
function testJump(node: IrNode, compiler: Compiler): Partial<Jump> & { readonly kind: number } {
  switch (node.op) {
    case 'var': {
      const slot = compiler.jumpSlot(node);
      return slot === undefined ? { kind: CLOSURE } : { kind: TRUE, slot };
    }
    case 'order':
      return orderJump(node, compiler) ?? { kind: CLOSURE };
    case 'equal': {
      const [a, b] = node.args;
      const [written, other] = constant(b) ? [constant(b), a] : [constant(a), b];
      const slot = compiler.jumpSlot(other);
      if (slot === undefined || written === undefined || written.value === null || typeof written.value === 'object')
        return { kind: CLOSURE };
      // An inequality is the same test with its jumps exchanged, but its own value is kept: left to its closure.
      if (node.relation === '!=' || node.relation === '!==') return { kind: CLOSURE };
      return { kind: SAME, slot, value: written.value, id: node.id };
    }
    case 'in':
      return memberJump(node, compiler) ?? { kind: CLOSURE };
    default:
      return { kind: CLOSURE };
  }
}

function orderJump(
  { args, relation, id }: OrderNode,
  compiler: Compiler,
): (Partial<Jump> & { kind: number }) | undefined {
  if (args.length === 3) return undefined;
  const [a, b] = args;
  const [written, other, isMirrored] = constant(b) ? [constant(b), a, false] : [constant(a), b, true];
  const slot = compiler.jumpSlot(other);
  if (slot === undefined || typeof written?.value !== 'number' || !Number.isFinite(written.value)) return undefined;
  const limit = written.value;
  switch (relation) {
    case '<':
      return { kind: isMirrored ? GREATER : LESS, slot, limit, id };
    case '<=':
      return { kind: isMirrored ? AT_LEAST : AT_MOST, slot, limit, id };
    case '>':
      return { kind: isMirrored ? LESS : GREATER, slot, limit, id };
    case '>=':
      return { kind: isMirrored ? AT_MOST : AT_LEAST, slot, limit, id };
  }
}

function memberJump(
  { needle, hay, metered, id }: InNode,
  compiler: Compiler,
): (Partial<Jump> & { kind: number }) | undefined {
  const list = constant(hay)?.value;
  const slot = compiler.jumpSlot(needle);
  if (slot === undefined || metered || !Array.isArray(list) || list.length > 8) return undefined;
  return { kind: ONE_OF, slot, value: list, id };
}
