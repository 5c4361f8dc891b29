import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue, Result } from '@cebao/engine';
import { parseJsonText } from '@cebao/pack';
import { checkDemoFiles, type DemoFiles } from './demo-files.ts';

/** Reads the scenes of the demo: the `demo/` folder of every pack that has one, in the order their casts say. */
export function readDemoScenes(rulesDir: string): Result<readonly DemoFiles[]> {
  const scenes: DemoFiles[] = [];
  const issues: Issue[] = [];
  for (const folder of readdirSync(rulesDir).sort()) {
    if (!existsSync(join(rulesDir, folder, 'demo', 'cast.json'))) continue;
    const scene = readDemoFiles(rulesDir, folder);
    if (scene.ok) scenes.push(scene.value);
    else issues.push(...scene.issues);
  }
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: scenes.sort((a, b) => (a.cast.order ?? Infinity) - (b.cast.order ?? Infinity)) };
}

function readDemoFiles(rulesDir: string, folder: string): Result<DemoFiles> {
  const issues: Issue[] = [];
  const files: Record<string, unknown> = {};
  for (const name of [
    'cast.json',
    'profile.json',
    'fields.json',
    'lists.json',
    'records.json',
    'meetings.json',
    'surveys.json',
  ]) {
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
