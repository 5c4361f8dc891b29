import type { Node } from '../expression.ts';
import { type Closure, type Frame, Refusal } from '../frame.ts';
import type { Issue, JsonValue } from '../issue.ts';
import type { Operator } from '../operator.ts';
import { listOf, numberOf } from './operands.ts';

const RESERVED = new Set(['__proto__', 'prototype', 'constructor']);

/** The parts of a path; the empty path is everything. */
export function partsOf(path: string | number): string[] {
  return path === '' ? [] : String(path).split('.');
}

export function isReserved(path: string | number): boolean {
  return partsOf(path).some((part) => RESERVED.has(part));
}

function literalName(code: string) {
  return ([name]: readonly Node[], path: string): Issue[] => {
    if (name?.kind !== 'literal' || (typeof name.value !== 'string' && typeof name.value !== 'number' && name.value !== null)) {
      return [{ code, path, params: {} }];
    }
    return name.value !== null && isReserved(name.value) ? [{ code: 'reservedName', path, params: { name: String(name.value) } }] : [];
  };
}

const nameOf = (node: Node | undefined): string => (node?.kind === 'literal' && node.value !== null ? String(node.value) : '');

const isMissing = (frame: Frame, name: JsonValue, path: string): boolean => {
  if (typeof name !== 'string' && typeof name !== 'number') throw new Refusal('notText', path, { found: typeof name });
  if (isReserved(name)) throw new Refusal('reservedName', path, { name: String(name) });
  const value = frame.read(partsOf(name));
  return value === undefined || value === null || value === '';
};

export const names: readonly Operator[] = [
  {
    name: 'var',
    arity: [0, 2],
    doc: 'the value at a path; with a second argument: what to take when it is not there',
    check: (args, path) => (args.length === 0 ? [] : literalName('dynamicVar')(args, path)),
    build: ([, otherwise], [node], path) => {
      const parts = partsOf(nameOf(node));
      return (frame) => {
        if (parts.length === 0 && !frame.inBody && !frame.scope.whole) throw new Refusal('wholeScope', path);
        const value = frame.read(parts);
        return value === undefined ? (otherwise ? otherwise(frame) : null) : value;
      };
    },
  },
  {
    name: 'param',
    arity: [1, 1],
    doc: 'the value of a param of the pack',
    check: literalName('dynamicParam'),
    build: (_args, [node], path) => {
      const id = nameOf(node);
      return (frame) => {
        const value = frame.scope.param?.(id);
        if (value === undefined) throw new Refusal('paramNotInForce', path, { id });
        return value;
      };
    },
  },
  {
    name: 'isPresent',
    arity: [1, 1],
    doc: 'whether the value at a path is there and not null',
    check: literalName('dynamicVar'),
    build: (_args, [node]) => {
      const parts = partsOf(nameOf(node));
      return (frame) => {
        const value = frame.read(parts);
        return value !== undefined && value !== null;
      };
    },
  },
  {
    name: 'missing',
    arity: [1, 500],
    doc: 'those of the named paths that are absent, null or empty',
    build: (args, _nodes, path) => (frame) => {
      const values = args.map((arg) => arg(frame));
      const wanted = Array.isArray(values[0]) ? values[0] : values;
      return wanted.filter((name) => isMissing(frame, name, path));
    },
  },
  {
    name: 'missing_some',
    arity: [2, 2],
    doc: 'nothing when at least so many of the named paths are there, else those that are missing',
    build: ([count, list], _nodes, path) => (frame) => {
      const needed = numberOf((count as Closure)(frame), path);
      const wanted = listOf((list as Closure)(frame), path);
      if (!Number.isInteger(needed) || needed < 1 || needed > wanted.length) throw new Refusal('countOutOfRange', path, { least: 1, most: wanted.length });
      const absent = wanted.filter((name) => isMissing(frame, name, path));
      return wanted.length - absent.length >= needed ? [] : absent;
    },
  },
];
