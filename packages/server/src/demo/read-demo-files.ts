import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue, Result } from '@cebao/engine';
import { parseJsonText } from '@cebao/pack';
import { checkDemoFiles, type DemoFiles } from './demo-files.ts';

/** Reads the `demo/` folder beside the deepest pack that has one; undefined when no pack has. */
export function readDemoFiles(rulesDir: string): Result<DemoFiles | undefined> {
  const folder = readdirSync(rulesDir)
    .filter((name) => existsSync(join(rulesDir, name, 'demo', 'cast.json')))
    .sort((a, b) => b.length - a.length)[0];
  if (folder === undefined) return { ok: true, value: undefined };
  const issues: Issue[] = [];
  const files: Record<string, unknown> = {};
  for (const name of ['cast.json', 'profile.json', 'fields.json']) {
    const path = join(rulesDir, folder, 'demo', name);
    if (!existsSync(path)) continue;
    const parsed = parseJsonText(readFileSync(path, 'utf8'));
    if (parsed.ok) files[name] = parsed.value;
    else issues.push(...parsed.issues.map((issue) => ({ ...issue, path: `${folder}/demo/${name}#${issue.path}` })));
  }
  if (issues.length > 0) return { ok: false, issues };
  const checked = checkDemoFiles(files);
  return checked.ok
    ? checked
    : { ok: false, issues: checked.issues.map((issue) => ({ ...issue, path: `${folder}/demo/${issue.path}` })) };
}
