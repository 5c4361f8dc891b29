import { existsSync, readdirSync } from 'node:fs';
import { civilDateOf } from '../clock.ts';
import { writeCheckpoint } from './audit-data.ts';
import type { Log } from './log.ts';

const HOUR = 60 * 60 * 1000;

/**
 * Writes one checkpoint a day while the service runs: looks at once and then every hour whether today has one. A failure
 * is logged and tried again; it stops nothing. Answers how to stop it.
 */
export function keepDailyCheckpoints(options: {
  readonly dataDir: string;
  readonly to: string;
  readonly keyFile?: string | undefined;
  readonly log: Log;
  readonly clock?: () => number;
}): () => void {
  const { dataDir, to, keyFile, log, clock = Date.now } = options;
  const look = (): void => {
    const now = clock();
    const today = `checkpoint-${civilDateOf(now)}-`;
    if (existsSync(to) && readdirSync(to).some((name) => name.startsWith(today) && name.endsWith('.json'))) return;
    const made = writeCheckpoint({ dataDir, to, now, keyFile });
    if (made.ok) log('info', 'checkpoint', { commits: made.value.mark.commits, fingerprint: made.value.fingerprint });
    else log('error', 'checkpointFailed', { code: made.issues.map(({ code }) => code).join(',') });
  };
  look();
  const timer = setInterval(look, HOUR);
  timer.unref();
  return () => clearInterval(timer);
}
