import { expect, test } from 'vitest';
import { readPolicySearch } from './policy-search.ts';

test('a comparison stands in the address', () => {
  const search = {
    decisions: ['demo/route'],
    facts: { projectAmount: 180000 },
    columns: [{ at: '2026-11-24' }, { region: 'a/b', facts: { projectAmount: 200000.01 } }],
  };
  expect(readPolicySearch(search)).toEqual(search);
});

test('what does not fit is left out, and no more than six columns are shown', () => {
  expect(readPolicySearch({ decisions: 'x', facts: [1], columns: [1, { at: 5 }] })).toEqual({ columns: [{}] });
  expect(readPolicySearch({ columns: Array.from({ length: 9 }, () => ({})) }).columns).toHaveLength(6);
});
