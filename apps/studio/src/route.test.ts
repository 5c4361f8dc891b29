import { expect, test } from 'vitest';
import { hashOf, readRoute, tourAddress } from './route.ts';

test('addresses and pages are two views of one thing', () => {
  for (const route of [
    { page: 'params' },
    { page: 'drafts' },
    { page: 'param', id: 'demo.purchase/threshold' },
  ] as const)
    expect(readRoute(hashOf(route))).toEqual(route);
});

test('an unknown or broken address leads to the list', () => {
  for (const hash of ['', '#', '#/nowhere', '#/params/%E0%A4%A', '#/params/'])
    expect(readRoute(hash)).toEqual({ page: 'params' });
});

test('the way back to the tour keeps its step and nothing else', () => {
  expect(tourAddress('?tour=5')).toBe('/?tour=5');
  expect(tourAddress('?tour=//evil')).toBe('/?tour=%2F%2Fevil');
  expect(tourAddress('?other=1')).toBeUndefined();
});
