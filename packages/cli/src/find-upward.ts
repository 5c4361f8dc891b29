import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The nearest folder or file of a name, from a folder upward; where it would stand in that folder when there is none.
 *
 * @example
 * findUpward('rules'); // '/home/me/cebao/rules', asked in /home/me/cebao/packages
 */
export function findUpward(name: string, from: string = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return join(folder, name);
    if (folder === dirname(folder)) return resolve(from, name);
  }
}
