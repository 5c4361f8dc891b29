import type { Context } from 'hono';

/** The address of the other end of the connection. Never a header: those can be written by anyone. */
export function peerAddress(c: Context): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? 'unknown';
}
