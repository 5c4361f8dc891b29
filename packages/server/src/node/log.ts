/** One line of JSON per happening, on standard error. No personal data: no names, no bodies, no queries, no addresses of people. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  particulars?: Readonly<Record<string, string | number | boolean>>,
) => void;

export const jsonLog: Log = (level, event, particulars = {}) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...particulars })}\n`);
};
