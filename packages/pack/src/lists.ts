import type { Issue } from '@cebao/engine';
import type { List } from './format.ts';
import type { Layer, Layered, LayeredPack } from './layered-pack.ts';

/** An entry of a list as it reads on a date, with the layer that states it. */
export type ReadEntry = List['entries'][number] & { readonly layer: number };

/**
 * The entries of a list that hold on a date, laid over one another as the upper list's merge mode allows: `append` the
 * upper entries and then the lower ones, `subset` the entries the lowest layer names, `override` the lowest layer's own.
 *
 * @example
 * readList(policy.layered, 'duties', '2025-06-30'); // [{ id: 'd1', title: '…', layer: 0 }, …]
 */
export function readList(layered: LayeredPack, id: string, at: string): ReadEntry[] | undefined {
  const stated = layered.lists[id]?.filter(({ item }) => holds(item, at));
  const [upper] = stated ?? [];
  if (!stated || !upper) return undefined;
  const entriesOf = ({ layer, item }: Layered<List>) =>
    item.entries.filter((entry) => holds(entry, at)).map((entry) => ({ ...entry, layer }));
  switch (upper.item.merge) {
    case 'append':
      return stated.flatMap(entriesOf);
    case 'locked':
      return entriesOf(upper);
    case 'override':
      return entriesOf(stated.at(-1) as Layered<List>);
    case 'subset': {
      const kept = new Set((stated.at(-1) as Layered<List>).item.entries.map((entry) => entry.id));
      return entriesOf(upper).filter((entry) => kept.has(entry.id));
    }
  }
}

/** What a lower layer's list may not do under the upper one's merge mode: an issue that names both layers. */
export function listViolations(
  stated: readonly Layered<List>[],
  lower: List,
  layers: readonly Layer[],
  own: { readonly id: string; readonly file: string },
): Issue[] {
  const [upper] = stated;
  if (!upper) return [];
  const mode = upper.item.merge;
  const known = new Set(stated.flatMap(({ item }) => item.entries.map((entry) => entry.id)));
  const broken = lower.entries.filter((entry) => {
    if (mode === 'locked') return true;
    return mode === 'append' ? known.has(entry.id) : mode === 'subset' && !known.has(entry.id);
  });
  return broken.map((entry) => ({
    code: 'listViolation',
    path: `${own.file}#/entries/${lower.entries.indexOf(entry)}`,
    params: { id: lower.id, entry: entry.id, mode, upper: layers[upper.layer]?.id ?? '', lower: own.id },
  }));
}

function holds(item: { from?: string | undefined; until?: string | undefined }, at: string): boolean {
  return (item.from === undefined || item.from <= at) && (item.until === undefined || at <= item.until);
}
