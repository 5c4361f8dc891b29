import type { MissingNode, NamesNode, PairNode, ParamNode, PresentNode, VarNode, WholeNode } from '../ir/ir.ts';
import type { Slots } from '../ir/slots.ts';
import type { JsonValue } from '../issue.ts';
import { demandWhole } from '../numbers.ts';
import { findMissing, findMissingSome, isMissing, type ReadPath } from '../operators/access.ts';
import { refuse } from '../refusal.ts';
import { type RunState, readOwn, readSteps } from '../run-state.ts';
import type { Scope } from '../scope.ts';
import { type Compiler, fill, keeping, type Step, type Test, UNREAD } from './step.ts';

/** Reads a value that may not be there. */
export type Reader = (slots: Slots, run: RunState) => JsonValue | undefined;

/** The value of a slot, after some steps. */
export function reader(slot: number, steps: readonly string[], path: string, { table, lazy }: Compiler): Reader {
  const isLazy = lazy && table.sources[slot]?.kind !== 'item';
  const [only] = steps;
  if (only === undefined) {
    if (!isLazy) return (slots) => slots[slot];
    return (slots, run) => {
      const value = slots[slot];
      return value === UNREAD ? fill(table, slots, slot, run) : value;
    };
  }
  if (isLazy) {
    return (slots, run) => {
      const value = slots[slot];
      return readSteps(value === UNREAD ? fill(table, slots, slot, run) : value, steps, path);
    };
  }
  if (steps.length > 1) return (slots) => readSteps(slots[slot], steps, path);
  return (slots) => {
    const from = slots[slot] as JsonValue;
    if (from === null || typeof from !== 'object') return from === undefined ? from : readOwn(from, only, path);
    return Object.hasOwn(from, only) ? (from as Record<string, JsonValue>)[only] : undefined;
  };
}

export function varStep(node: VarNode, compiler: Compiler): Step {
  const { slot, steps, path, type } = node;
  const [only] = steps;
  if (!type.nullable && !compiler.lazy) {
    // Proved to be there, by facts that were validated.
    if (only === undefined) return (slots) => slots[slot] as JsonValue;
    if (steps.length === 1 && type.kind !== 'unknown')
      return (slots) => (slots[slot] as Record<string, JsonValue>)[only] as JsonValue;
  }
  const read = reader(slot, steps, path, compiler);
  if (node.otherwise === undefined) return (slots, run) => read(slots, run) ?? null;
  const { id } = node.otherwise;
  const otherwise = compiler.keep ? keeping(id, compiler.step(node.otherwise)) : compiler.step(node.otherwise);
  return (slots, run) => {
    const value = read(slots, run);
    return value === undefined ? otherwise(slots, run) : value;
  };
}

export function wholeStep({ slot, path }: WholeNode, compiler: Compiler): Step {
  const read = reader(slot, [], path, compiler);
  return (slots, run) => {
    const value = read(slots, run);
    return value === undefined ? refuse('wholeScope', path) : value;
  };
}

export function pairStep({ current, accumulator }: PairNode): Step {
  return (slots) => ({ current: slots[current] as JsonValue, accumulator: slots[accumulator] as JsonValue });
}

export function paramStep({ slot, param, path }: ParamNode, compiler: Compiler): Step {
  const read = reader(slot, [], path, compiler);
  return (slots, run) => read(slots, run) ?? refuse('missingParam', path, { id: param });
}

export function presentTest({ slot, steps, path }: PresentNode, compiler: Compiler): Test {
  const read = reader(slot, steps, path, compiler);
  return (slots, run) => (read(slots, run) ?? null) !== null;
}

export function missingStep(node: MissingNode, compiler: Compiler): Step {
  const { path, asked } = node;
  const names = node.names.map(({ name, slot, steps }) => ({
    name,
    read: slot === undefined ? () => undefined : reader(slot, steps, path, compiler),
  }));
  const find = (slots: Slots, run: RunState): JsonValue[] => {
    const missing: JsonValue[] = [];
    for (const { name, read } of names) if (isMissing(read(slots, run))) missing.push(name);
    return run.made(missing, path);
  };
  if (node.need === undefined) return find;
  const need = compiler.step(node.need);
  return (slots, run) => {
    const needed = demandWhole(need(slots, run), 1, asked, path);
    const missing = find(slots, run);
    return asked - missing.length >= needed ? [] : missing;
  };
}

export function namesStep(node: NamesNode, compiler: Compiler): Step {
  const { path, from } = node;
  const args = node.args.map((arg) => compiler.step(arg));
  const find = node.operator === 'missing' ? findMissing : findMissingSome;
  const scope = 'scope' in from ? reader(from.scope, [], path, compiler) : undefined;
  return (slots, run) => {
    let read: ReadPath;
    if (scope !== undefined) {
      const given = scope(slots, run) as unknown as Scope;
      read = (segments) => readSteps(given.get(segments[0] as string), segments.slice(1), path);
    } else {
      const item =
        'item' in from
          ? slots[from.item]
          : 'current' in from
            ? { current: slots[from.current] as JsonValue, accumulator: slots[from.accumulator] as JsonValue }
            : undefined;
      read = (segments) => readSteps(item, segments, path);
    }
    return find(
      args.map((arg) => arg(slots, run)),
      read,
      run,
      path,
    );
  };
}
