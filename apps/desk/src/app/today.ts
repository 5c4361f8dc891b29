/** Today's civil date where the rules hold (UTC+8, no daylight saving). */
export function today(): string {
  return new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
}
