const encoder = new TextEncoder();

/** Orders texts as the databases do: by UTF-8 bytes, which is by code point (not by UTF-16 unit as `<` does). */
export function codePointOrder(a: string, b: string): number {
  const left = encoder.encode(a);
  const right = encoder.encode(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const difference = (left[i] as number) - (right[i] as number);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
