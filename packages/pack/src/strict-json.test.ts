import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonText } from './strict-json.ts';

const codeOf = (text: string) => {
  const read = parseJsonText(text);
  return read.ok ? 'ok' : `${read.issues[0]?.code} ${read.issues[0]?.path}`;
};

describe('strict JSON', () => {
  it.each([
    ['{"a":1,"a":2}', 'duplicateKey /a'],
    ['{"a":{"__proto__":1}}', 'reservedName /a/__proto__'],
    ['[1e400]', 'numberLosesDigits /0'],
    ['[9007199254740993]', 'numberLosesDigits /0'],
    ['["\\ud800"]', 'loneSurrogate /0'],
    ['["\\u0000"]', 'nulCharacter /0'],
    ['{"e\\u0301":1}', 'nameNotNormalised /e\u0301'],
    [`${'['.repeat(100)}`, `tooDeep ${'/0'.repeat(65)}`],
    ['{"a":}', 'malformedJson /a'],
    ['{"a":1} x', 'malformedJson '],
    ['[01]', 'malformedJson '],
    ['', 'malformedJson '],
  ])('%s → %s', (text, expected) => {
    expect(codeOf(text)).toBe(expected);
  });

  it('says line and column of what it cannot read', () => {
    const read = parseJsonText('{\n  "a": ?\n}');
    expect(read.ok ? undefined : read.issues[0]?.params).toEqual({ line: 2, column: 8 });
  });

  it('reads whatever JSON.stringify writes, as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        const read = parseJsonText(text);
        if (read.ok) expect(read.value).toEqual(JSON.parse(text));
        else
          expect(['reservedName', 'nulCharacter', 'loneSurrogate', 'nameNotNormalised']).toContain(
            read.issues[0]?.code,
          );
      }),
    );
  });

  it('keeps money such as 199999.99 exactly', () => {
    expect(parseJsonText('199999.99')).toEqual({ ok: true, value: 199999.99 });
    expect(codeOf('0.1000000000000000055511151231257827')).toBe('numberLosesDigits ');
  });

  it('reads a mebibyte of anything in time that grows with its length', () => {
    const long = 1024 * 1024;
    const hostile: Record<string, string> = {
      'zeros between two digits': `[0.1${'0'.repeat(long)}1]`,
      'zeros before the point': `[1${'0'.repeat(long)}.5]`,
      'an exponent without end': `[1e${'9'.repeat(long)}]`,
      'one name twice': `{"${'a'.repeat(long / 2)}":1,"${'a'.repeat(long / 2)}":2}`,
      'backslashes without an end': `["${'\\'.repeat(long)}`,
      'blanks without an end': `[${' '.repeat(long)}`,
      'many names': `{${Array.from({ length: 80_000 }, (_, i) => `"n${i}":1`).join(',')}}`,
      'many lists': `[${'[],'.repeat(long / 3)}[]]`,
      'lines and lines': `${'\n'.repeat(long)}?`,
      'names that must be put together': `{"${'e\u0301'.repeat(long / 2)}":1}`,
    };
    for (const [what, text] of Object.entries(hostile)) {
      const begun = performance.now();
      codeOf(text);
      // Seconds would be quadratic; the slowest takes tens of milliseconds.
      expect(performance.now() - begun, what).toBeLessThan(2_000);
    }
    expect(codeOf(hostile['zeros between two digits'] as string)).toBe('numberLosesDigits /0');
  });

  it('loses no digit that a double holds, and keeps none that it does not', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        for (const text of [String(value), value.toPrecision(17), value.toExponential(16)])
          expect(parseJsonText(text.replace('e+', 'e'))).toEqual({ ok: true, value: value === 0 ? 0 : value });
      }),
    );
    expect(['9007199254740991', '9007199254740993', '0.30000000000000004', '0.300000000000000041'].map(codeOf)).toEqual(
      ['ok', 'numberLosesDigits ', 'ok', 'numberLosesDigits '],
    );
  });
});
