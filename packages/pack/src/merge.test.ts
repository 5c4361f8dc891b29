import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardOverride } from './merge.ts';

describe('merge modes', () => {
  it('floor never falls and ceiling never rises, whatever a lower layer says', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (upper, lower) => {
        expect(guardOverride('floor', upper, lower).value).toBe(Math.max(upper, lower));
        expect(guardOverride('ceiling', upper, lower).value).toBe(Math.min(upper, lower));
        expect(guardOverride('floor', upper, lower).held).toBe(lower < upper);
        expect(guardOverride('locked', upper, lower).value).toBe(upper);
        expect(guardOverride('override', upper, lower)).toEqual({ held: false, value: lower });
      }),
    );
  });

  it('append keeps the upper list in front and adds once; subset only takes away', () => {
    const list = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(list, list, (upper, lower) => {
        const appended = guardOverride('append', upper, lower).value as string[];
        expect(appended.slice(0, upper.length)).toEqual(upper);
        expect(new Set(appended)).toEqual(new Set([...upper, ...lower]));
        expect(appended.length).toBe(new Set(appended).size);
        const subset = guardOverride('subset', upper, lower);
        expect(subset.held).toBe(!lower.every((item) => upper.includes(item)));
      }),
    );
  });
});
