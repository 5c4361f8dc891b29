import type { AndOrNode, CallNode, IrNode, ListNode, RecordNode } from '../ir/ir.ts';
import type { JsonValue } from '../issue.ts';
import { isTruthy } from '../kind-of.ts';
import { registry } from '../operators/registry.ts';
import { missingStep, namesStep, pairStep, paramStep, presentTest, varStep, wholeStep } from './access.ts';
import { arithmeticStep } from './arithmetic.ts';
import { equalTest, inTest } from './equal.ts';
import { jumpingIf, jumpingTest } from './jumps.ts';
import { andOrStep } from './logic.ts';
import { loopStep, reduceStep } from './loops.ts';
import { orderTest } from './order.ts';
import { type Compiler, keeping, type Mode, type Step, type Test } from './step.ts';
import { tableStep } from './table.ts';

/** The closures of a node, for one mode. */
export function compileStep(node: IrNode, mode: Mode): Step {
  const compiler: Compiler = {
    ...mode,
    step: (each) => (isKept(each, mode) ? keeping(each.id, stepOf(each, compiler)) : stepOf(each, compiler)),
    test: (each) => (isKept(each, mode) ? keepingTest(each, compiler) : testOf(each, compiler)),
    slot: (each) => (mode.lazy ? undefined : slotOf(each, mode)),
    jumpSlot: (each) => slotOf(each, mode),
  };
  return compiler.step(node);
}

/** Whether the value of a node is to be kept: it does not follow from the rule, the slots or the nodes below it. */
export function isKept(node: IrNode, { keep, table }: Mode): boolean {
  if (!keep) return false;
  switch (node.op) {
    case 'const':
    case 'param':
    case 'if':
    case 'and':
    case 'or':
    case 'not':
    case 'paid':
      return false;
  }
  return node.op !== 'var' || node.otherwise !== undefined || table.sources[node.slot]?.kind === 'item';
}

function keepingTest(node: IrNode, compiler: Compiler): Test {
  if (!isTest(node)) {
    const step = keeping(node.id, stepOf(node, compiler));
    return (slots, run) => isTruthy(step(slots, run));
  }
  const test = testOf(node, compiler);
  const { id } = node;
  return (slots, run) => {
    const value = test(slots, run);
    run.kept[id] = value;
    return value;
  };
}

function slotOf(node: IrNode, { keep, table }: Mode): number | undefined {
  if (node.op !== 'var' || node.steps.length > 0 || node.otherwise !== undefined) return undefined;
  return keep && table.sources[node.slot]?.kind === 'item' ? undefined : node.slot;
}

/** Whether a node is compiled as a condition and answers true or false. */
function isTest(node: IrNode): boolean {
  switch (node.op) {
    case 'order':
    case 'equal':
    case 'in':
    case 'not':
    case 'present':
      return true;
    case 'and':
    case 'or':
      return isBoolean(node);
    default:
      return false;
  }
}

function isBoolean({ type }: IrNode): boolean {
  return type.kind === 'boolean' && !type.nullable;
}

function stepOf(node: IrNode, compiler: Compiler): Step {
  if (isTest(node)) return testOf(node, compiler);
  switch (node.op) {
    case 'const': {
      const { value } = node;
      return () => value;
    }
    case 'var':
      return varStep(node, compiler);
    case 'whole':
      return wholeStep(node, compiler);
    case 'pair':
      return pairStep(node);
    case 'param':
      return paramStep(node, compiler);
    case 'missing':
      return missingStep(node, compiler);
    case 'names':
      return namesStep(node, compiler);
    case 'list':
      return listStep(node, compiler);
    case 'record':
      return recordStep(node, compiler);
    case 'if':
      if (node.branches.length === 0 && node.otherwise) return compiler.step(node.otherwise);
      return tableStep(node, compiler, () => jumpingIf(node, compiler)) ?? jumpingIf(node, compiler);
    case 'and':
    case 'or':
      return andOrStep(node as AndOrNode, compiler);
    case 'arithmetic':
      return arithmeticStep(node, compiler);
    case 'loop':
      return loopStep(node, compiler);
    case 'reduce':
      return reduceStep(node, compiler);
    case 'call':
      return callStep(node, compiler);
    case 'paid': {
      const { cost, path } = node;
      const step = compiler.step(node.of);
      return (slots, run) => {
        run.charge(cost, path);
        return step(slots, run);
      };
    }
    default:
      return testOf(node, compiler);
  }
}

function testOf(node: IrNode, compiler: Compiler): Test {
  switch (node.op) {
    case 'order':
      return orderTest(node, compiler);
    case 'equal':
      return equalTest(node, compiler);
    case 'in':
      return inTest(node, compiler);
    case 'present':
      return presentTest(node, compiler);
    case 'not':
      return notTest(node.arg, node.twice, compiler);
    case 'and':
    case 'or':
      return jumpingTest(node, compiler);
    case 'const': {
      const holds = isTruthy(node.value);
      return () => holds;
    }
  }
  const slot = compiler.slot(node);
  const { kind } = node.type;
  if (slot !== undefined) {
    if (kind === 'boolean') return (slots) => slots[slot] === true;
    if (kind !== 'unknown' && kind !== 'list') return (slots) => Boolean(slots[slot]);
    return (slots) => isTruthy(slots[slot] as JsonValue);
  }
  const step = stepOf(node, compiler);
  if (kind === 'boolean') return (slots, run) => step(slots, run) === true;
  return (slots, run) => isTruthy(step(slots, run));
}

function notTest(arg: IrNode, twice: boolean, compiler: Compiler): Test {
  const slot = compiler.slot(arg);
  if (slot !== undefined && arg.type.kind === 'boolean' && !twice) return (slots) => slots[slot] !== true;
  const test = compiler.test(arg);
  return twice ? test : (slots, run) => !test(slots, run);
}

function listStep(node: ListNode, compiler: Compiler): Step {
  const items = node.items.map((item) => compiler.step(item));
  return (slots, run) => {
    const made: JsonValue[] = [];
    for (let i = 0; i < items.length; i++) made.push((items[i] as Step)(slots, run));
    return made;
  };
}

function recordStep(node: RecordNode, compiler: Compiler): Step {
  const fields = node.fields.map(([name, value]) => [name, compiler.step(value)] as const);
  return (slots, run) => {
    const made: Record<string, JsonValue> = {};
    for (const [name, step] of fields) {
      const value = step(slots, run);
      if (value !== null) made[name] = value;
    }
    return made;
  };
}

function callStep(node: CallNode, compiler: Compiler): Step {
  const { path } = node;
  const apply = registry.get(node.operator)?.apply;
  if (apply === undefined) throw new TypeError(`no operator ${node.operator}: only lowered rules can be compiled`);
  const steps = node.args.map((arg) => compiler.step(arg));
  const [a, b] = steps as [Step, Step];
  if (apply.arity === 1) {
    const { of } = apply;
    return (slots, run) => of(a(slots, run), run, path);
  }
  if (apply.arity === 2) {
    const { of } = apply;
    return (slots, run) => of(a(slots, run), b(slots, run), run, path);
  }
  const { of } = apply;
  const count = steps.length;
  return (slots, run) => {
    const values = new Array<JsonValue>(count);
    for (let i = 0; i < count; i++) values[i] = (steps[i] as Step)(slots, run);
    return of(values, run, path);
  };
}
