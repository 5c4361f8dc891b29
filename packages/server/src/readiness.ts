import type { Issue } from '@cebao/engine';
import type { Store } from '@cebao/store';
import type { Clock } from './clock.ts';

/** What stands against taking work right now; nothing when the service is ready. */
export type Readiness = () => Promise<readonly Issue[]>;

/** The one document that is put to see whether the store can be written. */
const PROBE = { collection: 'operations', key: 'readiness' };
/** An answer holds that long, so that asking often writes no more often. */
const HOLDS_MS = 5_000;
/** A write that takes longer than this is none to count on. */
const PATIENCE_MS = 3_000;

/**
 * Looks whether the store takes a durable write, whether there are packs, and whatever else the runtime looks at
 * (space on the disk).
 *
 * @example
 * const readiness = createReadiness({ store, packs: () => packs, clock: Date.now });
 * await readiness(); // [] when ready, else [{ code: 'storeNotWritable', path: '', params: {} }]
 */
export function createReadiness(options: {
  readonly store: Store;
  readonly packs: () => readonly unknown[];
  readonly clock: Clock;
  readonly more?: (() => Promise<readonly Issue[]>) | undefined;
}): Readiness {
  const { store, packs, clock, more } = options;
  let last: { at: number; issues: Promise<readonly Issue[]> } | undefined;
  const look = async (): Promise<readonly Issue[]> => [
    ...((await isWritable(store, clock())) ? [] : [{ code: 'storeNotWritable', path: '', params: {} }]),
    ...(packs().length > 0 ? [] : [{ code: 'packsMissing', path: '', params: {} }]),
    ...((await more?.()) ?? []),
  ];
  return () => {
    const now = clock();
    if (last === undefined || now - last.at >= HOLDS_MS || now < last.at) last = { at: now, issues: look() };
    return last.issues;
  };
}

async function isWritable(store: Store, at: number): Promise<boolean> {
  let patience: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => {
    patience = setTimeout(() => done(false), PATIENCE_MS);
  });
  try {
    const written = store.commit({ documents: [{ put: { ...PROBE, value: { at } } }] }).then(({ ok }) => ok);
    return await Promise.race([written, late]);
  } catch {
    return false;
  } finally {
    clearTimeout(patience);
  }
}
