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
}

/** `cebao serve`: the same runtime as the service, until it is told to stop. */
export async function serve(options: ServeOptions): Promise<number> {
  const text = options.port ?? process.env['PORT'] ?? '8787';
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65535) {
    complain(fill(messages.usage.invalidValue, { name: '--port', value: text }));
    return 2;
  }
  const { startServer, stopOnSignals } = await import('@cebao/server/node');
  const started = await startServer({
    dataDir: dataFolder(options.data),
    rulesDir: options.rules ?? findUpward('rules'),
    appsDir: options.apps ?? findUpward('apps'),
    port,
    host: options.host,
    demo: options.demo,
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
