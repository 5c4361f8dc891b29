import type { JsonValue } from '@cebao/engine';
import type { AnswerParam } from './answer.ts';
import type { Citation } from './format.ts';
import type { LayeredPack } from './layered-pack.ts';
import { guardOverride } from './merge.ts';

/** A param read for a date: its value and where it comes from. */
export interface ReadParam extends AnswerParam {
  readonly layerIndex: number;
  readonly citations: readonly { readonly citation: Citation; readonly layer: number }[];
}

/**
 * Reads a param for a date: the nearest layer that states a value in force then, merged under the upper layer's mode.
 * Undefined when no layer states one: never a neighbour's value and never zero.
 */
export function readParam(layered: LayeredPack, id: string, at: string): ReadParam | undefined {
  const stated = layered.params[id];
  if (!stated) return undefined;
  const mode = stated[0]?.item.merge ?? 'override';
  let read: ReadParam | undefined;
  for (const { layer, item } of stated) {
    const inForce = item.values.filter(
      (entry) => startOf(layered, entry) <= at && (entry.until === undefined || at <= entry.until),
    );
    const entry = inForce.sort((a, b) => compare(startOf(layered, b), startOf(layered, a)))[0];
    if (!entry) continue;
    const value = (read ? guardOverride(mode, read.value, entry.value as JsonValue).value : entry.value) as JsonValue;
    const place = layered.layers[layer];
    if (!place) continue;
    const mine = (entry.sources ?? []).map((citation) => ({ citation, layer }));
    read = {
      id,
      title: item.title,
      value,
      ...(item.unit ? { unit: item.unit } : {}),
      basis: entry.basis,
      layer: place.level,
      region: place.region,
      ...(entry.from ? { from: entry.from } : {}),
      layerIndex: layer,
      citations: mode === 'append' && read ? [...read.citations, ...mine] : mine,
    };
  }
  return read;
}

/** The days on which a param's values begin and end, in any layer. */
export function changesOfParam(layered: LayeredPack, id: string): { from: string; until?: string | undefined }[] {
  return (layered.params[id] ?? []).flatMap(({ item }) =>
    item.values.map((entry) => ({ from: startOf(layered, entry), until: entry.until })),
  );
}

function startOf(layered: LayeredPack, entry: { from?: string | undefined; sources?: Citation[] | undefined }): string {
  if (entry.from) return entry.from;
  const source = entry.sources?.[0]?.source;
  const evidenced = source === undefined ? undefined : layered.sources[source]?.item.evidencedFrom.date;
  return evidenced ?? '0000-01-01';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
