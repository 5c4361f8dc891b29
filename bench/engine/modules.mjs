import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { door } from './peers.mjs';

/** Rules lowered with one slot table; `kinds` says what facts are declared to be, by dotted name. */
export async function lowerRules(rules, kinds) {
  const { parseExpression } = await door('engine');
  const { createSlotTable, lowerExpression } = await door('engine', 'module/index.js');
  const table = createSlotTable();
  const vars = Object.fromEntries(
    Object.entries(kinds ?? {}).map(([name, kind]) => [
      name,
      typeof kind === 'string' ? { kind, nullable: false } : kind,
    ]),
  );
  return rules.map((json, index) => {
    const parsed = parseExpression(json);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    return { id: `r${index}`, ir: lowerExpression(parsed.value, { vars }, table) };
  });
}

/** A generated module, written to a file and imported, as a service does. */
export async function loadModule(rules) {
  const { emitModule, linkModule } = await door('engine', 'module/index.js');
  const { text, layout } = emitModule(rules);
  return linkModule(await importText(text), layout);
}

/** The same over columns. */
export async function loadColumns(rules) {
  const { emitColumns, linkColumns } = await door('engine', 'columns/index.js');
  const { text, layout } = emitColumns(rules);
  return linkColumns(await importText(text), layout);
}

async function importText(text) {
  const folder = mkdtempSync(join(tmpdir(), 'cebao-bench-'));
  try {
    const file = join(folder, 'module.mjs');
    writeFileSync(file, text);
    return (await import(pathToFileURL(file).href)).default;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
