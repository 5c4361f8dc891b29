import { expect, test } from 'vitest';
import { readRenames } from './read-renames.ts';

test.each([
  ['', {}],
  [' a = b \n\nstage/c=stage/d', { a: 'b', 'stage/c': 'stage/d' }],
  ['a', undefined],
  ['a=b=c', undefined],
  ['=b', undefined],
])('%j', (text, renames) => {
  expect(readRenames(text)).toEqual(renames);
});
