import type { JsonValue } from '@cebao/engine';
import {
  type AnswerSource,
  type Basis,
  type Citation,
  type LayeredPack,
  type Level,
  type Policy,
  sourceWords,
} from '@cebao/pack';

/** One param as it reads on a day, for the list. */
export interface ParamRow {
  readonly id: string;
  readonly title: string;
  readonly unit: string | undefined;
  readonly value: JsonValue | undefined;
  readonly level: Level;
  readonly layerTitle: string;
  readonly basis: Basis | undefined;
  readonly from: string | undefined;
  readonly evidencedFrom: string | undefined;
  readonly sources: readonly string[];
}

/** Every param that holds at the policy's region, with its value on `day`; nearest layers first, then by title. */
export function paramRows(policy: Policy, day: string): ParamRow[] {
  const { layered } = policy;
  const rows = Object.entries(layered.params).flatMap(([id, stated]) => {
    const nearest = stated.at(-1);
    if (!nearest) return [];
    const read = policy.findParam(id, day);
    const layerIndex = read?.layerIndex ?? nearest.layer;
    const layer = layered.layers[layerIndex];
    const citations =
      read?.citations ??
      (nearest.item.values.at(-1)?.sources ?? []).map((citation) => ({ citation, layer: nearest.layer }));
    const row: ParamRow & { layerIndex: number } = {
      id,
      title: nearest.item.title,
      unit: nearest.item.unit ?? stated[0]?.item.unit,
      value: read?.value,
      level: layer?.level ?? 'region',
      layerTitle: layer?.title ?? '',
      basis: read?.basis,
      from: read?.from,
      evidencedFrom: evidencedFrom(layered, citations[0]?.citation),
      sources: citations.map(({ citation, layer }) => citationWords(layered, citation, layer)),
      layerIndex,
    };
    return [row];
  });
  return rows
    .sort((a, b) => b.layerIndex - a.layerIndex || a.title.localeCompare(b.title, 'zh-CN'))
    .map(({ layerIndex: _, ...row }) => row);
}

/** One dated statement of a param in one layer. */
export interface ValueRow {
  readonly key: string;
  readonly layerTitle: string;
  readonly level: Level;
  readonly from: string | undefined;
  readonly evidencedFrom: string | undefined;
  readonly until: string | undefined;
  readonly value: JsonValue;
  readonly basis: Basis;
  readonly sources: readonly string[];
  readonly note: string | undefined;
  /** Whether it holds on the day, will, did, or stands behind a nearer layer's. */
  readonly state: 'current' | 'future' | 'past' | 'upper';
}

/** All dated values of a param: nearest layer first, newest first. */
export function valueRows(policy: Policy, id: string, day: string): ValueRow[] {
  const { layered } = policy;
  const read = policy.findParam(id, day);
  return (layered.params[id] ?? [])
    .flatMap(({ layer, item }) =>
      item.values.map((entry, position): ValueRow & { layer: number } => {
        const start = entry.from ?? evidencedFrom(layered, entry.sources?.[0]);
        return {
          key: `${layer}-${position}`,
          layer,
          layerTitle: layered.layers[layer]?.title ?? '',
          level: layered.layers[layer]?.level ?? 'region',
          from: entry.from,
          evidencedFrom: evidencedFrom(layered, entry.sources?.[0]),
          until: entry.until,
          value: entry.value as JsonValue,
          basis: entry.basis,
          sources: (entry.sources ?? []).map((citation) => citationWords(layered, citation, layer)),
          note: entry.note,
          state: stateOf({ start, until: entry.until, layer, from: entry.from }, read, day),
        };
      }),
    )
    .sort(
      (a, b) => b.layer - a.layer || ((b.from ?? b.evidencedFrom ?? '') < (a.from ?? a.evidencedFrom ?? '') ? -1 : 1),
    )
    .map(({ layer: _, ...row }) => row);
}

function stateOf(
  entry: { start: string | undefined; until: string | undefined; layer: number; from: string | undefined },
  read: { layerIndex: number; from?: string } | undefined,
  day: string,
): ValueRow['state'] {
  if (entry.start !== undefined && entry.start > day) return 'future';
  if (entry.until !== undefined && entry.until < day) return 'past';
  if (read === undefined) return 'past';
  if (entry.layer < read.layerIndex) return 'upper';
  return entry.from === read.from ? 'current' : 'past';
}

function evidencedFrom(layered: LayeredPack, citation: Citation | undefined): string | undefined {
  return citation === undefined ? undefined : layered.sources[citation.source]?.item.evidencedFrom.date;
}

/** A citation in words, with the kind of its source and the policy document, pending until it is filled. */
function citationWords(layered: LayeredPack, citation: Citation, layer: number): string {
  const source = layered.sources[citation.source]?.item;
  if (!source) return citation.quote;
  const cited: AnswerSource = {
    source: source.id,
    kind: source.kind,
    title: source.title,
    quote: citation.quote,
    layer: layered.layers[layer]?.level ?? 'region',
    policy: source.policy,
    ...(citation.paragraph === undefined ? {} : { paragraph: citation.paragraph }),
  };
  return sourceWords(cited);
}
