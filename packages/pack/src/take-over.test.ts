import type { JsonValue } from '@cebao/engine';
import { expect, it } from 'vitest';
import { layerRegion } from './layer.ts';
import { readParam } from './params.ts';
import { validatePacks } from './validate.ts';

const layer = (region: string, parent: string | undefined, param: object) => ({
  folder: region,
  files: [
    {
      path: 'pack.json',
      json: { id: region, format: 1, title: region, region, ...(parent ? { extends: parent } : {}) } as JsonValue,
    },
    { path: 'params/limit.json', json: { kind: 'param', id: 'limit', ...param } as JsonValue },
  ],
});
const upper = {
  title: '限额',
  unit: 'yuan',
  merge: 'floor',
  values: [{ from: '2025-01-01', value: 5, basis: 'assumption' }],
};
const values = (value: number) => ({ values: [{ from: '2026-01-01', value, basis: 'assumption' }] });

it('a lower layer says only what differs: title, unit and merge mode stay as above', () => {
  const packs = validatePacks([layer('up', undefined, upper), layer('up/low', 'up', values(8))]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  const layered = layerRegion(packs.value, 'up/low');
  if (!layered.ok) throw new Error(JSON.stringify(layered.issues));
  expect(readParam(layered.value, 'limit', '2026-06-30')).toMatchObject({ value: 8, title: '限额', unit: 'yuan' });
  expect(readParam(layered.value, 'limit', '2025-06-30')).toMatchObject({ value: 5 });

  const lower = validatePacks([layer('up', undefined, upper), layer('up/low', 'up', values(3))]);
  expect(lower.ok && layerRegion(lower.value, 'up/low')).toMatchObject({
    ok: false,
    issues: [{ code: 'mergeViolation' }],
  });
});

it('what no layer above says is missing', () => {
  expect(validatePacks([layer('up', undefined, values(8))])).toMatchObject({
    ok: false,
    issues: [
      { code: 'missingKey', path: 'up/params/limit.json#/title' },
      { code: 'missingKey', path: 'up/params/limit.json#/merge' },
    ],
  });
});
