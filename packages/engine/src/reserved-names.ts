const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** The first segment of a dotted path that names the machinery of JavaScript, if there is one. */
export function findReservedSegment(path: string): string | undefined {
  return path.split('.').find((segment) => RESERVED.has(segment));
}
