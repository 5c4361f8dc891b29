import type { Server } from 'node:http';

/** How long a stopping service waits for the requests it has, in milliseconds. */
export const GRACE_MS = 10_000;

/** Counts the requests of a server that are not answered to the end, and shuts when told to. */
export interface Gate {
  /** Counts the requests of a server from now on. */
  guard(server: Server): void;
  /** Whether new requests are turned away. */
  isShut(): boolean;
  /** Turns new requests away; resolves when the ones inside are done, or after the grace. True when all were done. */
  shut(graceMs?: number): Promise<boolean>;
  /** Told when the gate shuts: answers that would go on for ever end then. */
  readonly shutting: AbortSignal;
}

/**
 * A gate that is open.
 *
 * @example
 * const gate = createGate();
 * gate.guard(server);
 * await gate.shut(); // true: everybody inside was answered
 */
export function createGate(): Gate {
  let inside = 0;
  let onEmpty: (() => void) | undefined;
  const controller = new AbortController();
  return {
    shutting: controller.signal,
    isShut: () => controller.signal.aborted,
    guard(server) {
      server.prependListener('request', (_request, response) => {
        inside += 1;
        response.once('close', () => {
          inside -= 1;
          if (inside === 0) onEmpty?.();
        });
      });
    },
    async shut(graceMs = GRACE_MS) {
      controller.abort();
      if (inside === 0) return true;
      return new Promise<boolean>((done) => {
        const enough = setTimeout(() => done(false), graceMs);
        onEmpty = () => {
          clearTimeout(enough);
          done(true);
        };
      });
    },
  };
}
