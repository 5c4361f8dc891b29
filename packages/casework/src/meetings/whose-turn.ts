/**
 * Whose turn it is to chair: of those in `order`, whoever has not chaired for longest; first those who never did, in
 * their order. Without exceptions everybody chairs once in each round; after an exception the one who was passed over is
 * next, and nobody comes again before all others have.
 *
 * @example
 * whoseTurn(['a', 'b', 'c'], ['a', 'b']); // 'c'
 * whoseTurn(['a', 'b', 'c'], ['b']); // 'a'
 */
export function whoseTurn(order: readonly string[], chaired: readonly string[]): string | undefined {
  let next: string | undefined;
  let since = Number.POSITIVE_INFINITY;
  for (const member of order) {
    const last = chaired.lastIndexOf(member);
    if (last < since) {
      next = member;
      since = last;
    }
  }
  return next;
}

/**
 * The next chairs, one after the other, if nothing comes between.
 *
 * @example
 * turnsAhead(['a', 'b', 'c'], ['a'], 3); // ['b', 'c', 'a']
 */
export function turnsAhead(order: readonly string[], chaired: readonly string[], count: number): string[] {
  const known = [...chaired];
  const ahead: string[] = [];
  while (ahead.length < count) {
    const next = whoseTurn(order, known);
    if (next === undefined) break;
    ahead.push(next);
    known.push(next);
  }
  return ahead;
}
