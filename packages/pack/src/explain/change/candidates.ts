import type { JsonValue, Node } from '@cebao/engine';
import type { Decision, FactSpec } from '../../format.ts';
import { treeValue } from '../met-value.ts';
import type { Scene } from '../scene.ts';
import { type Candidate, factAt } from './candidate.ts';
import { type Grid, gridOf } from './grid.ts';
import { comparedWith, nodesOf } from './trees.ts';

type Spec = NonNullable<FactSpec['items']>;

/** A fact that may be suggested to be otherwise. */
export interface Leaf {
  readonly path: string;
  readonly spec: Spec;
  readonly stated: JsonValue | undefined;
}

/** The facts of a decision down to single values, without those that nobody may be advised to change. */
export function leavesOf(decision: Decision, facts: Readonly<Record<string, JsonValue>>): Leaf[] {
  const found: Leaf[] = [];
  const collect = (specs: Readonly<Record<string, FactSpec>>, before: string) => {
    for (const [name, spec] of Object.entries(specs)) {
      if (spec.advise === false || spec.unread !== undefined) continue;
      const path = `${before}${name}`;
      if (spec.type === 'object') collect(spec.properties ?? {}, `${path}.`);
      else found.push({ path, spec, stated: factAt(facts, path) ?? undefined });
    }
  };
  collect(decision.facts, '');
  return found;
}

/** Other values of a fact that the rules, lists and bounds name. */
export function candidatesOf(leaf: Leaf, scene: Scene, trees: readonly Node[]): Candidate[] {
  const { spec } = leaf;
  if (spec.type === 'boolean')
    return [true, false].filter((value) => value !== leaf.stated).map((value) => is(leaf.path, value));
  const grid = gridOf(spec);
  if (grid) return boundaryCandidates(leaf, grid, namedValues(leaf, scene, trees));
  if (spec.type === 'string') return choiceCandidates(leaf, scene, trees);
  return spec.type === 'array' ? listCandidates(leaf, scene, trees) : [];
}

function is(path: string, value: JsonValue): Candidate {
  return { path, value, manner: { kind: 'is' }, distance: 1 };
}

/** The values met on the other side of comparisons with a fact. */
function namedValues({ path }: Leaf, scene: Scene, trees: readonly Node[]): JsonValue[] {
  return comparedWith(trees, path).flatMap((node) => {
    const value = treeValue(node, scene);
    return value === undefined || value === null ? [] : [value];
  });
}

/** Each boundary, just above and just below. */
export function boundaryCandidates(
  { path, spec, stated }: Pick<Leaf, 'path' | 'spec' | 'stated'>,
  grid: Grid,
  named: readonly JsonValue[],
): Candidate[] {
  const points = [
    ...named,
    ...(spec.min === undefined ? [] : [spec.min]),
    ...(spec.max === undefined ? [] : [spec.max]),
  ];
  const type = grid.ordered === 'number' ? 'number' : 'string';
  const found: Candidate[] = [];
  const stood = typeof stated === type ? grid.at(stated as number | string) : Number.NaN;
  const from = Number.isFinite(stood) ? stood : undefined;
  for (const bound of new Set(points)) {
    if (typeof bound !== type) continue;
    const index = grid.at(bound as number | string);
    if (!Number.isFinite(index)) continue;
    for (const step of [0, 1, -1]) {
      const at = index + step;
      if (from === at || at < (grid.lowest ?? at) || at > (grid.highest ?? at)) continue;
      const up = from === undefined ? step >= 0 : at > from;
      const side = step === 0 ? (up ? 'reaches' : 'atMost') : step > 0 ? 'exceeds' : 'below';
      const distance = from === undefined ? 1 : Math.abs(at - from);
      found.push({
        path,
        value: grid.value(at),
        manner: { kind: 'bound', side, bound: bound as number | string },
        distance,
      });
    }
  }
  return found;
}

function choiceCandidates(leaf: Leaf, scene: Scene, trees: readonly Node[]): Candidate[] {
  const { spec, path, stated } = leaf;
  const values = new Set<JsonValue>([...(spec.enum ?? []), ...Object.keys(spec.labels ?? {})]);
  for (const value of namedValues(leaf, scene, trees))
    for (const item of Array.isArray(value) ? value : [value])
      if (typeof item === 'string' && item !== '' && (spec.enum === undefined || spec.open)) values.add(item);
  values.delete(stated ?? null);
  return [...values].map((value) => is(path, value));
}

/** One item more or less, and all that are asked for at once. */
function listCandidates({ path, spec, stated }: Leaf, scene: Scene, trees: readonly Node[]): Candidate[] {
  if (stated === undefined) return [];
  const given = Array.isArray(stated) ? stated : [];
  const items = spec.items;
  if (!items || items.type === 'object' || items.type === 'array') return [];
  const known = new Set<JsonValue>([...(items.enum ?? []), ...Object.keys(items.labels ?? {})]);
  const wanted: JsonValue[][] = [];
  for (const node of nodesOf(trees)) {
    if (node.kind !== 'call' || (node.operator !== 'absent' && node.operator !== 'sameSet')) continue;
    for (const arg of node.args) {
      const value = treeValue(arg, scene);
      if (Array.isArray(value) && value.every((item) => typeof item === 'string')) wanted.push(value);
    }
  }
  for (const list of wanted) for (const item of list) known.add(item);
  const lacking = [...known].filter((item) => !given.includes(item));
  const add = (more: readonly JsonValue[]): Candidate => ({
    path,
    value: [...given, ...more],
    manner: { kind: 'add', items: more },
    distance: more.length,
  });
  const together = wanted.map((list) => list.filter((item) => !given.includes(item))).filter((list) => list.length > 1);
  return [
    ...lacking.map((item) => add([item])),
    ...together.map(add),
    ...[...new Set(given)].map(
      (item): Candidate => ({
        path,
        value: given.filter((other) => other !== item),
        manner: { kind: 'drop', items: [item] },
        distance: 1,
      }),
    ),
  ];
}
