import { amendPacks, hashJson, type LayeredPack, layerRegion, type Pack, validatePacks } from '@cebao/pack';
import { describe, expect, test } from 'vitest';
import { withDraftValue } from './with-draft-value.ts';

const upper = [
  { path: 'pack.json', json: { id: 'up', format: 1, title: 'Up', region: 'up' } },
  {
    path: 'params/limit.json',
    json: {
      kind: 'param',
      id: 'limit',
      title: 'Limit',
      unit: 'yuan',
      merge: 'override',
      values: [{ value: 200, basis: 'seed' }],
    },
  },
];
const lower = [
  { path: 'pack.json', json: { id: 'low', format: 1, title: 'Low', region: 'up/low', extends: 'up' } },
  {
    path: 'params/own.json',
    json: {
      kind: 'param',
      id: 'own',
      title: 'Own',
      merge: 'override',
      values: [{ from: '2020-01-01', value: 5, basis: 'seed' }],
    },
  },
];

function packs(): Pack[] {
  const read = validatePacks([
    { folder: 'up', files: upper },
    { folder: 'low', files: lower },
  ]);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}

function layered(of: readonly Pack[]): LayeredPack {
  const made = layerRegion(of, 'up/low');
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return made.value;
}

/** The service publishes with `amendPacks`; the browser tries with `withDraftValue`: the same pack must come out. */
describe('a trial is what publication makes', () => {
  const cases = [
    { name: 'in the layer that states the param', param: 'own', layer: 1, region: 'up/low', value: 7 },
    { name: 'in a layer that did not state it before', param: 'limit', layer: 1, region: 'up/low', value: 150 },
    { name: 'in the upper layer', param: 'limit', layer: 0, region: 'up', value: 150 },
  ];
  test.each(cases)('$name', ({ param, layer, region, value }) => {
    const entry = { from: '2026-12-01', value, basis: 'assumption' as const, note: 'trial' };
    const published = amendPacks(packs(), [{ param, region, ...entry }]);
    if (!published.ok) throw new Error(JSON.stringify(published.issues));
    const tried = withDraftValue(layered(packs()), { param, layer, entry });
    expect(hashJson(tried as never)).toBe(hashJson(layered(published.value) as never));
    expect(hashJson(tried as never)).not.toBe(hashJson(layered(packs()) as never));
  });

  test('the given pack stays as it is', () => {
    const before = layered(packs());
    const hash = hashJson(before as never);
    withDraftValue(before, { param: 'own', layer: 1, entry: { from: '2026-12-01', value: 9, basis: 'seed' } });
    expect(hashJson(before as never)).toBe(hash);
  });

  test('an unknown param changes nothing', () => {
    const before = layered(packs());
    expect(withDraftValue(before, { param: 'nowhere', layer: 0, entry: { value: 1, basis: 'seed' } })).toBe(before);
  });
});
