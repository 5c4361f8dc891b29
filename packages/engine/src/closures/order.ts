import type { OrderNode } from '../ir/ir.ts';
import type { JsonValue } from '../issue.ts';
import { demandOrder } from '../operators/comparison.ts';
import { type Compiler, constant, type Step, type Test } from './step.ts';

type Relation = OrderNode['relation'];

/** The relation with its sides changed. */
const MIRRORED: Readonly<Record<Relation, Relation>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/** The order of two or three values. */
export function orderTest(node: OrderNode, compiler: Compiler): Test {
  if (node.args.length === 3) return between(node, compiler);
  const [a, b] = node.args;
  const left = constant(a);
  const right = constant(b);
  if (node.by === 'number') {
    const first = compiler.slot(a);
    const second = compiler.slot(b);
    if (typeof right?.value === 'number')
      return first === undefined
        ? stepNumber(node.relation, compiler.step(a), right.value)
        : slotNumber(node.relation, first, right.value);
    if (typeof left?.value === 'number')
      return second === undefined
        ? stepNumber(MIRRORED[node.relation], compiler.step(b), left.value)
        : slotNumber(MIRRORED[node.relation], second, left.value);
    if (first !== undefined && second !== undefined) return slotSlot(node.relation, first, second);
    return numbers(node.relation, compiler.step(a), compiler.step(b));
  }
  if (node.by === 'text') return texts(node.relation, compiler.step(a), compiler.step(b));
  if (typeof right?.value === 'number')
    return rankNumber(node.relation, compiler.step(a), right.value, (value) => [value, right.value], node.path);
  if (typeof left?.value === 'number')
    return rankNumber(MIRRORED[node.relation], compiler.step(b), left.value, (value) => [left.value, value], node.path);
  return ranks(node.relation, compiler.step(a), compiler.step(b), node.path);
}

function slotNumber(relation: Relation, slot: number, limit: number): Test {
  switch (relation) {
    case '<':
      return (slots) => (slots[slot] as number) < limit;
    case '<=':
      return (slots) => (slots[slot] as number) <= limit;
    case '>':
      return (slots) => (slots[slot] as number) > limit;
    case '>=':
      return (slots) => (slots[slot] as number) >= limit;
  }
}

function slotSlot(relation: Relation, a: number, b: number): Test {
  switch (relation) {
    case '<':
      return (slots) => (slots[a] as number) < (slots[b] as number);
    case '<=':
      return (slots) => (slots[a] as number) <= (slots[b] as number);
    case '>':
      return (slots) => (slots[a] as number) > (slots[b] as number);
    case '>=':
      return (slots) => (slots[a] as number) >= (slots[b] as number);
  }
}

function stepNumber(relation: Relation, a: Step, limit: number): Test {
  switch (relation) {
    case '<':
      return (slots, run) => (a(slots, run) as number) < limit;
    case '<=':
      return (slots, run) => (a(slots, run) as number) <= limit;
    case '>':
      return (slots, run) => (a(slots, run) as number) > limit;
    case '>=':
      return (slots, run) => (a(slots, run) as number) >= limit;
  }
}

function numbers(relation: Relation, a: Step, b: Step): Test {
  switch (relation) {
    case '<':
      return (slots, run) => (a(slots, run) as number) < (b(slots, run) as number);
    case '<=':
      return (slots, run) => (a(slots, run) as number) <= (b(slots, run) as number);
    case '>':
      return (slots, run) => (a(slots, run) as number) > (b(slots, run) as number);
    case '>=':
      return (slots, run) => (a(slots, run) as number) >= (b(slots, run) as number);
  }
}

function texts(relation: Relation, a: Step, b: Step): Test {
  switch (relation) {
    case '<':
      return (slots, run) => (a(slots, run) as string) < (b(slots, run) as string);
    case '<=':
      return (slots, run) => (a(slots, run) as string) <= (b(slots, run) as string);
    case '>':
      return (slots, run) => (a(slots, run) as string) > (b(slots, run) as string);
    case '>=':
      return (slots, run) => (a(slots, run) as string) >= (b(slots, run) as string);
  }
}

/** Against a written number, of a value of which nothing is known: a finite number, or it is refused. */
function rankNumber(
  relation: Relation,
  step: Step,
  limit: number,
  both: (value: JsonValue) => JsonValue[],
  path: string,
): Test {
  const judge = (value: JsonValue): number => {
    demandOrder(both(value), path);
    return value as number;
  };
  switch (relation) {
    case '<':
      return (slots, run) => {
        const value = step(slots, run);
        return (Number.isFinite(value) ? (value as number) : judge(value)) < limit;
      };
    case '<=':
      return (slots, run) => {
        const value = step(slots, run);
        return (Number.isFinite(value) ? (value as number) : judge(value)) <= limit;
      };
    case '>':
      return (slots, run) => {
        const value = step(slots, run);
        return (Number.isFinite(value) ? (value as number) : judge(value)) > limit;
      };
    case '>=':
      return (slots, run) => {
        const value = step(slots, run);
        return (Number.isFinite(value) ? (value as number) : judge(value)) >= limit;
      };
  }
}

function ranks(relation: Relation, a: Step, b: Step, path: string): Test {
  const holds = compare(relation);
  return (slots, run) => {
    const left = a(slots, run);
    const right = b(slots, run);
    if (!Number.isFinite(left) || !Number.isFinite(right)) demandOrder([left, right], path);
    return holds(left as number, right as number);
  };
}

function between(node: OrderNode, compiler: Compiler): Test {
  const [first, second, third] = node.args;
  const low = constant(first);
  const high = constant(third);
  const middle = compiler.slot(second);
  if (node.by === 'number' && low && high && middle !== undefined) {
    const least = low.value as number;
    const most = high.value as number;
    if (node.relation === '<') return (slots) => least < (slots[middle] as number) && (slots[middle] as number) < most;
    if (node.relation === '<=')
      return (slots) => least <= (slots[middle] as number) && (slots[middle] as number) <= most;
  }
  const a = compiler.step(first);
  const b = compiler.step(second);
  const c = compiler.step(third as NonNullable<typeof third>);
  const holds = compare(node.relation);
  const { path } = node;
  return (slots, run) => {
    const left = a(slots, run);
    const value = b(slots, run);
    const right = c(slots, run);
    if (!Number.isFinite(left) || !Number.isFinite(value) || !Number.isFinite(right))
      demandOrder([left, value, right], path);
    return holds(left as number, value as number) && holds(value as number, right as number);
  };
}

function compare(relation: Relation): (a: number, b: number) => boolean {
  switch (relation) {
    case '<':
      return (a, b) => a < b;
    case '<=':
      return (a, b) => a <= b;
    case '>':
      return (a, b) => a > b;
    case '>=':
      return (a, b) => a >= b;
  }
}
