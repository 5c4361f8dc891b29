import { type JsonValue, nearestName, type Result } from '@cebao/engine';
import type { Citation, MergeMode } from '../format.ts';
import type { LayeredPack } from '../layered-pack.ts';
import { LEVELS, type Level, levelOf } from '../level.ts';
import { guardOverride } from '../merge.ts';
import { readParam } from '../params.ts';
import type { Policy } from '../policy.ts';

/** One value that a layer states. */
export interface LayerValue {
  readonly value: JsonValue;
  readonly basis: string;
  /** From this day on; of a value without its own day, the day its source is evidenced. */
  readonly from?: string;
  readonly until?: string;
  readonly sources: readonly (Citation & { readonly title: string })[];
  readonly note?: string;
  /** Whether it is the one this layer states for the day asked about. */
  readonly inForce: boolean;
}

/** What one layer says of a param. */
export interface LayerLink {
  readonly id: string;
  readonly title: string;
  readonly region: string;
  readonly level: Level;
  readonly values: readonly LayerValue[];
  /** What holds from this layer down, once its value is laid over those above. */
  readonly effective?: JsonValue;
  /** The merge mode did not let this layer's value through. */
  readonly held: boolean;
}

/** Who may change a value, and how far. */
export interface LayerChange {
  readonly mode: MergeMode;
  /** Levels below the asked place that may state a value of their own. */
  readonly levels: readonly Level[];
  /** Roles here that may draft and publish changes. */
  readonly roles: readonly { readonly id: string; readonly title: string; readonly may: readonly string[] }[];
  /** The bound that the value in force sets: the least, the most, the items allowed, or the only value. */
  readonly bound?: JsonValue;
  /** The closed list of values, where there is one. */
  readonly choices?: readonly JsonValue[];
}

/** A param at a place on a day: its value, what each layer says, and who may change it. */
export interface ParamLayers {
  readonly kind: 'param';
  readonly id: string;
  readonly title: string;
  readonly unit?: string;
  readonly value?: JsonValue;
  readonly basis?: string;
  /** The layer that set the value. */
  readonly layer?: string;
  readonly chain: readonly LayerLink[];
  readonly change: LayerChange;
}

/** A decision at a place on a day: which layer states it, from when, and the params it reads. */
export interface DecisionLayers {
  readonly kind: 'decision';
  readonly id: string;
  readonly title: string;
  readonly layer: string;
  readonly region: string;
  readonly level: Level;
  readonly basis: string;
  readonly from?: string;
  readonly until?: string;
  readonly sources: readonly (Citation & { readonly title: string })[];
  readonly params: readonly ParamLayers[];
}

export interface LayerView {
  readonly region: string;
  readonly at: string;
  readonly layers: LayeredPack['layers'];
  readonly params: readonly ParamLayers[];
  readonly decisions: readonly DecisionLayers[];
}

/**
 * Where everything that holds at a place on a day comes from; of one param or decision when asked for one.
 *
 * @example
 * viewLayers(policy, '2025-06-30', { param: 'limit' }); // value, chain of layers, who may change it and how far
 */
export function viewLayers(
  policy: Policy,
  at: string,
  only: { readonly param?: string; readonly decision?: string } = {},
): Result<LayerView> {
  const { layered } = policy;
  const params = Object.keys(layered.params);
  const decisions = Object.keys(layered.decisions);
  for (const [kind, id, known] of [
    ['param', only.param, params],
    ['decision', only.decision, decisions],
  ] as const)
    if (id !== undefined && !known.includes(id))
      return {
        ok: false,
        issues: [
          { code: 'unknownReference', path: `/${kind}`, params: { kind, id, suggestion: nearestName(id, known) } },
        ],
      };
  const all = only.param === undefined && only.decision === undefined;
  return {
    ok: true,
    value: {
      region: policy.region,
      at,
      layers: layered.layers,
      params: params.filter((id) => all || id === only.param).map((id) => paramLayers(policy, id, at)),
      decisions: decisions.filter((id) => all || id === only.decision).map((id) => decisionLayers(policy, id, at)),
    },
  };
}

