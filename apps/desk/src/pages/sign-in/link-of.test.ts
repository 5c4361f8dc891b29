import { expect, test } from 'vitest';
import { linkOf } from './link-of.ts';

test.each([
  ['http://127.0.0.1:8787/#link=abc-_1', 'abc-_1'],
  ['http://127.0.0.1:8787/?link=abc&x=1', 'abc'],
  ['  abc  ', 'abc'],
  ['', ''],
])('%s', (text, link) => {
  expect(linkOf(text)).toBe(link);
});
