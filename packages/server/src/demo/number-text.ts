/** Fills `{n}`, `{n2}`, `{n3}`, `{n4}` (a number with that many digits), and other names, into a pattern. */
export function numberText(pattern: string, n: number, more: Readonly<Record<string, string | number>> = {}): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const digits = /^n(\d?)$/.exec(name);
    if (digits) return String(n).padStart(Number(digits[1] || 1), '0');
    const padded = /^(\w*?[a-z])(\d)$/i.exec(name);
    if (Object.hasOwn(more, name)) return String(more[name]);
    if (padded && Object.hasOwn(more, padded[1] as string))
      return String(more[padded[1] as string]).padStart(Number(padded[2]), '0');
    return whole;
  });
}
