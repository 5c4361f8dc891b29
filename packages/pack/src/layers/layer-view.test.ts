import { describe, expect, it } from 'vitest';
import type { PackSource } from '../load.ts';
import { createRulebook } from '../rulebook.ts';
import { validatePacks } from '../validate.ts';
import { viewLayers } from './layer-view.ts';

const param = (value: unknown, more: object = {}) => ({
  kind: 'param',
  id: 'limit',
  title: '限额',
  unit: 'person',
  merge: 'floor',
  values: [{ value, basis: 'seed', sources: [{ source: 's1', quote: '不少于5人' }], ...more }],
});
const pack = (id: string, manifest: object, files: PackSource['files']): PackSource => ({
  folder: id,
  files: [{ path: 'pack.json', json: { id, format: 1, title: id, ...manifest } }, ...files],
});
const sources: PackSource[] = [
  pack('up', { region: 'r' }, [
    {
      path: 'sources.json',
      json: {
        sources: [
          {
            id: 's1',
            kind: 'report',
            title: '报道',
            evidencedFrom: { date: '2024-01-01', basis: 'seed' },
            policy: null,
          },
        ],
      },
    },
    {
      path: 'roles.json',
      json: { roles: [{ id: 'editor', title: '规则编辑', actsFor: 'office', may: ['draft', 'publish', 'export'] }] },
    },
    { path: 'params/limit.json', json: param(5) as never },
    {
      path: 'decisions/enough.json',
      json: {
        kind: 'decision',
        id: 'd/enough',
        asks: 'rule',
        title: '人数',
        question: '够不够？',
        basis: 'seed',
        sources: [{ source: 's1', quote: '不少于5人' }],
        facts: { staff: { type: 'integer', title: '人数', unit: 'person', required: true } },
        rules: [{ id: 'a', then: { value: { '>=': [{ var: 'staff' }, { param: 'limit' }] } } }],
      },
    },
  ]),
  pack('low', { region: 'r/c', extends: 'up' }, [
    { path: 'params/limit.json', json: param(8, { from: '2025-06-01', note: '提高' }) as never },
  ]),
];
const packs = validatePacks(sources);
if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
const rulebook = createRulebook(packs.value);
const view = (region: string, at: string, only: object = {}) => {
  const policy = rulebook.policy(region);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return viewLayers(policy.value, at, only);
};

describe('viewLayers', () => {
  it('tells value, chain, dates, sources and who may change it how far', () => {
    const found = view('r/c', '2025-07-01', { param: 'limit' });
    expect(found).toMatchObject({
      ok: true,
      value: {
        decisions: [],
        params: [
          {
            value: 8,
            layer: 'low',
            chain: [
              { id: 'up', effective: 5, held: false, values: [{ value: 5, from: '2024-01-01', inForce: true }] },
              { id: 'low', effective: 8, values: [{ value: 8, from: '2025-06-01', note: '提高', inForce: true }] },
            ],
            change: {
              mode: 'floor',
              bound: 8,
              levels: expect.arrayContaining(['banner-county']),
              roles: [{ id: 'editor', may: ['draft', 'publish'] }],
            },
          },
        ],
      },
    });
  });

  it('reads the day: before the lower value only the upper one is in force', () => {
    expect(view('r/c', '2025-05-31', { param: 'limit' })).toMatchObject({
      value: { params: [{ value: 5, layer: 'up', chain: [{}, { values: [{ inForce: false }] }] }] },
    });
    expect(view('r/c', '2023-01-01', { param: 'limit' })).not.toHaveProperty('value.params.0.value');
  });

  it('shows a decision with the params it reads, and everything when nothing is named', () => {
    expect(view('r/c/town', '2025-07-01', { decision: 'd/enough' })).toMatchObject({
      value: { params: [], decisions: [{ layer: 'up', params: [{ id: 'limit', value: 8 }] }] },
    });
    expect(view('r', '2025-07-01')).toMatchObject({
      value: { params: [{ value: 5 }], decisions: [{ id: 'd/enough' }] },
    });
  });

  it('names the nearest where there is no such param or decision', () => {
    expect(view('r', '2025-07-01', { param: 'limits' })).toMatchObject({
      ok: false,
      issues: [{ code: 'unknownReference', params: { suggestion: 'limit' } }],
    });
  });
});
