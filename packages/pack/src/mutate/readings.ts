import type { JsonValue } from '@cebao/engine';
import type { Decision } from '../format.ts';
import type { Pack } from '../pack.ts';

/** What a decision's answers rest on, by id. */
export interface Readings {
  readonly flows: ReadonlySet<string>;
  readonly params: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
}

/**
 * What every decision reads, over all packs and layers: its flow, the params of both, and the sources that say from
 * when they hold.
 */
export function readingsOf(packs: readonly Pack[]): ReadonlyMap<string, Readings> {
  const flows = group(packs.flatMap((pack) => pack.flows));
  const params = group(packs.flatMap((pack) => pack.params));
  const decisions = group(packs.flatMap((pack) => pack.decisions));
  return new Map(
    [...decisions].map(([id, versions]) => {
      const asked = new Set(versions.flatMap(({ flow }) => (flow === undefined ? [] : [flow])));
      const read = new Set<string>();
      for (const item of [...versions, ...[...asked].flatMap((flow) => flows.get(flow) ?? [])])
        collectParams(item, read);
      const sources = new Set<string>();
      for (const { from, sources: cited } of versions) if (from === undefined && cited[0]) sources.add(cited[0].source);
      for (const param of [...read].flatMap((one) => params.get(one) ?? []))
        for (const entry of param.values)
          if (entry.from === undefined && entry.sources?.[0]) sources.add(entry.sources[0].source);
      return [id, { flows: asked, params: read, sources }];
    }),
  );
}

/** Every place of an item where the first source decides from when it holds, or where a param is read. */
function collectParams(value: unknown, into: Set<string>): void {
  if (value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const item of value) collectParams(item, into);
    return;
  }
  for (const [key, child] of Object.entries(value as Record<string, JsonValue>)) {
    if (key === 'param' || key === 'layerOf') {
      const [name] = [child].flat();
      if (typeof name === 'string') into.add(name);
    }
    collectParams(child, into);
  }
}

function group<T extends { id: string }>(items: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(item.id, [...(found.get(item.id) ?? []), item]);
  return found;
}

/** A fact as declared by one of some decisions, by dotted name; names inside the items of a list count too. */
export function factOf(
  decisions: readonly Decision[],
  name: string,
): Omit<Decision['facts'][string], 'title'> | undefined {
  for (const { facts } of decisions) {
    const [head = '', ...rest] = name.split('.');
    let spec: Omit<Decision['facts'][string], 'title'> | undefined = facts[head];
    for (const part of rest) spec = spec?.properties?.[part] ?? spec?.items?.properties?.[part];
    if (spec) return spec;
    for (const one of Object.values(facts)) {
      const inside = one.items?.properties?.[name] ?? (name === '' ? one.items : undefined);
      if (inside) return inside;
    }
  }
  return undefined;
}
