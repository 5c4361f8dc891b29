import { type Issue, isCivilDate, type JsonValue, type Result } from '@cebao/engine';
import type { Basis, Citation, Param } from './format.ts';
import { layerRegion } from './layer.ts';
import type { Layered } from './layered-pack.ts';
import type { Pack } from './pack.ts';
import { readParam } from './params.ts';

/** A dated value for a param at a region: what a published draft adds to the packs. */
export interface Amendment {
  readonly param: string;
  readonly region: string;
  readonly value: JsonValue;
  readonly from: string;
  readonly until?: string;
  readonly basis: Basis;
  readonly note?: string;
  readonly sources?: readonly Citation[];
}

/**
 * The packs with amendments added as dated values; the value before stays in force until the new one begins.
 * Refused with an issue: an unknown param or region, a date that is none, a value of another kind, a broken merge mode.
 *
 * @example
 * const amended = amendPacks(packs, [{ param: 'threshold', region: 'nm/ordos', value: 150000, from: '2026-12-01', basis: 'assumption' }]);
 */
export function amendPacks(packs: readonly Pack[], amendments: readonly Amendment[]): Result<Pack[]> {
  let result = [...packs];
  const issues: Issue[] = [];
  for (const [index, amendment] of amendments.entries()) {
    const at = `/amendments/${index}`;
    const target = result.find((pack) => pack.manifest.region === amendment.region);
    const layered = layerRegion(result, amendment.region);
    const known = layered.ok ? layered.value.params[amendment.param] : undefined;
    if (!layered.ok || !target || !known) {
      issues.push({
        code: 'unknownParam',
        path: `${at}/param`,
        params: { id: amendment.param, region: amendment.region, suggestion: null },
      });
      continue;
    }
    if (!isCivilDate(amendment.from) || (amendment.until !== undefined && !isCivilDate(amendment.until))) {
      issues.push({ code: 'malformedDate', path: `${at}/from`, params: { found: amendment.from } });
      continue;
    }
    const current =
      readParam(layered.value, amendment.param, amendment.from)?.value ??
      (known.at(-1)?.item.values.at(-1)?.value as JsonValue);
    if (typeof current !== typeof amendment.value || Array.isArray(current) !== Array.isArray(amendment.value)) {
      issues.push({
        code: 'wrongType',
        path: `${at}/value`,
        params: { expected: typeof current, found: typeof amendment.value },
      });
      continue;
    }
    const entry = {
      from: amendment.from,
      ...(amendment.until ? { until: amendment.until } : {}),
      value: amendment.value,
      basis: amendment.basis,
      ...(amendment.note ? { note: amendment.note } : {}),
      ...(amendment.sources ? { sources: [...amendment.sources] } : {}),
    };
    const own = target.params.find((param) => param.id === amendment.param);
    const { kind, id, title, unit, merge } = (known.at(-1) as Layered<Param>).item;
    const amended: Param = own
      ? { ...own, values: [...own.values, entry] }
      : { kind, id, title, ...(unit ? { unit } : {}), merge, values: [entry] };
    result = result.map((pack) =>
      pack === target ? { ...pack, params: [...pack.params.filter((param) => param !== own), amended] } : pack,
    );
    const checked = layerRegion(result, amendment.region);
    if (!checked.ok) issues.push(...checked.issues.map((issue) => ({ ...issue, path: `${at}/value` })));
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: result };
}
