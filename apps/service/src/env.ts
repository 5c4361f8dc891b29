import { fileURLToPath } from 'node:url';
import { LOG_LEVELS, type StartOptions } from '@cebao/server/node';
import { messages } from './messages/zh-CN.ts';

/** The root of the repository, seen from this file built or not. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Everything the process takes from its environment, read in this one place.
 *
 * - `PORT` (8787) · `CEBAO_HOST` (127.0.0.1) · `CEBAO_HOSTS` other host names, separated by commas
 * - `CEBAO_DATA` (.cebao/data, for a demo .cebao/demo) · `CEBAO_RULES` (rules) · `CEBAO_APPS` (apps)
 * - `CEBAO_DEMO` `1` creates a demo instance in an empty data folder · `CEBAO_CELL` name in ids of events
 * - `CEBAO_HTTPS` `1` when an https front stands before the service: cookies go over https only
 * - `CEBAO_LOG` `requests` logs each request · `CEBAO_LOG_LEVEL` `error`, `warn` or `info` (default)
 * - `CEBAO_METRICS_PORT` opens `/metrics` at this port · `CEBAO_METRICS_HOST` (127.0.0.1)
 * - `CEBAO_CHECKPOINTS` folder for a signed checkpoint a day · `CEBAO_AUDIT_KEY` file of the key that signs them
 */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; value: StartOptions } | { ok: false; message: string } {
  const text = env['PORT'] ?? '8787';
  const port = portOf(text);
  if (port === undefined) return { ok: false, message: badPort('PORT', text) };
  const metricsText = env['CEBAO_METRICS_PORT'];
  const metricsPort = metricsText === undefined ? undefined : portOf(metricsText);
  if (metricsText !== undefined && metricsPort === undefined)
    return { ok: false, message: badPort('CEBAO_METRICS_PORT', metricsText) };
  const level = env['CEBAO_LOG_LEVEL'] ?? 'info';
  const logLevel = LOG_LEVELS.find((one) => one === level);
  if (logLevel === undefined) return { ok: false, message: messages.badLevel.replace('{value}', level) };
  const demo = env['CEBAO_DEMO'] === '1' || env['CEBAO_DEMO'] === 'true';
  const hosts = env['CEBAO_HOSTS']
    ?.split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');
  return {
    ok: true,
    value: {
      port,
      host: env['CEBAO_HOST'] ?? '127.0.0.1',
      hosts,
      dataDir: env['CEBAO_DATA'] ?? `${ROOT}.cebao/${demo ? 'demo' : 'data'}`,
      rulesDir: env['CEBAO_RULES'] ?? `${ROOT}rules`,
      appsDir: env['CEBAO_APPS'] ?? `${ROOT}apps`,
      demo,
      https: env['CEBAO_HTTPS'] === '1',
      cell: env['CEBAO_CELL'],
      checkpointsDir: env['CEBAO_CHECKPOINTS'],
      auditKeyFile: env['CEBAO_AUDIT_KEY'],
      logRequests: env['CEBAO_LOG'] === 'requests',
      logLevel,
      metricsPort,
      metricsHost: env['CEBAO_METRICS_HOST'],
    },
  };
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port < 0 || port > 65535 ? undefined : port;
}

function badPort(name: string, value: string): string {
  return messages.badPort.replace('{name}', name).replace('{value}', value);
}
