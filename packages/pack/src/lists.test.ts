import { describe, expect, it } from 'vitest';
import type { List } from './format.ts';
import { layerRegion } from './layer.ts';
import { readList } from './lists.ts';
import type { Pack } from './pack.ts';

const entry = (id: string, more: object = {}) => ({ id, title: id, ...more });

function pack(region: string, entries: List['entries'] | undefined, merge: List['merge']): Pack {
  const id = region.replaceAll('/', '-');
  const parent = region.includes('/') ? region.slice(0, region.lastIndexOf('/')).replaceAll('/', '-') : undefined;
  const none = { sources: [], places: [], roles: [], bodies: [], params: [], decisions: [], forms: [], flows: [] };
  return {
    ...none,
    ...{
      registers: [],
      calendars: [],
      indicators: [],
      reports: [],
      matches: [],
      meetings: [],
      surveys: [],
      elements: [],
      removals: [],
      homonyms: [],
      messages: {},
      examples: [],
      files: {},
    },
    folder: id,
    manifest: { id, format: 1, title: id, region, ...(parent ? { extends: parent } : {}) },
    lists: entries ? [{ kind: 'list', id: 'duties', title: 'duties', basis: 'seed', merge, entries }] : [],
  };
}

const idsAt = (packs: Pack[], region: string, at = '2025-01-01') => {
  const layered = layerRegion(packs, region);
  return layered.ok
    ? (readList(layered.value, 'duties', at) ?? []).map(({ id, layer }) => `${id}@${layer}`)
    : layered.issues.map(({ code }) => code);
};

describe('lists over layers', () => {
  it.each([
    ['append', ['c'], ['a@0', 'b@0', 'c@1']],
    ['append', ['a'], ['listViolation']],
    ['subset', ['b'], ['b@0']],
    ['subset', ['x'], ['listViolation']],
    ['override', ['c'], ['c@1']],
    ['locked', ['c'], ['listViolation']],
  ] as const)('%s of %j', (merge, lower, expected) => {
    const packs = [
      pack('r', [entry('a'), entry('b')], merge),
      pack(
        'r/c',
        lower.map((id) => entry(id)),
        merge,
      ),
    ];
    expect(idsAt(packs, 'r/c')).toEqual(expected);
    expect(idsAt(packs, 'r/other')).toEqual(['a@0', 'b@0']);
  });

  it('reads entries by their dates, both ends included', () => {
    const packs = [pack('r', [entry('a', { until: '2024-12-31' }), entry('b', { from: '2025-01-01' })], 'append')];
    expect([idsAt(packs, 'r', '2024-12-31'), idsAt(packs, 'r', '2025-01-01')]).toEqual([['a@0'], ['b@0']]);
  });
});
