export const LOG_LEVELS = ['error', 'warn', 'info'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One line of JSON per happening, on standard error. No personal data: no names, no bodies, no queries, no addresses of people. */
export type Log = (
  level: LogLevel,
  event: string,
  particulars?: Readonly<Record<string, string | number | boolean>>,
) => void;

/**
 * A log that keeps what is at least as grave as `least`.
 *
 * @example
 * const log = createLog('warn');
 * log('info', 'request'); // nothing
 * log('error', 'requestFailed', { reference: '1f2e3d4c' }); // {"time":"…","level":"error","event":"requestFailed","reference":"1f2e3d4c"}
 */
export function createLog(
  least: LogLevel,
  write: (line: string) => void = (line) => {
    process.stderr.write(line);
  },
): Log {
  const kept = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(least) + 1);
  return (level, event, particulars = {}) => {
    if (kept.includes(level))
      write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...particulars })}\n`);
  };
}
