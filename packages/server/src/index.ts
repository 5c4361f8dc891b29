// The Hono kit.
export { createServer, type ServerOptions } from './server.ts';
export type { Clock } from './clock.ts';
export type { Rate } from './rate-limit.ts';

// Signing in.
export { createLink } from './links.ts';

// What an instance is filled with.
export { createDemo } from './demo/create-demo.ts';
export type { DemoCast, DemoFiles } from './demo/demo-files.ts';
