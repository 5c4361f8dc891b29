/** How many rows a page may have: 1000 unless asked otherwise, never less than one or more than 10 000. */
export function pageLimit(asked = 1000): number {
  return Math.min(Math.max(Math.trunc(asked) || 1, 1), 10_000);
}