function paramLayers(policy: Policy, id: string, at: string): ParamLayers {
  const { layered } = policy;
  const stated = layered.params[id] ?? [];
  const read = readParam(layered, id, at);
  const mode = stated[0]?.item.merge ?? 'override';
  let effective: JsonValue | undefined;
  const chain = stated.map(({ layer, item }): LayerLink => {
    const place = layered.layers[layer];
    const starts = item.values.map((entry) => entry.from ?? startOf(layered, entry.sources));
    const inForce = item.values
      .map((entry, index) => ({ entry, index, from: starts[index] as string }))
      .filter(({ entry, from }) => from <= at && (entry.until === undefined || at <= entry.until))
      .sort((a, b) => (a.from < b.from ? 1 : -1))[0];
    let held = false;
    if (inForce) {
      const value = inForce.entry.value as JsonValue;
      const guard = effective === undefined ? { held: false, value } : guardOverride(mode, effective, value);
      held = guard.held;
      effective = guard.value;
    }
    return {
      id: place?.id ?? '',
      title: place?.title ?? '',
      region: place?.region ?? '',
      level: place?.level ?? 'region',
      values: item.values.map((entry, index) => ({
        value: entry.value as JsonValue,
        basis: entry.basis,
        ...(starts[index] === '' ? {} : { from: starts[index] as string }),
        ...(entry.until === undefined ? {} : { until: entry.until }),
        sources: withTitles(layered, entry.sources ?? []),
        ...(entry.note === undefined ? {} : { note: entry.note }),
        inForce: index === inForce?.index,
      })),
      ...(effective === undefined ? {} : { effective }),
      held,
    };
  });
  const last = stated.at(-1)?.item;
  return {
    kind: 'param',
    id,
    title: last?.title ?? id,
    ...(last?.unit === undefined ? {} : { unit: last.unit }),
    ...(read ? { value: read.value, basis: read.basis, layer: layered.layers[read.layerIndex]?.id ?? '' } : {}),
    chain,
    change: changeOf(policy, mode, read?.value, stated[0]?.item.enum as JsonValue[] | undefined),
  };
}

function changeOf(
  policy: Policy,
  mode: MergeMode,
  value: JsonValue | undefined,
  choices: readonly JsonValue[] | undefined,
): LayerChange {
  const below = LEVELS.slice(LEVELS.indexOf(levelOf(policy.region)) + 1);
  return {
    mode,
    levels: mode === 'locked' ? [] : below,
    roles: policy.roles
      .filter(({ may }) => may?.includes('draft') || may?.includes('publish'))
      .map(({ id, title, may }) => ({
        id,
        title,
        may: (may ?? []).filter((one) => one === 'draft' || one === 'publish'),
      })),
    ...(value === undefined || mode === 'override' ? {} : { bound: value }),
    ...(choices ? { choices } : {}),
  };
}

function decisionLayers(policy: Policy, id: string, at: string): DecisionLayers {
  const { layered } = policy;
  const found = layered.decisions[id] as LayeredPack['decisions'][string];
  const { item } = found;
  const place = layered.layers[found.layer];
  const from = item.from ?? startOf(layered, item.sources);
  const text = JSON.stringify(item);
  return {
    kind: 'decision',
    id,
    title: item.title,
    layer: place?.id ?? '',
    region: place?.region ?? '',
    level: place?.level ?? 'region',
    basis: item.basis,
    ...(from === '' ? {} : { from }),
    ...(item.until === undefined ? {} : { until: item.until }),
    sources: withTitles(layered, item.sources),
    params: Object.keys(layered.params)
      .filter(
        (param) =>
          text.includes(`"param":${JSON.stringify(param)}`) || text.includes(`"param":[${JSON.stringify(param)}]`),
      )
      .map((param) => paramLayers(policy, param, at)),
  };
}

function startOf(layered: LayeredPack, sources: readonly Citation[] | undefined): string {
  const source = sources?.[0]?.source;
  return source === undefined ? '' : (layered.sources[source]?.item.evidencedFrom.date ?? '');
}

function withTitles(layered: LayeredPack, sources: readonly Citation[]): (Citation & { title: string })[] {
  return sources.map((citation) => ({ ...citation, title: layered.sources[citation.source]?.item.title ?? '' }));
}
