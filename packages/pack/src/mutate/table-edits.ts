import type { JsonValue } from '@cebao/engine';
import type { Decision, Table } from '../format.ts';
import { type Codes, codeExchanged, itemDates, outcomeEdits, swap } from './decision-edits.ts';
import {
  type Draft,
  dateEdits,
  drop,
  expressionEdits,
  type Meaning,
  nextOf,
  numberEdits,
  set,
} from './expression-edits.ts';
import { isDayOrMonth } from './granularity.ts';
import type { Path } from './mutant.ts';

const FLIPPED: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

/** Mutations of a table: rows dropped and exchanged, cells opened, their values and ends moved, what rows answer. */
export function tableEdits(table: Table, meaning: Meaning, codes: Codes): Draft[] {
  return table.rows.flatMap((row, index) => {
    const at: Path = ['table', 'rows', index];
    const after = table.rows[index + 1];
    const then = row.then;
    return [
      ...(table.rows.length > 1 ? [drop('ruleDropped', at, row.id)] : []),
      ...(after && table.hit === 'first' ? [swap(at, row, ['table', 'rows', index + 1], after)] : []),
      ...itemDates(row, at),
      ...row.when.flatMap((cell, column) =>
        cellEdits(cell as JsonValue, [...at, 'when', column], specOf(table, column, meaning)),
      ),
      ...(Array.isArray(then)
        ? then.flatMap((value, output) => expressionEdits(value as JsonValue, [...at, 'then', output], meaning))
        : outcomeEdits(then, [...at, 'then'], meaning, codes)),
      ...(row.reason === undefined
        ? []
        : [
            drop('codeDropped', [...at, 'reason'], row.reason),
            ...codeExchanged(row.reason, [...at, 'reason'], codes.reasons),
          ]),
    ];
  });
}

type Spec = Omit<Decision['facts'][string], 'title'> | undefined;

function specOf(table: Table, column: number, meaning: Meaning): Spec {
  const fact = table.inputs[column]?.fact;
  return fact === undefined ? undefined : meaning.fact(fact);
}

function cellEdits(cell: JsonValue, at: Path, spec: Spec): Draft[] {
  if (cell === '-') return [];
  return [set('cellOpened', at, cell, '-'), ...demandEdits(cell, at, spec)];
}

function demandEdits(cell: JsonValue, at: Path, spec: Spec): Draft[] {
  if (Array.isArray(cell))
    return cell.length > 1 ? cell.map((item, index) => drop('listItemDropped', [...at, index], item)) : [];
  if (typeof cell === 'boolean') return [set('truthFlipped', at, cell, !cell)];
  if (typeof cell === 'number') return numberEdits(cell, at, spec);
  if (isDayOrMonth(cell)) return dateEdits(cell, at);
  if (typeof cell === 'string') {
    const other = nextOf((spec?.enum ?? Object.keys(spec?.labels ?? {})) as JsonValue[], cell);
    return other === undefined ? [] : [set('textExchanged', at, cell, other)];
  }
  if (cell === null) return [];
  if ('not' in cell)
    return [
      set('conditionNegated', at, cell, cell.not ?? null),
      ...demandEdits(cell.not ?? null, [...at, 'not'], spec),
    ];
  return Object.entries(cell).flatMap(([end, value]) => {
    const other = FLIPPED[end];
    if (other === undefined) return [];
    const { [end]: _end, ...rest } = cell;
    return [
      set('comparisonFlipped', at, cell, { ...rest, [other]: value }),
      ...(Object.keys(rest).length > 0 ? [drop('partDropped', [...at, end], value)] : []),
      ...(typeof value === 'number' ? numberEdits(value, [...at, end], spec) : []),
      ...(isDayOrMonth(value) ? dateEdits(value, [...at, end]) : []),
    ];
  });
}
