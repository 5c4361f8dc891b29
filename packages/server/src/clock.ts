/** Milliseconds since 1970: the one place where the service reads time. */
export type Clock = () => number;

const SHANGHAI = 8 * 60 * 60 * 1000;

/** Civil time of Asia/Shanghai: `2026-11-25T09:30:00+08:00`. */
export function civilTimeOf(ms: number): string {
  return `${new Date(ms + SHANGHAI).toISOString().slice(0, 19)}+08:00`;
}

/** Civil date of Asia/Shanghai: `2026-11-25`. */
export function civilDateOf(ms: number): string {
  return new Date(ms + SHANGHAI).toISOString().slice(0, 10);
}
