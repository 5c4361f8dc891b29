import { isCivilDate, type JsonValue, type Node } from '@cebao/engine';
import type { FactSpec } from '../format.ts';
import { join, say, spoken } from './say.ts';
import type { Scene } from './scene.ts';
import { isRoundMoney, type MoneyStyle, type ValueSpec, valueWords } from './values.ts';

type Spec = NonNullable<FactSpec['items']>;

/** The written name that a `var` reads; undefined for any other node. */
export function nameRead(node: Node | undefined): string | undefined {
  if (node?.kind !== 'call' || node.operator !== 'var') return undefined;
  const [first] = node.args;
  if (first === undefined) return '';
  return first.kind === 'literal' && (typeof first.value === 'string' || typeof first.value === 'number')
    ? String(first.value)
    : undefined;
}

/** What the decision declares of a name or dotted path, inside a loop of the item. */
export function specOf(path: string, scene: Scene): Spec | undefined {
  const parts = path === '' ? [] : path.split('.');
  let spec: Spec | undefined;
  if (scene.item !== undefined) spec = scene.item ?? undefined;
  else spec = scene.decision.facts[parts.shift() ?? ''];
  for (const part of parts) spec = spec?.properties?.[part] ?? (/^\d+$/.test(part) ? spec?.items : undefined);
  return spec ?? (scene.item === null && path !== '' ? specAnywhere(scene.decision.facts, path) : undefined);
}

/** A field of some fact by its name alone: what a made list's items are called after. */
export function specAnywhere(specs: Readonly<Record<string, Spec>>, name: string): Spec | undefined {
  for (const spec of Object.values(specs)) {
    for (const properties of [spec.properties, spec.items?.properties]) {
      if (!properties) continue;
      const found = properties[name] ?? specAnywhere(properties, name);
      if (found) return found;
    }
  }
  return undefined;
}

/** What is known of the value of a node: its unit and words. */
export function valueSpecOf(
  node: Node | undefined,
  scene: Scene,
): (ValueSpec & { readonly type?: string }) | undefined {
  if (node?.kind !== 'call') return undefined;
  const name = nameRead(node);
  if (name !== undefined) return specOf(name, scene);
  if (node.operator === 'param') {
    const [id] = node.args;
    return id?.kind === 'literal' ? scene.param(String(id.value)) : undefined;
  }
  const first = ['round', 'max', 'min', 'difference', 'sum', '+', '-', 'moneySum', 'distinct', 'filter', 'merge', 'if'];
  if (!first.includes(node.operator)) return undefined;
  for (const arg of node.args) {
    const spec = valueSpecOf(arg, scene);
    if (spec) return spec;
  }
  return undefined;
}

/** The title of a name; what nobody has named is said in general words, never by its code. */
export function titleOf(path: string, scene: Scene): string {
  if (path === '$at') return say('asked');
  if (path === '$region') return say('place');
  if (path === '$level') return say('placeLevel');
  if (path === '') return say('item');
  const own = specOf(path, scene)?.title;
  const last = path.split('.').at(-1) ?? '';
  return (
    own ?? scene.name(path) ?? scene.name(last) ?? specAnywhere(scene.decision.facts, last)?.title ?? say('someFact')
  );
}

/** A value with all that is known of it; objects by the titles of their fields, typed codes in quotes. */
export function told(value: JsonValue, spec: ValueSpec | undefined, scene: Scene, style: MoneyStyle = 'short'): string {
  if (Array.isArray(value) && value.some((item) => item !== null && typeof item === 'object'))
    return join(
      value.map((item) => told(item, (spec as Spec | undefined)?.items ?? spec, scene, style)),
      'sentence',
    );
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return join(
      Object.entries(value).map(([key, item]) => {
        const field = (spec as Spec | undefined)?.properties?.[key] ?? specAnywhere(scene.decision.facts, key);
        return say('field', { label: field?.title ?? scene.name(key) ?? '', value: told(item, field, scene, style) });
      }),
      'clause',
    );
  return valueWords(value, spec, (text) => scene.name(text) ?? spoken(text), style);
}

/** The value of a node as it was met: watched, read, or written. */
export function valueOf(node: Node, scene: Scene): JsonValue | undefined {
  if (node.kind === 'literal') return node.value;
  if (Object.hasOwn(scene.values, node.path)) return scene.values[node.path];
  if (scene.item !== undefined) return undefined;
  const name = nameRead(node);
  if (name !== undefined) return valueAt(scene.read(name.split('.')[0] as string), name.split('.').slice(1));
  if (node.kind === 'call' && node.operator === 'param') {
    const [id] = node.args;
    return id?.kind === 'literal' ? scene.param(String(id.value))?.value : undefined;
  }
  return undefined;
}

function valueAt(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let found = value;
  for (const part of path) {
    if (found === null || typeof found !== 'object') return undefined;
    found = Array.isArray(found) ? found[Number(part)] : Object.hasOwn(found, part) ? found[part] : undefined;
  }
  return found;
}

const DAYS = new Set(['addMonths', 'addDays', 'monthOf']);

/** Whether an order is one of days or months. */
export function isOfDays(nodes: readonly Node[], scene: Scene): boolean {
  return nodes.some((node) => {
    const name = nameRead(node);
    if (name === '$at') return true;
    if (node.kind === 'call' && DAYS.has(node.operator)) return true;
    const type = valueSpecOf(node, scene)?.type;
    if (type === 'date' || type === 'month') return true;
    const value = valueOf(node, scene);
    return typeof value === 'string' && (isCivilDate(value) || isCivilDate(`${value}-01`));
  });
}

/** Both sides of a comparison of money in one way: ten-thousands when both are round, else yuan. */
export function stylesOf(values: readonly (JsonValue | undefined)[], unit: string | undefined): readonly MoneyStyle[] {
  const numbers = values.filter((value): value is number => typeof value === 'number');
  const small = (value: number) => isRoundMoney(value, unit) || value === 0;
  if (numbers.every(small)) return values.map(() => 'short');
  return values.map((_, index) => (index === 0 ? 'yuan' : 'both'));
}
