import { statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freeBytes } from './disk-space.ts';
import { METRICS_TYPE, type Metrics } from './metrics.ts';

export interface MetricsDoorOptions {
  readonly metrics: Metrics;
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** The store's file. */
  readonly storePath: string;
  readonly queueLength: () => number;
}

/**
 * Opens a port of its own that answers `/metrics` and nothing else: who may see the pages need not see the figures.
 * Rejects when the port cannot be used.
 */
export function openMetricsDoor(options: MetricsDoorOptions): Promise<{ server: Server; address: string }> {
  const { metrics, host, port, dataDir, storePath, queueLength } = options;
  const startedSeconds = Math.round(Date.now() / 1000 - process.uptime());
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    void (async () => {
      const text = metrics.text({
        queueLength: queueLength(),
        storeBytes: sizeOf(storePath) + sizeOf(`${storePath}-wal`),
        freeBytes: await freeBytes(dataDir).catch(() => 0),
        startedSeconds,
      });
      response.writeHead(200, { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' }).end(text);
    })();
  });
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      const { port: actual } = server.address() as AddressInfo;
      done({ server, address: `http://${host.includes(':') ? `[${host}]` : host}:${actual}` });
    });
  });
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
