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
});
