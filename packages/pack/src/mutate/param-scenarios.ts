import type { JsonValue } from '@cebao/engine';
import type { Param } from '../format.ts';
import type { Pack } from '../pack.ts';
import { moved, stepOf } from './granularity.ts';
import { type Dimension, placeBelow } from './question-space.ts';
import { readingsOf } from './readings.ts';

const MAX_SCENARIOS = 27;

/** The params a decision reads, with the region of the lowest pack that states each. */
function paramsOf(packs: readonly Pack[], decision: string): { param: Param; region: string }[] {
  const read = readingsOf(packs).get(decision)?.params ?? new Set<string>();
  return [...read].sort().flatMap((id) => {
    const pack = packs.filter((one) => one.params.some((param) => param.id === id)).at(-1);
    const param = pack?.params.find((one) => one.id === id);
    return pack && param ? [{ param, region: pack.manifest.region }] : [];
  });
}

/** What an example may set a param to (`packOverride`): half, double, a step up and down, what other params say. */
export function paramDimensions(packs: readonly Pack[], decision: string): Dimension[] {
  const params = paramsOf(packs, decision);
  const last = (param: Param) => param.values.at(-1)?.value as JsonValue;
  return params.flatMap(({ param, region }) => {
    const value = last(param);
    const others = params.map((other) => last(other.param)).filter((one) => typeof one === 'number');
    const step = typeof value === 'number' ? stepOf(param, value) : 0;
    const values =
      typeof value === 'number'
        ? [moved(value * 2, 0), Math.ceil(value / 2 / step) * step, ...others]
        : typeof value === 'boolean'
          ? [!value]
          : ((param.enum ?? []) as JsonValue[]);
    const below = placeBelow(packs, region);
    return [
      { name: `$param ${region} ${param.id}`, values: values.map(tidy) },
      { name: `$param ${below} ${param.id}`, values: values.slice(0, 1).map(tidy) },
    ];
  });
}

function tidy(value: JsonValue): JsonValue {
  return typeof value === 'number' ? Number(value.toFixed(6)) : value;
}

/**
 * The packs as they are, and with the params of a decision moved: below, onto and above each param it is compared
 * with; a step up and down on its own.
 */
export function paramScenarios(packs: readonly Pack[], decision: string): (readonly Pack[])[] {
  const params = paramsOf(packs, decision);
  const valueOf = new Map(params.map(({ param }) => [param.id, param.values.at(-1)?.value as JsonValue]));
  const scenarios: Record<string, JsonValue>[] = [{}];
  for (const { param } of params) {
    const value = valueOf.get(param.id);
    if (typeof value !== 'number') {
      for (const choice of (param.enum ?? []) as JsonValue[]) scenarios.push({ [param.id]: choice });
      continue;
    }
    const step = stepOf(param, value);
    scenarios.push({ [param.id]: moved(value, step) }, { [param.id]: moved(value, -step) });
  }
  let together: Record<string, JsonValue>[] = [{}];
  for (const [one, other] of comparedParams(packs, decision)) {
    const target = valueOf.get(other);
    if (typeof target !== 'number' || together.length * 3 > MAX_SCENARIOS) continue;
    together = together.flatMap((scenario) => [-1, 0, 1].map((by) => ({ ...scenario, [one]: moved(target, by) })));
  }
  return [...scenarios, ...together.slice(1), ...(together.length > 1 ? together.slice(0, 1) : [])].map((values) =>
    Object.keys(values).length === 0 ? packs : packs.map((pack) => withParams(pack, values)),
  );
}

function withParams(pack: Pack, values: Readonly<Record<string, JsonValue>>): Pack {
  return {
    ...pack,
    params: pack.params.map((param) =>
      Object.hasOwn(values, param.id)
        ? { ...param, values: param.values.map((entry) => ({ ...entry, value: values[param.id] ?? null })) }
        : param,
    ),
  };
}

/** Pairs of params that a decision compares with each other. */
function comparedParams(packs: readonly Pack[], decision: string): [string, string][] {
  const pairs = new Map<string, [string, string]>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const child of Object.values(value)) {
      if (Array.isArray(child) && child.length === 2) {
        const [one, other] = child.map((item) => (item as { param?: unknown } | null)?.param);
        if (typeof one === 'string' && typeof other === 'string') pairs.set(`${one} ${other}`, [one, other]);
      }
      visit(child);
    }
  };
  for (const pack of packs) for (const item of pack.decisions) if (item.id === decision) visit(item);
  return [...pairs.values()];
}
