import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type EmittedModule, type LinkedModule, linkModule, type ModuleMaker } from '@cebao/engine/module';

/** Generated modules of a process: of the newest revisions ready to run, of older ones not any more. */
export interface ModuleShelf {
  /**
   * Writes a revision's module into the folder under the name of its hash, checks the bytes that are there, and loads
   * it. Undefined when the bytes are not what the hash says, or the process has loaded as many as it may: then the
   * closures answer.
   */
  load(revision: string, emitted: EmittedModule): Promise<LinkedModule | undefined>;
  /** The module of a revision, if it is one of the newest. */
  find(revision: string): LinkedModule | undefined;
}

export interface ShelfOptions {
  /** How many revisions stay ready; 4 when left out. */
  readonly ready?: number;
  /** How many modules one process loads at most: none can be unloaded. 64 when left out. */
  readonly most?: number;
}

/**
 * A shelf over `<data>/modules`. Nothing is ever run from text: what is loaded is a file, named and checked by its
 * SHA-256.
 *
 * @example
 * const shelf = createModuleShelf(join(dataDir, 'modules'));
 * const module = await shelf.load(revision, emitModule(rules));
 */
export function createModuleShelf(folder: string, { ready = 4, most = 64 }: ShelfOptions = {}): ModuleShelf {
  const newest = new Map<string, LinkedModule>();
  const makers = new Map<string, Promise<ModuleMaker>>();
  return {
    find: (revision) => newest.get(revision),
    async load(revision, { text, sha256, layout }) {
      const known = newest.get(revision);
      if (known !== undefined) return known;
      let maker = makers.get(sha256);
      if (maker === undefined) {
        if (makers.size >= most) return undefined;
        const file = join(folder, `${sha256}.mjs`);
        writeOnce(folder, file, text);
        // A file somebody has changed is never run, and not mended in silence either.
        if (createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256) return undefined;
        maker = import(pathToFileURL(file).href).then((module: { default: ModuleMaker }) => module.default);
        makers.set(sha256, maker);
      }
      const linked = linkModule(await maker, layout);
      newest.set(revision, linked);
      for (const oldest of newest.keys()) {
        if (newest.size <= ready) break;
        newest.delete(oldest);
      }
      return linked;
    },
  };
}

/** The file is there whole or not at all. */
function writeOnce(folder: string, file: string, text: string): void {
  if (existsSync(file)) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, text, { mode: 0o400 });
  renameSync(part, file);
}
