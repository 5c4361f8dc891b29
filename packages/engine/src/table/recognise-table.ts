import type { IfNode, InNode, IrNode, OrderNode, VarNode } from '../ir/ir.ts';
import type { JsonValue } from '../issue.ts';
import type { Cell, CellBound, CellValue } from './cell.ts';
import { type DecisionTable, parsedTable, type TableRow } from './table.ts';

/** An `if` that is a table: its first row that holds is the branch that is taken, or none of them. */
export interface RecognisedTable {
  readonly table: DecisionTable;
  /** The slot that each column reads. */
  readonly slots: readonly number[];
}

/** What a condition demands of one slot. */
interface Demand {
  readonly slot: number;
  readonly cell: Cell;
}

const ANY: Cell = { kind: 'any' };

/**
 * Reads an `if` as a first-hit table, when all of its conditions compare slots with written values: equality, `in`, order,
 * their negations, and `and` of these. For values that are there and of the columns' kinds, none of these comparisons can
 * refuse, so that table and rule agree; for others the rule itself must be asked.
 */
export function recogniseTable(node: IfNode): RecognisedTable | undefined {
  const rows: { position: number; demands: Demand[] }[] = [];
  for (const [position, [when]] of node.branches.entries()) {
    const demands = demandsOf(when, false);
    if (demands === undefined) return undefined;
    if (demands !== 'never') rows.push({ position, demands });
  }
  // A slot of which a row demands several things that do not melt into one has several columns.
  const columns: { slot: number; nth: number }[] = [];
  const places = new Map<string, number>();
  const placeOf = (slot: number, nth: number): number => {
    const key = `${slot}/${nth}`;
    let place = places.get(key);
    if (place === undefined) places.set(key, (place = columns.push({ slot, nth }) - 1));
    return place;
  };
  const cells = rows.map(({ demands }) => {
    const made: Cell[] = [];
    for (const { slot, cell } of demands) {
      let nth = 0;
      let place = placeOf(slot, nth);
      for (let both = meet(made[place] ?? ANY, cell); ; both = meet(made[place] ?? ANY, cell)) {
        if (both !== undefined) {
          made[place] = both;
          break;
        }
        place = placeOf(slot, ++nth);
      }
    }
    return made;
  });
  const table = parsedTable(
    columns.map(({ slot }) => `${slot}`),
    rows.map(
      ({ position }, at): TableRow => ({
        id: `${position}`,
        position,
        cells: columns.map((_, place) => cells[at]?.[place] ?? ANY),
      }),
    ),
  );
  // Two columns of one slot must agree on what kind its values are.
  const kinds = new Map<number, string>();
  for (const [place, { slot }] of columns.entries()) {
    const kind = table?.columns[place]?.kind as string;
    if ((kinds.get(slot) ?? kind) !== kind) return undefined;
    kinds.set(slot, kind);
  }
  return table && { table, slots: columns.map(({ slot }) => slot) };
}

/** What must hold for a condition to hold, or for it not to; undefined when it is something else. */
function demandsOf(node: IrNode, not: boolean): Demand[] | 'never' | undefined {
  switch (node.op) {
    case 'const':
      if (typeof node.value !== 'boolean') return undefined;
      return node.value !== not ? [] : 'never';
    case 'not':
      return demandsOf(node.arg, node.twice ? not : !not);
    case 'and':
    case 'or':
      return (node.op === 'and') !== not ? all(node.args, not) : anyOf(node.args, not);
    case 'var':
      // As a condition, true or false; other kinds of values are handed over.
      return one(node, { kind: 'values', values: [!not], not: false });
    case 'equal': {
      const isNegated = (node.relation === '!=' || node.relation === '!==') !== not;
      const [left, right] = node.args;
      const [name, value] = left.op === 'const' ? [right, left] : [left, right];
      if (value.op !== 'const' || !isScalar(value.value)) return undefined;
      return one(name, { kind: 'values', values: [value.value], not: isNegated });
    }
    case 'in':
      return membership(node, not);
    case 'order':
      return order(node, not);
    default:
      return undefined;
  }
}

function one(node: IrNode, cell: Cell): Demand[] | undefined {
  if (node.op !== 'var' || node.steps.length > 0 || node.otherwise !== undefined) return undefined;
  return [{ slot: (node as VarNode).slot, cell }];
}

function all(args: readonly IrNode[], not: boolean): Demand[] | undefined {
  const demands: Demand[] = [];
  for (const arg of args) {
    const more = demandsOf(arg, not);
    // A row that never holds may still refuse a value.
    if (more === undefined || more === 'never') return undefined;
    demands.push(...more);
  }
  return demands;
}

/** Alternatives melt into one cell when each names values of one and the same slot. */
function anyOf(args: readonly IrNode[], not: boolean): Demand[] | undefined {
  let slot: number | undefined;
  const values: CellValue[] = [];
  for (const arg of args) {
    const demands = demandsOf(arg, not);
    if (demands === undefined || demands === 'never' || demands.length !== 1) return undefined;
    const [demand] = demands as [Demand];
    if (demand.cell.kind !== 'values' || demand.cell.not || (slot ?? demand.slot) !== demand.slot) return undefined;
    slot = demand.slot;
    values.push(...demand.cell.values);
  }
  return slot === undefined ? undefined : [{ slot, cell: { kind: 'values', values, not: false } }];
}

function membership({ needle, hay, metered }: InNode, not: boolean): Demand[] | undefined {
  if (metered || hay.op !== 'const' || !Array.isArray(hay.value) || hay.value.length === 0) return undefined;
  if (!hay.value.every(isScalar)) return undefined;
  return one(needle, { kind: 'values', values: hay.value as CellValue[], not });
}

const TURNED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function order({ relation, args }: OrderNode, not: boolean): Demand[] | undefined {
  const [a, b, c] = args;
  if (c !== undefined) {
    if (a.op !== 'const' || c.op !== 'const') return undefined;
    const low = boundOf(a.value, relation === '<=');
    const high = boundOf(c.value, relation === '<=');
    return low && high && one(b, { kind: 'range', low, high, not });
  }
  const [name, value, of] = a.op === 'const' ? [b, a, TURNED[relation]] : [a, b, relation];
  if (value.op !== 'const') return undefined;
  const bound = boundOf(value.value, of === '<=' || of === '>=');
  if (bound === undefined) return undefined;
  const isLow = (of === '>' || of === '>=') !== not;
  const end = not ? { value: bound.value, included: !bound.included } : bound;
  return one(name, isLow ? { kind: 'range', low: end, not: false } : { kind: 'range', high: end, not: false });
}

function boundOf(value: JsonValue, included: boolean): CellBound | undefined {
  return typeof value === 'number' || typeof value === 'string' ? { value, included } : undefined;
}

function isScalar(value: JsonValue): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** What both cells admit, as one cell; undefined when no single cell says it. */
function meet(a: Cell, b: Cell): Cell | undefined {
  if (a.kind === 'any') return b;
  if (b.kind === 'any') return a;
  if (a.kind !== 'range' || b.kind !== 'range' || a.not || b.not) return undefined;
  if ((a.low && b.low) || (a.high && b.high)) return undefined;
  return { ...a, ...b };
}
