import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseExpression } from '@cebao/engine';
import { emitModule, lowerExpression } from '@cebao/engine/module';
import { afterAll, expect, test } from 'vitest';
import { createModuleShelf } from './module-shelf.ts';

const root = mkdtempSync(join(tmpdir(), 'cebao-shelf-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(root, String((folders += 1)), 'modules');

/** A module of one rule: whether somebody is at least that old. */
function moduleOf(age: number) {
  const parsed = parseExpression({ '>=': [{ var: 'age' }, age] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return emitModule([{ id: 'old-enough', ir: lowerExpression(parsed.value) }]);
}

test('a module is written under the name of its hash, loaded, and answers with its fuel', async () => {
  const folder = newFolder();
  const shelf = createModuleShelf(folder);
  const emitted = moduleOf(18);
  const module = await shelf.load('revision-1', emitted);
  expect(readdirSync(folder)).toEqual([`${emitted.sha256}.mjs`]);
  expect(module?.run(0, { age: 20 })).toEqual({ value: true, fuel: 2 });
  expect(module?.run(0, { age: 17 })).toEqual({ value: false, fuel: 2 });
  // What the closures would refuse is handed over to them.
  expect(module?.run(0, { age: '20' })).toBeUndefined();
  expect(shelf.find('revision-1')).toBe(module);
});

test('a file that was changed is not run', async () => {
  const folder = newFolder();
  const emitted = moduleOf(19);
  await createModuleShelf(folder).load('revision-1', emitted);
  const file = join(folder, `${emitted.sha256}.mjs`);
  chmodSync(file, 0o600);
  writeFileSync(file, `globalThis.broken = true;\n${emitted.text}`);
  expect(await createModuleShelf(folder).load('revision-1', emitted)).toBeUndefined();
  expect(globalThis).not.toHaveProperty('broken');
});

test('the newest revisions stay ready, and a process loads only so many', async () => {
  const shelf = createModuleShelf(newFolder(), { ready: 2, most: 3 });
  for (const age of [20, 21, 22]) expect(await shelf.load(`revision-${age}`, moduleOf(age))).toBeDefined();
  expect(shelf.find('revision-20')).toBeUndefined();
  expect(shelf.find('revision-21')).toBeDefined();
  expect(shelf.find('revision-22')).toBeDefined();
  expect(await shelf.load('revision-23', moduleOf(23))).toBeUndefined();
  // The same text again costs no module.
  expect((await shelf.load('revision-20', moduleOf(20)))?.run(0, { age: 20 })?.value).toBe(true);
});
