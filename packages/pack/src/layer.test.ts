import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amendPacks } from './amend.ts';
import type { MergeMode, Param } from './format.ts';
import { layerRegion } from './layer.ts';
import type { Pack } from './pack.ts';
import { readParam } from './params.ts';
import { revisionOf } from './revision.ts';

const empty = {
  sources: [],
  places: [],
  roles: [],
  bodies: [],
  decisions: [],
  forms: [],
  flows: [],
  registers: [],
  lists: [],
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
};

function pack(region: string, values: Param['values'] | undefined, merge: MergeMode = 'override'): Pack {
  const id = region.replaceAll('/', '-');
  const parent = region.includes('/') ? region.slice(0, region.lastIndexOf('/')).replaceAll('/', '-') : undefined;
  return {
    ...empty,
    folder: id,
    manifest: { id, format: 1, title: id, region, ...(parent ? { extends: parent } : {}) },
    params: values ? [{ kind: 'param', id: 'limit', title: '限额', merge, values }] : [],
  };
}

const plain = (value: number): Param['values'] => [{ value, basis: 'seed' }];

describe('layers', () => {
  const packs = [pack('r', plain(1)), pack('r/c', undefined), pack('r/c/b', plain(3))];
  const valueAt = (region: string, all = packs) => {
    const layered = layerRegion(all, region);
    return layered.ok ? readParam(layered.value, 'limit', '2025-01-01') : undefined;
  };

  it('the nearest layer wins, and the answer knows which one it was', () => {
    expect(valueAt('r/c/b/town/village')).toMatchObject({ value: 3, layer: 'banner-county', region: 'r/c/b' });
    expect(valueAt('r/c/other')).toMatchObject({ value: 1, layer: 'region' });
  });

  it('a neighbour is never asked', () => {
    const neighbours = [pack('r', undefined), pack('r/a', plain(9)), pack('r/b', undefined)];
    expect(valueAt('r/b', neighbours)).toBeUndefined();
    expect(valueAt('r/a', neighbours)?.value).toBe(9);
  });

  it('an unknown root or a malformed path is an issue with the nearest region', () => {
    const wrong = layerRegion(packs, 'x/c');
    expect(wrong.ok ? '' : wrong.issues[0]?.code).toBe('unknownRegion');
    expect(layerRegion(packs, 'r//b').ok).toBe(false);
    expect(layerRegion(packs, 'r/c/_/village').ok).toBe(true);
  });

  it('a violation of the merge mode names both layers', () => {
    const broken = layerRegion([pack('r', plain(5), 'floor'), pack('r/c', plain(4), 'floor')], 'r/c');
    expect(broken.ok ? '' : broken.issues[0]).toMatchObject({
      code: 'mergeViolation',
      params: { upper: 'r', lower: 'r-c', upperValue: 5, lowerValue: 4 },
    });
  });

  it('whatever the layers say, a floor only rises on the way down and every value has its own layer', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20 })), { minLength: 1, maxLength: 5 }), (values) => {
        const chain = values.map((value, depth) =>
          pack(
            ['r', 'c', 'b', 't', 'v'].slice(0, depth + 1).join('/'),
            value === null ? undefined : plain(value),
            'floor',
          ),
        );
        const layered = layerRegion(chain, 'r/c/b/t/v');
        const stated = values.filter((value) => value !== null);
        const rising = stated.every((value, index) => index === 0 || value >= (stated[index - 1] as number));
        expect(layered.ok).toBe(rising);
        if (!layered.ok || stated.length === 0) return;
        const read = readParam(layered.value, 'limit', '2025-01-01');
        expect(read?.value).toBe(stated.at(-1));
        expect(read?.layerIndex).toBe(values.findLastIndex((value) => value !== null));
      }),
    );
  });
});

describe('dates', () => {
  const dated = [
    pack('r', [
      { from: '2020-01-01', until: '2020-12-31', value: 1, basis: 'seed' },
      { from: '2022-01-01', value: 2, basis: 'seed' },
    ]),
  ];
  const at = (date: string) => {
    const layered = layerRegion(dated, 'r');
    return layered.ok ? readParam(layered.value, 'limit', date)?.value : undefined;
  };

  it('reads the value in force, both ends included, and nothing in a gap', () => {
    expect([at('2019-12-31'), at('2020-01-01'), at('2020-12-31'), at('2021-06-01'), at('2022-01-01')]).toEqual([
      undefined,
      1,
      1,
      undefined,
      2,
    ]);
  });

  it('an amendment holds from its day on and changes the revision; before it nothing changes', () => {
    const amended = amendPacks(dated, [
      { param: 'limit', region: 'r', value: 5, from: '2026-12-01', basis: 'assumption' },
    ]);
    expect(amended.ok).toBe(true);
    if (!amended.ok) return;
    const [before, after] = [layerRegion(dated, 'r'), layerRegion(amended.value, 'r')];
    if (!before.ok || !after.ok) throw new Error('must layer');
    expect(revisionOf(before.value)).not.toBe(revisionOf(after.value));
    expect(readParam(after.value, 'limit', '2026-11-30')?.value).toBe(2);
    expect(readParam(after.value, 'limit', '2026-12-01')?.value).toBe(5);
  });

  it('refuses an amendment of another kind, to an unknown param or on a day that is none', () => {
    const codes = [
      { param: 'limit', region: 'r', value: 'x', from: '2026-12-01', basis: 'seed' as const },
      { param: 'limti', region: 'r', value: 1, from: '2026-12-01', basis: 'seed' as const },
      { param: 'limit', region: 'r', value: 1, from: '2026-02-30', basis: 'seed' as const },
    ].map((amendment) => {
      const done = amendPacks(dated, [amendment]);
      return done.ok ? 'ok' : done.issues[0]?.code;
    });
    expect(codes).toEqual(['wrongType', 'unknownParam', 'malformedDate']);
  });
});

describe('overrides of one question', () => {
  it('a lowered floor is held and told; a fitting value wins as an assumption of that level', () => {
    const packs = [pack('r', plain(5), 'floor'), pack('r/c', undefined)];
    const held = layerRegion(packs, 'r/c', { 'r/c': { limit: 3 } });
    const raised = layerRegion(packs, 'r/c', { 'r/c': { limit: 6 } });
    if (!held.ok || !raised.ok) throw new Error('must layer');
    expect(readParam(held.value, 'limit', '2025-01-01')?.value).toBe(5);
    expect(held.value.guarded.limit).toEqual({ upper: 'r', lower: 'r/c#override' });
    expect(readParam(raised.value, 'limit', '2025-01-01')).toMatchObject({
      value: 6,
      basis: 'assumption',
      layer: 'league-city',
    });
  });

  it('refuses an unknown param and a value of another kind', () => {
    const packs = [pack('r', plain(5))];
    for (const [override, code] of [
      [{ r: { limt: 1 } }, 'unknownParam'],
      [{ r: { limit: '1' } }, 'wrongType'],
    ] as const) {
      const done = layerRegion(packs, 'r', override);
      expect(done.ok ? 'ok' : done.issues[0]?.code).toBe(code);
    }
  });
});
