import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue, Result } from '@cebao/engine';
import { parseJsonText } from '@cebao/pack';
import type { DemoCast, DemoFiles } from './create-demo.ts';

/** Reads the `demo/` folder beside the deepest pack that has one; undefined when no pack has. */
export function readDemoFiles(rulesDir: string): Result<DemoFiles | undefined> {
  const folder = readdirSync(rulesDir).filter((name) => existsSync(join(rulesDir, name, 'demo', 'cast.json'))).sort((a, b) => b.length - a.length)[0];
  if (folder === undefined) return { ok: true, value: undefined };
  const issues: Issue[] = [];
  const read = (name: string): unknown => {
    const path = join(rulesDir, folder, 'demo', name);
    if (!existsSync(path)) return {};
    const parsed = parseJsonText(readFileSync(path, 'utf8'));
    if (parsed.ok) return parsed.value;
    issues.push(...parsed.issues.map((issue) => ({ ...issue, path: `${folder}/demo/${name}#${issue.path}` })));
    return {};
  };
  const files = { profile: read('profile.json'), cast: read('cast.json') } as DemoFiles & { cast: DemoCast };
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: files };
}
