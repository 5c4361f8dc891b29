import type { JsonValue } from '@cebao/engine';
import { fill, guardOverride, hasAtMostTwoDecimals, hashJson, type Policy } from '@cebao/pack';
import { words } from './messages/zh-CN.ts';

/**
 * What speaks against a new value before it is sent: more than two decimals of money, a broken merge mode of an upper
 * layer, or the value that holds anyway. The service judges again.
 *
 * @example
 * checkDraft(policy, { param: 'demo/threshold', layer: 2, from: '2026-12-01', value: 150000.001 }); // at most two decimals
 */
export function checkDraft(
  policy: Policy,
  draft: { readonly param: string; readonly layer: number; readonly from: string; readonly value: JsonValue },
): string | undefined {
  const stated = policy.layered.params[draft.param] ?? [];
  const unit = stated.at(-1)?.item.unit;
  if (unit?.startsWith('yuan') && typeof draft.value === 'number' && !hasAtMostTwoDecimals(draft.value))
    return words.moneyDecimals;
  const mode = stated[0]?.item.merge ?? 'override';
  const upper = stated.filter(({ layer }) => layer < draft.layer).at(-1);
  if (upper?.item.values.some((entry) => guardOverride(mode, entry.value as JsonValue, draft.value).held)) {
    return fill(words.held, { upper: policy.layered.layers[upper.layer]?.title ?? '', mode: words.merge[mode] });
  }
  const current = policy.findParam(draft.param, draft.from);
  return current && hashJson(current.value) === hashJson(draft.value) ? words.unchanged : undefined;
}
