import { fill } from '@cebao/pack';
import { dataFolder } from '../data-folder.ts';
import { findUpward } from '../find-upward.ts';
import { messages } from '../messages/zh-CN.ts';
import { complain } from '../say.ts';

export interface ServeOptions {
  readonly data?: string;
  readonly rules?: string;
  readonly apps?: string;
  readonly port?: string;
  readonly host?: string;
  readonly demo?: boolean;
  readonly metricsPort?: string;
  readonly logLevel?: string;
  readonly logRequests?: boolean;
}

/** `cebao serve`: the same runtime as the service, until it is told to stop. */
export async function serve(options: ServeOptions): Promise<number> {
  const text = options.port ?? process.env['PORT'] ?? '8787';
  const port = portOf(text);
  if (port === undefined) return invalid('--port', text);
  const metricsPort = options.metricsPort === undefined ? undefined : portOf(options.metricsPort);
  if (options.metricsPort !== undefined && metricsPort === undefined)
    return invalid('--metrics-port', options.metricsPort);
  const { LOG_LEVELS, startServer, stopOnSignals } = await import('@cebao/server/node');
  const level = options.logLevel ?? 'info';
  const logLevel = LOG_LEVELS.find((one) => one === level);
  if (logLevel === undefined) return invalid('--log-level', level);
  const started = await startServer({
    dataDir: dataFolder(options.data),
    rulesDir: options.rules ?? findUpward('rules'),
    appsDir: options.apps ?? findUpward('apps'),
    port,
    host: options.host,
    demo: options.demo,
    metricsPort,
    logLevel,
    logRequests: options.logRequests,
    checkpointsDir: process.env['CEBAO_CHECKPOINTS'],
    auditKeyFile: process.env['CEBAO_AUDIT_KEY'],
  });
  if (!started.ok) {
    complain(started.message);
    return 1;
  }
  stopOnSignals(started.value);
  return 0;
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port < 0 || port > 65535 ? undefined : port;
}

function invalid(name: string, value: string): number {
  complain(fill(messages.usage.invalidValue, { name, value }));
  return 2;
}
