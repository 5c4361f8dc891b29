import { describe, expect, test } from 'vitest';
import { readDictionary } from './elements.ts';
import { layerRegion } from './layer.ts';
import type { PackSource } from './load.ts';
import { validatePacks } from './validate.ts';

const register = {
  kind: 'register',
  id: 'book',
  title: 'book',
  flow: 'matter',
  columns: [{ id: 'amount', title: 'amount', value: { var: 'amount' } }],
};
const flow = {
  kind: 'flow',
  id: 'matter',
  title: 'matter',
  basis: 'assumption',
  sources: [],
  reasons: { outOfOrder: 'outOfOrder', wrongActor: 'wrongActor' },
  steps: [],
};
const roles = { roles: [], bodies: [{ id: 'committee', title: 'committee' }] };

function packs(upper: object[], lower: object[] = [], reports: object[] = []): PackSource[] {
  const file = (elements: object[]) => ({ kind: 'elements', title: 'elements', basis: 'assumption', elements });
  return [
    {
      folder: 'r',
      files: [
        { path: 'pack.json', json: { id: 'r', format: 1, title: 'r', region: 'r' } },
        { path: 'elements/base.json', json: { ...file(upper), id: 'base' } },
      ],
    },
    {
      folder: 'r-c',
      files: [
        { path: 'pack.json', json: { id: 'r-c', format: 1, title: 'r-c', region: 'r/c', extends: 'r' } },
        { path: 'roles.json', json: roles },
        { path: 'flows/matter.json', json: flow },
        { path: 'registers/book.json', json: register },
        { path: 'elements/more.json', json: { ...file(lower), id: 'more' } },
        ...reports.map((json, index) => ({ path: `reports/${index}.json`, json })),
      ],
    },
  ] as unknown as PackSource[];
}

const report = (elements: string[], more: object = {}) => ({
  kind: 'report',
  id: 'quarterly',
  title: 'quarterly',
  requestedBy: 'department',
  period: 'quarter',
  level: 'village-community',
  answeredBy: ['committee'],
  basis: 'assumption',
  elements: elements.map((element) => ({ element })),
  ...more,
});
const number = (id: string, more: object = {}) => ({ id, title: id, type: 'integer', ...more });

function codesOf(sources: PackSource[]): string[] {
  const valid = validatePacks(sources);
  return valid.ok ? [] : valid.issues.map(({ code, path }) => `${code} ${path.slice(path.indexOf('#'))}`);
}

describe('a dictionary of data elements', () => {
  test('a lower layer says more of an upper element, key by key; synonyms are added', () => {
    const valid = validatePacks(
      packs(
        [number('total', { synonyms: ['sum'], keeps: 'year' })],
        [{ id: 'total', synonyms: ['all'], from: { register: 'book', take: 'sum', column: 'amount' } }, number('own')],
      ),
    );
    if (!valid.ok) throw new Error(JSON.stringify(valid.issues));
    const at = (region: string) => {
      const layered = layerRegion(valid.value, region);
      if (!layered.ok) throw new Error(region);
      return readDictionary(layered.value).elements;
    };
    expect(at('r/c').get('total')).toMatchObject({
      title: 'total',
      type: 'integer',
      keeps: 'year',
      synonyms: ['sum', 'all'],
      from: { register: 'book' },
    });
    expect(at('r').get('total')?.from).toBeUndefined();
    expect([...at('r').keys()]).toEqual(['total']);
    expect([...at('r/c').keys()]).toEqual(['total', 'own']);
  });

  test.each<[string, object[], object[], object[], string[]]>([
    ['nothing wrong', [number('a')], [number('b', { value: { var: 'a' } })], [report(['a', 'b'])], []],
    ['a report of an unknown element', [number('a')], [], [report(['z'])], ['unknownReference #/elements/0/element']],
    ['one element twice', [number('a')], [], [report(['a', 'a'])], ['duplicateId #/elements/1/element']],
    ['nobody to answer', [number('a')], [], [report(['a'], { answeredBy: ['x'] })], ['unknownReference #/answeredBy']],
    ['no type', [{ id: 'a', title: 'a' }], [], [], ['missingKey #/elements/0/type']],
    [
      'an unknown register',
      [],
      [number('b', { from: { register: 'x', take: 'count' } })],
      [],
      ['unknownReference #/elements/0/from/register'],
    ],
    [
      'an unknown column',
      [],
      [number('b', { from: { register: 'book', take: 'sum', column: 'x' } })],
      [],
      ['unknownReference #/elements/0/from/column'],
    ],
    [
      'a sum of nothing',
      [],
      [number('b', { from: { register: 'book', take: 'sum' } })],
      [],
      ['missingKey #/elements/0/from/column'],
    ],
    [
      'worked out from itself',
      [],
      [number('b', { value: { var: 'c' } }), number('c', { value: { var: 'b' } })],
      [],
      ['circularElement #/elements/0/value', 'circularElement #/elements/1/value'],
    ],
    ['an unknown part', [], [number('b', { value: { var: 'x' } })], [], ['unknownReference #/elements/0/value']],
  ])('%s', (_, upper, lower, reports, expected) => {
    expect(codesOf(packs(upper, lower, reports))).toEqual(expected);
  });
});
