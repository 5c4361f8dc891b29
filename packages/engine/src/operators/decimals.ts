import * as decimal from '../decimal.ts';
import type { Closure, Frame } from '../frame.ts';
import { Refusal } from '../frame.ts';
import type { JsonValue } from '../issue.ts';
import type { Operator } from '../operator.ts';
import { listOf, numberOf, textOf } from './operands.ts';

const MAX_SCALE = 12;

function exactly(value: decimal.Decimal, path: string): number {
  const number = decimal.toNumber(value);
  if (number === undefined) throw new Refusal('notRepresentable', path);
  return number;
}

function scaleOf(value: JsonValue, path: string): number {
  const scale = numberOf(value, path);
  if (!Number.isInteger(scale) || scale < 0 || scale > MAX_SCALE) throw new Refusal('countOutOfRange', path, { least: 0, most: MAX_SCALE });
  return scale;
}

/** The arguments, or the items of the one list that is given. */
function terms(args: readonly Closure[], frame: Frame): JsonValue[] {
  const values = args.map((arg) => arg(frame));
  const list = values.length === 1 && Array.isArray(values[0]) ? values[0] : values;
  return list;
}

const total = (values: readonly JsonValue[], path: string): decimal.Decimal =>
  values.map((value) => decimal.decimalOf(numberOf(value, path))).reduce(decimal.add, { digits: 0n, scale: 0 });

/** Exact decimals: numbers are taken as they are written, results are exact or refused. */
export const decimals: readonly Operator[] = [
  {
    name: 'sum',
    arity: [1, 500],
    doc: 'exact sum of the arguments or of one list',
    build: (args, _nodes, path) => (frame) => {
      const values = terms(args, frame);
      frame.charge(values.length, path);
      return exactly(total(values, path), path);
    },
  },
  {
    name: 'difference',
    arity: [2, 2],
    doc: 'exact difference',
    build: ([a, b], _nodes, path) => (frame) =>
      exactly(decimal.subtract(decimal.decimalOf(numberOf((a as Closure)(frame), path)), decimal.decimalOf(numberOf((b as Closure)(frame), path))), path),
  },
  {
    name: 'product',
    arity: [1, 50],
    doc: 'exact product of the arguments or of one list',
    build: (args, _nodes, path) => (frame) => {
      const values = terms(args, frame);
      frame.charge(values.length, path);
      return exactly(values.map((value) => decimal.decimalOf(numberOf(value, path))).reduce(decimal.multiply, { digits: 1n, scale: 0 }), path);
    },
  },
  {
    name: 'quotient',
    arity: [3, 3],
    doc: 'quotient to a number of decimals, half away from zero',
    build: ([a, b, s], _nodes, path) => (frame) => {
      const divisor = numberOf((b as Closure)(frame), path);
      if (divisor === 0) throw new Refusal('divisionByZero', path);
      const scale = scaleOf((s as Closure)(frame), path);
      return exactly(decimal.divide(decimal.decimalOf(numberOf((a as Closure)(frame), path)), decimal.decimalOf(divisor), scale), path);
    },
  },
  {
    name: 'round',
    arity: [2, 2],
    doc: 'rounded to a number of decimals, half away from zero',
    build: ([a, s], _nodes, path) => (frame) => exactly(decimal.round(decimal.decimalOf(numberOf((a as Closure)(frame), path)), scaleOf((s as Closure)(frame), path)), path),
  },
  {
    name: 'moneySum',
    arity: [1, 500],
    doc: 'sum of amounts in yuan; each must name whole fen',
    build: (args, _nodes, path) => (frame) => {
      const values = terms(args, frame);
      frame.charge(values.length, path);
      for (const value of values) if (decimal.decimalOf(numberOf(value, path)).scale > 2) throw new Refusal('notWholeFen', path, { found: value });
      return exactly(total(values, path), path);
    },
  },
  {
    name: 'sumBy',
    arity: [3, 3],
    doc: 'the exact sums of a field of the list’s records, one per group of equal keys, in order of first appearance',
    build: ([list, keys, field], _nodes, path) => (frame) => {
      const records = listOf((list as Closure)(frame), path);
      const by = listOf((keys as Closure)(frame), path).map((key) => textOf(key, path));
      const name = textOf((field as Closure)(frame), path);
      frame.charge(records.length, path);
      const groups = new Map<string, decimal.Decimal>();
      for (const record of records) {
        if (record === null || typeof record !== 'object' || Array.isArray(record)) throw new Refusal('notARecord', path);
        const group = JSON.stringify(by.map((key) => (Object.hasOwn(record, key) ? record[key] : null)));
        const amount = decimal.decimalOf(numberOf((Object.hasOwn(record, name) ? record[name] : null) as JsonValue, path));
        groups.set(group, decimal.add(groups.get(group) ?? { digits: 0n, scale: 0 }, amount));
      }
      return [...groups.values()].map((value) => exactly(value, path));
    },
  },
];
