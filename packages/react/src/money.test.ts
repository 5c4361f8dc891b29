import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inTenThousands, readMoney, writeMoney } from './money.ts';

test.each([
  ['199999.99', 199999.99],
  ['199,999.99', 199999.99],
  ['１９９，９９９．９９', 199999.99],
  ['２０万', 200000],
  ['19.99999万元', 199999.9],
  ['¥ 1 200 元', 1200],
  ['0.10', 0.1],
  ['.5', 0.5],
  ['12.', 12],
])('%s is read as %d yuan', (text, yuan) => {
  expect(readMoney(text)).toEqual({ kind: 'amount', yuan });
});

test('more than two decimals are seen, not rounded', () => {
  expect(readMoney('0.005')).toEqual({ kind: 'tooFine', yuan: 0.005 });
  expect(readMoney('19.999999万')).toEqual({ kind: 'amount', yuan: 199999.99 });
  expect(readMoney('19.9999999万')).toEqual({ kind: 'tooFine', yuan: 199999.999 });
});

test('what is no amount stays no amount', () => {
  for (const text of ['abc', '1-2', '1.2.3', '-', '.', '二十万', '万', '1e5'])
    expect(readMoney(text).kind).toBe('notNumber');
  expect(readMoney('  ').kind).toBe('empty');
  expect(readMoney('90071992547409931').kind).toBe('tooLong');
});

test('what is written is read back as the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }), (fen) => {
      const yuan = fen / 100;
      expect(readMoney(writeMoney(yuan))).toEqual({ kind: 'amount', yuan });
    }),
  );
});

test('separators and ten-thousands', () => {
  expect(writeMoney(1234567.8)).toBe('1,234,567.80');
  expect(inTenThousands(199999.99)).toBe('19.999999');
  expect(inTenThousands(200000)).toBe('20');
  expect(inTenThousands(9999.99)).toBeUndefined();
});
