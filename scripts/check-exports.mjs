// What each package promises in `exports` and `bin` is there after a build, and plain Node can import it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './bootstrap/root.mjs';

/** Components and styles for a bundler: present is enough. */
const FOR_BUNDLERS = new Set(['@cebao/react']);
/** Conditions that open the sources; they are no part of what is published. */
const FOR_SOURCES = new Set(['@cebao/source']);

const problems = [];
let seen = 0;
for (const room of readdirSync(join(ROOT, 'packages'))) {
  const folder = join(ROOT, 'packages', room);
  if (!existsSync(join(folder, 'package.json'))) continue;
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const [door, target] of Object.entries(manifest.exports ?? {})) {
    const targets = typeof target === 'string' ? { default: target } : target;
    for (const [condition, path] of Object.entries(targets)) {
      seen += 1;
      if (!isThere(folder, path)) problems.push(`${manifest.name} ${door} [${condition}]: ${path} is missing`);
      else if (!FOR_SOURCES.has(condition) && !isPublished(manifest, path))
        problems.push(`${manifest.name} ${door} [${condition}]: ${path} is not among "files"`);
      else if (condition === 'default' && path.endsWith('.js') && !FOR_BUNDLERS.has(manifest.name))
        await importIt(`${manifest.name} ${door}`, join(folder, path));
    }
    if (typeof target === 'object' && targets.types === undefined) problems.push(`${manifest.name} ${door}: no types`);
  }
  for (const [name, path] of Object.entries(manifest.bin ?? {})) {
    seen += 1;
    if (!existsSync(join(folder, path))) problems.push(`${manifest.name} bin ${name}: ${path} is missing`);
    else if (process.platform !== 'win32' && (statSync(join(folder, path)).mode & 0o111) === 0)
      problems.push(`${manifest.name} bin ${name}: ${path} is not executable`);
  }
}
for (const problem of problems) console.log(problem);
console.log(`${seen} doors: ${problems.length} problems`);
// Importing the doors may leave something open: the answer is known, so end here.
process.exit(problems.length === 0 && seen > 0 ? 0 : 1);

function isThere(folder, path) {
  if (!path.includes('*')) return existsSync(join(folder, path));
  const [before] = path.split('*');
  const parent = join(folder, before.endsWith('/') ? before : dirname(before));
  return existsSync(parent) && readdirSync(parent).length > 0;
}

function isPublished(manifest, path) {
  return path === './package.json' || manifest.files.some((published) => path.startsWith(`./${published}/`));
}

async function importIt(door, file) {
  try {
    const names = Object.keys(await import(pathToFileURL(file).href));
    if (names.length === 0) problems.push(`${door}: exports nothing`);
    if (names.includes('default')) problems.push(`${door}: has a default export`);
  } catch (error) {
    problems.push(`${door}: ${error.message}`);
  }
}
