import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { PackSource } from './load.ts';

/** The version of the pack format that this house reads. */
export const FORMAT_VERSION = 1;

/** One step from a version of the pack format to the next: data in, data out, file by file. */
export interface FormatMigration {
  readonly from: number;
  /** What changes, for the changelog. */
  readonly title: string;
  migrate(file: { readonly path: string; readonly json: JsonValue }): {
    readonly path: string;
    readonly json: JsonValue;
  };
}

/** Every step there has been. The first version of the format is the only one so far. */
export const MIGRATIONS: readonly FormatMigration[] = [];

/**
 * Brings a pack to the version this house reads, step by step. A pack of a newer version is refused; one without a
 * readable version is left to `validate`, which says what its `pack.json` lacks.
 *
 * @example
 * const upToDate = migratePack(source); // { ok: true, value: source } when its format is the current one
 */
export function migratePack(
  source: PackSource,
  migrations: readonly FormatMigration[] = MIGRATIONS,
  target: number = FORMAT_VERSION,
): Result<PackSource> {
  let version = versionOf(source);
  let { files } = source;
  if (version === undefined) return { ok: true, value: source };
  if (version > target) return { ok: false, issues: [refused(source, 'formatTooNew', version, target)] };
  while (version < target) {
    const step = migrations.find(({ from }) => from === version);
    if (!step) return { ok: false, issues: [refused(source, 'formatTooOld', version, target)] };
    version += 1;
    files = files.map((file) => withVersion(step.migrate(file), version as number));
  }
  return { ok: true, value: { ...source, files } };
}

function versionOf(source: PackSource): number | undefined {
  const manifest = source.files.find(({ path }) => path === 'pack.json')?.json;
  if (manifest === null || typeof manifest !== 'object' || Array.isArray(manifest)) return undefined;
  return typeof manifest?.format === 'number' ? manifest.format : undefined;
}

function withVersion(file: { path: string; json: JsonValue }, format: number): { path: string; json: JsonValue } {
  if (file.path !== 'pack.json' || file.json === null || typeof file.json !== 'object') return file;
  return { path: file.path, json: { ...(file.json as Record<string, JsonValue>), format } };
}

function refused(source: PackSource, code: string, found: number, expected: number): Issue {
  return { code, path: `${source.folder}/pack.json#/format`, params: { found, expected } };
}
