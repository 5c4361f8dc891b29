import { startServer, stopOnSignals } from '@cebao/server/node';
import { readEnvironment } from './env.ts';

const options = readEnvironment(process.env);
const started = options.ok ? await startServer(options.value) : options;
if (started.ok) stopOnSignals(started.value);
else {
  process.stderr.write(`${started.message}\n`);
  process.exitCode = 1;
}
