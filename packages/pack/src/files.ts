import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Issue, JsonValue, Result } from '@cebao/engine';
import type { PackSource } from './load.ts';
import { parseJsonText } from './strict-json.ts';

const MAX_FILE_BYTES = 2_000_000;
/** Folders of a pack that are not policy: npm's own and the demo instance's profile. */
const NOT_POLICY = new Set(['node_modules', 'demo']);

/**
 * Reads every pack below a rules folder: each folder that holds a `pack.json` is one pack.
 * All problems of all files come back at once; nothing is validated here but the JSON itself.
 *
 * @example
 * const sources = loadRules('rules'); // { ok: true, value: [{ folder: 'nm', files: […] }, …] }
 */
export function loadRules(dir: string): Result<PackSource[]> {
  let folders: string[];
  try {
    folders = readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
      .map((entry) => entry.name)
      .sort();
  } catch {
    return { ok: false, issues: [{ code: 'rulesFolderMissing', path: '', params: { folder: dir } }] };
  }
  const issues: Issue[] = [];
  const sources: PackSource[] = [];
  for (const folder of folders) {
    const root = join(dir, folder);
    const paths = jsonFilesBelow(root).filter((path) => path !== 'package.json');
    if (!paths.includes('pack.json')) continue;
    const files: { path: string; json: JsonValue }[] = [];
    for (const path of paths) {
      const full = join(root, path);
      if (statSync(full).size > MAX_FILE_BYTES) {
        issues.push({ code: 'fileTooLarge', path: `${folder}/${path}`, params: { limit: MAX_FILE_BYTES } });
        continue;
      }
      const read = parseJsonText(readFileSync(full, 'utf8'));
      if (read.ok) files.push({ path, json: read.value });
      else issues.push(...read.issues.map((issue) => ({ ...issue, path: `${folder}/${path}#${issue.path}` })));
    }
    sources.push({ folder, files });
  }
  if (sources.length === 0 && issues.length === 0) {
    issues.push({ code: 'rulesFolderEmpty', path: '', params: { folder: dir } });
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: sources };
}

function jsonFilesBelow(root: string): string[] {
  const found: string[] = [];
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const full = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!NOT_POLICY.has(entry.name)) visit(full);
      } else if (entry.isFile() && entry.name.endsWith('.json')) {
        found.push(relative(root, full).split(sep).join('/'));
      }
    }
  };
  visit(root);
  return found.sort();
}
