import type { LayeredPack, Param } from '@cebao/pack';

/** A dated value of a param, as it stands in a pack. */
export type ParamEntry = Param['values'][number];

/**
 * The layered pack as it would be with one more dated value of a param in one of its layers: the trial of a draft,
 * before anything is sent. The given pack stays as it is.
 *
 * @example
 * const tried = withDraftValue(layered, { param: 'demo/threshold', layer: 2, entry: { from: '2026-12-01', value: 150000, basis: 'assumption' } });
 */
export function withDraftValue(
  layered: LayeredPack,
  draft: { readonly param: string; readonly layer: number; readonly entry: ParamEntry },
): LayeredPack {
  const stated = layered.params[draft.param];
  const nearest = stated?.at(-1);
  if (!stated || !nearest) return layered;
  const own = stated.find(({ layer }) => layer === draft.layer);
  const { kind, id, title, unit, merge } = nearest.item;
  const item: Param = own
    ? { ...own.item, values: [...own.item.values, draft.entry] }
    : { kind, id, title, ...(unit === undefined ? {} : { unit }), merge, values: [draft.entry] };
  const others = stated.filter((layered) => layered !== own);
  return {
    ...layered,
    params: {
      ...layered.params,
      [draft.param]: [...others, { layer: draft.layer, item }].sort((a, b) => a.layer - b.layer),
    },
  };
}
