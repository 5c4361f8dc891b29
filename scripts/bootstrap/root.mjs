import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Where the scripts keep what they remember; it goes when node_modules goes. */
export const MEMORY = join(ROOT, 'node_modules', '.cache', 'cebao');
