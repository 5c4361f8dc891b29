/** A matter is the same when its words are; alike when most pairs of characters are. */
const ALIKE = 0.6;

/** Words of a matter as they are compared: full and half width alike, without spaces and punctuation. */
export function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
}

/** How alike two titles are, by pairs of neighbouring characters: 1 the same, 0 nothing in common. */
export function likeness(a: string, b: string): number {
  const left = plainTitle(a);
  const right = plainTitle(b);
  if (left === right) return left === '' ? 0 : 1;
  const pairs = pairsOf(left);
  const others = pairsOf(right);
  if (pairs.length === 0 || others.length === 0) return 0;
  const left2 = new Map<string, number>();
  for (const pair of pairs) left2.set(pair, (left2.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of others) {
    const count = left2.get(pair) ?? 0;
    if (count > 0) {
      common += 1;
      left2.set(pair, count - 1);
    }
  }
  return (2 * common) / (pairs.length + others.length);
}

/** `same`, `alike`, or undefined when they have little in common. */
export function matchTitles(a: string, b: string): 'same' | 'alike' | undefined {
  const how = likeness(a, b);
  return how === 1 ? 'same' : how >= ALIKE ? 'alike' : undefined;
}

function pairsOf(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
