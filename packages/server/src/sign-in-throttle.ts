/** Slows down who guesses; in memory and bounded, so that nobody is shut out for good. */
export interface SignInThrottle {
  /** Counts an attempt before it is looked at; answers 0, or in how many seconds to come again. */
  take(name: string, address: string, nowMs: number): number;
  /** The attempt was right: what was counted against this name at this address is forgotten. */
  clear(name: string, address: string): void;
}

interface Tries {
  count: number;
  /** Not before this moment. */
  until: number;
  last: number;
}

const MOST_KEPT = 20_000;
const FORGOTTEN_MS = 3600_000;

/**
 * Two counts: of a name at one address (five tries, then 30 s, doubled each time up to 15 minutes), and of a name from
 * everywhere (thirty tries, then 1 s doubled up to one minute): a stranger can slow an account down, never shut it.
 * Names that do not exist are counted alike.
 *
 * @example
 * const throttle = createSignInThrottle();
 * throttle.take('wang', '10.0.0.7', Date.now()); // 0
 */
export function createSignInThrottle(): SignInThrottle {
  const pairs = new Map<string, Tries>();
  const names = new Map<string, Tries>();
  const look = (kept: Map<string, Tries>, key: string, now: number): Tries => {
    const known = kept.get(key);
    return known === undefined || now - known.last > FORGOTTEN_MS ? { count: 0, until: 0, last: now } : known;
  };
  const count = (
    kept: Map<string, Tries>,
    key: string,
    tries: Tries,
    now: number,
    free: number,
    first: number,
    most: number,
  ) => {
    tries.count += 1;
    tries.last = now;
    if (tries.count >= free) tries.until = now + Math.min(most, first * 2 ** Math.min(20, tries.count - free)) * 1000;
    kept.delete(key);
    kept.set(key, tries);
    const oldest = kept.keys().next();
    if (kept.size > MOST_KEPT && oldest.done !== true) kept.delete(oldest.value);
  };
  return {
    take(name, address, now) {
      const key = `${address} ${name}`;
      const pair = look(pairs, key, now);
      const all = look(names, name, now);
      const wait = Math.max(pair.until, all.until) - now;
      if (wait > 0) return Math.ceil(wait / 1000);
      count(pairs, key, pair, now, 5, 30, 900);
      count(names, name, all, now, 30, 1, 60);
      return 0;
    },
    clear(name, address) {
      pairs.delete(`${address} ${name}`);
      names.delete(name);
    },
  };
}
