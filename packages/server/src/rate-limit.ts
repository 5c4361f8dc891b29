/** How many requests in a burst, and how many come back each second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Takes one token for an address; answers 0, or in how many seconds to come again. */
export type TakeToken = (address: string, nowMs: number) => number;

const MOST_ADDRESSES = 10_000;

/**
 * A token bucket per address, in memory and bounded: past 10 000 addresses the longest unused is forgotten.
 *
 * @example
 * const take = createRateLimit({ burst: 200, perSecond: 50 });
 * take('10.0.0.7', Date.now()); // 0
 */
export function createRateLimit(rate: Rate): TakeToken {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (address, nowMs) => {
    const bucket = buckets.get(address) ?? { tokens: rate.burst, at: nowMs };
    bucket.tokens = Math.min(rate.burst, bucket.tokens + (Math.max(0, nowMs - bucket.at) / 1000) * rate.perSecond);
    bucket.at = nowMs;
    buckets.delete(address);
    buckets.set(address, bucket);
    if (buckets.size > MOST_ADDRESSES) {
      const oldest = buckets.keys().next();
      if (oldest.done !== true) buckets.delete(oldest.value);
    }
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      return 0;
    }
    return Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond));
  };
}
