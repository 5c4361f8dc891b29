// The Hono kit.

export type { Clock } from './clock.ts';
// What an instance is filled with.
export { createDemo } from './demo/create-demo.ts';
export type { DemoCast, DemoFiles } from './demo/demo-files.ts';

// Signing in.
export { createLink } from './links.ts';
export type { Rate } from './rate-limit.ts';
export { createServer, type ServerOptions } from './server.ts';
