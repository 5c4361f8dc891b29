import type { EqualNode, InNode, IrNode } from '../ir/ir.ts';
import type { JsonValue } from '../issue.ts';
import { isEqual, isSame } from '../operators/comparison.ts';
import { isIn } from '../operators/text.ts';
import { type Compiler, constant, type Test } from './step.ts';

/** Equality of two values. */
export function equalTest(node: EqualNode, compiler: Compiler): Test {
  const holds = equal(node, compiler);
  return node.relation === '==' || node.relation === '===' ? holds : (slots, run) => !holds(slots, run);
}

function equal(node: EqualNode, compiler: Compiler): Test {
  const [a, b] = node.args;
  const { path } = node;
  const judge = node.relation === '==' || node.relation === '!=' ? isEqual : isSame;
  const [written, other] = constant(b) ? [constant(b), a] : [constant(a), b];
  if (written !== undefined) {
    const { value } = written;
    if (value === null) {
      const slot = compiler.slot(other);
      if (slot !== undefined) return (slots) => slots[slot] === undefined || slots[slot] === null;
    } else if (node.by === 'same') {
      const slot = compiler.slot(other);
      if (slot !== undefined) return (slots) => slots[slot] === value;
    }
    if (node.by === 'same' || value === null) {
      const step = compiler.step(other);
      return (slots, run) => step(slots, run) === value;
    }
    if (typeof value !== 'object') {
      const step = compiler.step(other);
      const kind = typeof value;
      return (slots, run) => {
        const found = step(slots, run);
        return found === value || (typeof found === kind ? false : judge(...ordered(found), path));
      };
    }
  }
  const left = compiler.step(a);
  const right = compiler.step(b);
  if (node.by === 'same') return (slots, run) => left(slots, run) === right(slots, run);
  return (slots, run) => judge(left(slots, run), right(slots, run), path);

  function ordered(found: JsonValue): [JsonValue, JsonValue] {
    const value = written?.value ?? null;
    return other === a ? [found, value] : [value, found];
  }
}

/** Membership in a list or text. */
export function inTest(node: InNode, compiler: Compiler): Test {
  const { path, metered } = node;
  const hay = constant(node.hay)?.value;
  if (Array.isArray(hay) && isScalar(node.needle) && !metered) return memberTest(node.needle, hay, compiler);
  const needle = compiler.step(node.needle);
  if (Array.isArray(hay)) {
    const set = new Set(hay);
    return (slots, run) => {
      const value = needle(slots, run);
      if (value !== null && typeof value === 'object') return isIn(value, hay, run, path, metered);
      if (metered) run.charge(hay.length, path);
      return set.has(value);
    };
  }
  const list = compiler.step(node.hay);
  return (slots, run) => isIn(needle(slots, run), list(slots, run), run, path, metered);
}

function isScalar({ type: { kind } }: IrNode): boolean {
  return kind !== 'unknown' && kind !== 'list' && kind !== 'record';
}

/** Whether a value is one of some; few are compared one by one. */
function memberTest(node: IrNode, hay: readonly JsonValue[], compiler: Compiler): Test {
  const slot = hay.includes(null) ? undefined : compiler.slot(node);
  const [a, b, c] = hay;
  if (slot !== undefined) {
    switch (hay.length) {
      case 1:
        return (slots) => slots[slot] === a;
      case 2:
        return (slots) => slots[slot] === a || slots[slot] === b;
      case 3:
        return (slots) => slots[slot] === a || slots[slot] === b || slots[slot] === c;
    }
  }
  const step = compiler.step(node);
  if (hay.length <= 8) return (slots, run) => hay.indexOf(step(slots, run)) !== -1;
  const set = new Set(hay);
  return (slots, run) => set.has(step(slots, run));
}
