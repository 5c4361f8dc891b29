import { childrenOf } from '../ir/children.ts';
import type { IrNode } from '../ir/ir.ts';
import { notPure } from './code.ts';
import type { Writer } from './writer.ts';

/** A condition of more comparisons is better left at the first that decides. */
const MOST_COMPARISONS = 16;
/** Conditions of one choice out of a table; the table has two to that power places. */
const MOST_CONDITIONS = 4;

/**
 * A condition without a jump in it: comparisons joined with `&` and `|`, for code that answers many rules at once.
 * There the processor guesses wrong at most jumps, which costs more than comparing a few values too many. Undefined
 * when the condition needs a look at its values, or is too long.
 */
export function bitsOf(w: Writer, node: IrNode): string | undefined {
  if (!w.eager || w.keyOf(node) === undefined || comparisons(node) > MOST_COMPARISONS) return undefined;
  return w.code.attempt(() => bits(w, node));
}

function bits(w: Writer, node: IrNode): string {
  const shared = w.part(node);
  if (shared !== undefined) return shared.kind === 'boolean' ? flag(shared.text, node) : notPure();
  switch (node.op) {
    case 'and':
    case 'or':
      return `(${node.args.map((arg) => bits(w, arg)).join(node.op === 'and' ? ' & ' : ' | ')})`;
    case 'not':
      return node.twice ? bits(w, node.arg) : `(${bits(w, node.arg)} ^ 1)`;
    case 'const':
      return typeof node.value === 'boolean' ? String(Number(node.value)) : notPure();
    case 'var':
      return node.type.kind === 'boolean' ? flag(w.value(node).text, node) : notPure();
    case 'in':
    case 'order':
    case 'equal':
      return w.condition(node);
    default:
      return notPure();
  }
}

/** A fact that is true or false, as the result of a comparison. */
function flag(text: string, node: IrNode): string {
  return node.op === 'var' ? `(${text} === true)` : text;
}

function comparisons(node: IrNode): number {
  const own = node.op === 'order' || node.op === 'equal' ? 1 : 0;
  const listed =
    node.op === 'in' && node.hay.op === 'const' && Array.isArray(node.hay.value) ? node.hay.value.length : 0;
  return childrenOf(node).reduce((sum, child) => sum + comparisons(child), own + listed);
}

/** An `if` between written values, looked up in a table by the bits of its conditions. */
export function lookedUp(
  w: Writer,
  node: IrNode & { op: 'if' },
  literalOf: (node: IrNode) => string | undefined,
): string | undefined {
  const { branches } = node;
  if (!w.eager || branches.length === 0 || branches.length > MOST_CONDITIONS) return undefined;
  const values = [...branches.map(([, then]) => literalOf(then)), node.otherwise ? literalOf(node.otherwise) : 'null'];
  const tests = branches.map(([when]) => bitsOf(w, when));
  if (values.includes(undefined) || tests.includes(undefined)) return undefined;
  const places = Array.from({ length: 2 ** branches.length }, (_, place) => {
    const first = branches.findIndex((_, index) => (place >> index) & 1);
    return values[first === -1 ? branches.length : first];
  });
  const place =
    tests.length === 1 ? `${tests[0]} & 1` : tests.map((test, index) => `(${test} << ${index})`).join(' | ');
  return `K[${w.table(places as string[])} + (${place})]`;
}
