// The runtime of the service: what `apps/service` and `cebao serve` start.
export { type LinkAnswer, requestLink } from './request-link.ts';
export { type Running, type Started, startServer, type StartOptions, stopOnSignals } from './start-server.ts';
export type { Log } from './log.ts';
