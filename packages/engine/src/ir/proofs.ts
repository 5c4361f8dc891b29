import type { EqualNode, IrNode, OrderNode, ValueType } from './ir.ts';
import { isTextKind } from './value-type.ts';

/** Whether a node is proved to give a finite number. */
export function isNumber({ type }: IrNode): boolean {
  return type.kind === 'number' && !type.nullable;
}

/** What is proved of values in an order. */
export function orderBy(args: readonly IrNode[]): OrderNode['by'] {
  if (args.every(isNumber)) return 'number';
  const [first] = args;
  const isCivil = first !== undefined && (first.type.kind === 'date' || first.type.kind === 'month');
  return isCivil && args.every(({ type }) => type.kind === first.type.kind && !type.nullable) ? 'text' : 'rank';
}

/** Whether it is proved that JavaScript's `===` gives what the operator gives. */
export function equalBy(operator: EqualNode['relation'], [a, b]: EqualNode['args']): EqualNode['by'] {
  const left = scalarOf(a.type);
  const right = scalarOf(b.type);
  if (operator === '===' || operator === '!==') return left || right ? 'same' : 'kind';
  if (left === 'null' || right === 'null') return 'same';
  return left !== undefined && left === right ? 'same' : 'kind';
}

function scalarOf({ kind }: ValueType): 'text' | 'number' | 'boolean' | 'null' | undefined {
  if (isTextKind(kind)) return 'text';
  return kind === 'number' || kind === 'boolean' || kind === 'null' ? kind : undefined;
}
