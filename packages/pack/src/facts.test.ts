import { isCivilDate } from '@cebao/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasAtMostTwoDecimals, readFacts } from './facts.ts';
import type { Decision } from './format.ts';

const decision = {
  kind: 'decision',
  id: 'test/facts',
  asks: 'rule',
  title: '测试',
  question: '测试?',
  basis: 'seed',
  sources: [],
  facts: {
    amount: { type: 'number', unit: 'yuan', title: '金额', required: true },
    level: { type: 'string', title: '级别', enum: ['a', 'b'] },
    way: { type: 'string', title: '途径', enum: ['x'], open: true, notListed: true },
    share: { type: 'number', title: '比例', min: 0, max: 100, invalid: 'shareOutOfRange' },
    when: { type: 'date', title: '日期', nullable: true, required: true },
    people: { type: 'integer', title: '人数', min: 0 },
    grade: { type: 'integer', title: '级别', invalid: 'gradeOutOfRange' },
    part: { type: 'object', title: '部分', properties: { score: { type: 'number', title: '分', required: true } } },
  },
} as unknown as Decision;

const read = (facts: Record<string, unknown>) => readFacts(decision, { amount: 1, when: null, ...facts } as never);

describe('facts of a question', () => {
  it('names what is missing, dotted when nested; null is missing unless the fact may be null', () => {
    expect(readFacts(decision, {}).missing).toEqual(['amount', 'when']);
    expect(read({ amount: null }).missing).toEqual(['amount']);
    expect(read({ part: {} }).missing).toEqual(['part.score']);
  });

  it.each([
    [{ amount: 1.005 }, 'malformedFact'],
    [{ amount: '1' }, 'malformedFact'],
    [{ level: 'c' }, 'notInClosedList'],
    [{ share: 101 }, 'shareOutOfRange'],
    [{ share: '50' }, 'malformedFact'],
    [{ when: '2025-02-30' }, 'malformedFact'],
    [{ people: -1 }, 'malformedFact'],
    [{ people: 1.5 }, 'malformedFact'],
    [{ grade: 1.5 }, 'gradeOutOfRange'],
    [{ grade: '1' }, 'malformedFact'],
    [{ part: { score: 1, other: 2 } }, 'malformedFact'],
  ])('%j → %s', (facts, reason) => {
    expect(read(facts).invalid?.reason).toBe(reason);
  });

  it('accepts an unlisted value of an open list and asks for the warning', () => {
    expect(read({ way: 'y' })).toMatchObject({ notListed: true, missing: [] });
    expect(read({ way: 'y' }).invalid).toBeUndefined();
  });

  it('refuses a fact nobody declared, with the nearest name', () => {
    expect(read({ amout: 1 }).unknown[0]).toMatchObject({
      code: 'unknownFact',
      path: '/facts/amout',
      params: { suggestion: 'amount' },
    });
  });

  it('two decimals are judged by the written number, for every fen', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (any) => {
        const fen = Math.abs(any) % 10 ** 13;
        expect(hasAtMostTwoDecimals(fen / 100)).toBe(true);
      }),
    );
    expect(hasAtMostTwoDecimals(0.001)).toBe(false);
    expect(hasAtMostTwoDecimals(1e21)).toBe(false);
  });

  it('knows the calendar as Date does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (y, m, d) => {
          const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
          const date = new Date(`${text}T00:00:00Z`);
          const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
          expect(isCivilDate(text)).toBe(real);
        },
      ),
    );
  });
});
