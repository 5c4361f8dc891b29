import type { Issue, JsonValue, Result } from '@cebao/engine';

const FORBIDDEN_NAMES = new Set(['__proto__', 'prototype', 'constructor']);
const MAX_DEPTH = 64;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;

/**
 * Reads JSON text strictly. Refused, each with a JSON pointer: duplicate keys, `__proto__` and its kin as a
 * name, numbers that do not survive as a finite double, lone surrogates, NUL characters, names that are not
 * in Unicode form NFC, nesting beyond 64.
 *
 * @example
 * parseJsonText('{"a":1,"a":2}'); // { ok: false, issues: [{ code: 'duplicateKey', path: '/a', params: { name: 'a' } }] }
 */
export function parseJsonText(text: string): Result<JsonValue> {
  const reader = new Reader(text);
  try {
    return { ok: true, value: reader.document() };
  } catch (stop) {
    if (stop instanceof Stop) return { ok: false, issues: [stop.issue] };
    throw stop;
  }
}

class Stop extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(issue.code);
    this.issue = issue;
  }
}

class Reader {
  private position = 0;
  private readonly path: (string | number)[] = [];
  private readonly text: string;

  constructor(text: string) {
    this.text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  document(): JsonValue {
    const value = this.value(0);
    this.space();
    if (this.position < this.text.length) this.refuse('malformedJson', {});
    return value;
  }

  private value(depth: number): JsonValue {
    if (depth > MAX_DEPTH) this.refuse('tooDeep', { limit: MAX_DEPTH });
    this.space();
    switch (this.text[this.position]) {
      case '{':
        return this.object(depth);
      case '[':
        return this.array(depth);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonValue {
    const result: { [key: string]: JsonValue } = {};
    this.position += 1;
    this.space();
    if (this.take('}')) return result;
    for (;;) {
      this.space();
      if (this.text[this.position] !== '"') this.refuse('malformedJson', {});
      const name = this.string();
      this.path.push(name);
      if (FORBIDDEN_NAMES.has(name)) this.refuse('reservedName', { name });
      if (name !== name.normalize('NFC')) this.refuse('nameNotNormalised', { name });
      if (Object.hasOwn(result, name)) this.refuse('duplicateKey', { name });
      this.space();
      if (!this.take(':')) this.refuse('malformedJson', {});
      result[name] = this.value(depth + 1);
      this.path.pop();
      this.space();
      if (this.take('}')) return result;
      if (!this.take(',')) this.refuse('malformedJson', {});
    }
  }

  private array(depth: number): JsonValue {
    const result: JsonValue[] = [];
    this.position += 1;
    this.space();
    if (this.take(']')) return result;
    for (;;) {
      this.path.push(result.length);
      result.push(this.value(depth + 1));
      this.path.pop();
      this.space();
      if (this.take(']')) return result;
      if (!this.take(',')) this.refuse('malformedJson', {});
    }
  }

  private string(): string {
    const start = this.position;
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') {
      if (this.text.charCodeAt(end) < 0x20) this.refuse('malformedJson', {});
      end += this.text[end] === '\\' ? 2 : 1;
    }
    this.position = end + 1;
    let value: string;
    try {
      value = JSON.parse(this.text.slice(start, this.position)) as string;
    } catch {
      this.position = start;
      return this.refuse('malformedJson', {});
    }
    if (value.includes('\0')) this.refuse('nulCharacter', {});
    if (!isWellFormed(value)) this.refuse('loneSurrogate', {});
    return value;
  }

  private number(): number {
    NUMBER.lastIndex = this.position;
    const text = NUMBER.exec(this.text)?.[0];
    if (text === undefined) return this.refuse('malformedJson', {});
    const value = Number(text);
    if (!Number.isFinite(value) || losesDigits(text, value))
      this.refuse('numberLosesDigits', { text: text.slice(0, 40) });
    this.position += text.length;
    return value === 0 ? 0 : value;
  }

  private word<T extends JsonValue>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.position)) this.refuse('malformedJson', {});
    this.position += word.length;
    return value;
  }

  private space(): void {
    SPACE.lastIndex = this.position;
    this.position += SPACE.exec(this.text)?.[0].length ?? 0;
  }

  private take(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  private refuse(code: string, params: Record<string, JsonValue>): never {
    throw new Stop({
      code,
      path: pointer(this.path),
      params: code === 'malformedJson' ? { ...params, ...this.place() } : params,
    });
  }

  private place(): { line: number; column: number } {
    const before = this.text.slice(0, this.position).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  }
}

/** A JSON pointer (RFC 6901) of a path of names and positions. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Whether a number says digits that the nearest double does not hold. */
function losesDigits(text: string, value: number): boolean {
  const digits = significantDigits(text);
  if (digits.length <= 15) return false;
  return digits !== significantDigits(String(value)) && digits !== significantDigits(value.toPrecision(17));
}

/** The digits of a number as it is written, without sign, point, exponent and the zeros at both ends; in one pass. */
function significantDigits(text: string): string {
  const digits = text.replace(/[eE].*/, '').replace(/[-.]/g, '');
  let from = 0;
  let to = digits.length;
  while (from < to && digits[from] === '0') from += 1;
  while (to > from && digits[to - 1] === '0') to -= 1;
  return digits.slice(from, to);
}

function isWellFormed(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xdc00 && unit <= 0xdfff) return false;
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(i + 1);
      if (!(next >= 0xdc00 && next <= 0xdfff)) return false;
      i += 1;
    }
  }
  return true;
}
