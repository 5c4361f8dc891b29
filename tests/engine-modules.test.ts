import type { Server } from 'node:http';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emitColumns } from '../packages/engine/src/columns/index.ts';
import { compileExpression, dataScope, type JsonValue, parseExpression } from '../packages/engine/src/index.ts';
import { createSlotTable, emitModule, lowerExpression } from '../packages/engine/src/module/index.ts';
import {
  facts,
  ownRule,
  PARAMS,
  plainRule,
  rule,
  TYPES,
  typedFacts,
} from '../packages/engine/src/testing/generated-rules.ts';
import { launchBrowser } from './browser.ts';
import { addressOf, serveModules } from './serve-modules.ts';

// The same generated modules, over records and over columns, and closures in Chromium, under a policy that lets no code
// be made from text.

const seed = Number(process.env['SEED'] ?? Date.now() & 0x7fffffff);
const rules = Math.ceil(Number(process.env['RUNS'] ?? 20_000) / 60);
console.log(`engine modules: SEED=${seed} RUNS=${rules}`);

/** As the page gets it: JSON knows no minus zero. */
function wire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const SETS = [
  { of: rule, given: facts, types: {} },
  { of: ownRule, given: typedFacts, types: TYPES },
  { of: plainRule, given: typedFacts, types: TYPES },
].map(({ of, given, types }) => {
  const table = createSlotTable();
  const sound = wire(fc.sample(of, { seed, numRuns: rules })).flatMap((json) => {
    const parsed = parseExpression(json);
    return parsed.ok ? [{ json, expression: parsed.value }] : [];
  });
  const lowered = sound.map(({ expression }, index) => ({
    id: String(index),
    ir: lowerExpression(expression, types, table),
  }));
  return {
    rules: sound.map(({ json }) => json),
    types,
    records: wire(fc.sample(given, { seed, numRuns: 8 }) as JsonValue[]),
    programs: sound.map(({ expression }) => compileExpression(expression, types)),
    module: emitModule(lowered),
    columns: emitColumns(lowered),
  };
});

/** What the page runs: every rule on every record, by closures and by module, each answer as one line. */
const PAGE = `
import { compileExpression, dataScope, parseExpression } from '@cebao/engine';
import { linkColumns, readColumns } from '@cebao/engine/columns';
import { linkModule } from '@cebao/engine/module';
const shown = (value) => JSON.stringify(value, (_, part) => (Object.is(part, -0) ? '-0' : part));
const sets = await (await fetch('/sets.json')).json();
const lines = [];
let module = 0;
let column = 0;
for (const [index, { rules, types, records, params, layout, columns }] of sets.entries()) {
  const linked = linkModule((await import('/module-' + index + '.mjs')).default, layout);
  const overColumns = linkColumns((await import('/columns-' + index + '.mjs')).default, columns);
  const rows = [];
  overColumns.run(readColumns(columns, records), { to: records.length }, ({ answers, width, from, to }) => {
    for (let row = from; row < to; row += 1) rows.push(answers.slice((row - from) * width, (row - from + 1) * width));
  }, params);
  const programs = rules.map((rule) => compileExpression(parseExpression(rule).value, types));
  for (const [row, record] of records.entries()) {
    const scope = dataScope(record, (id) => params[id]);
    for (const [i, program] of programs.entries()) {
      const run = program.run(scope);
      const line = run.ok ? shown(run.value) + ' ' + run.fuel : JSON.stringify(run.issue);
      const answer = linked.run(i, record, params);
      const other = answer === undefined ? line : shown(answer.value) + ' ' + answer.fuel;
      if (answer !== undefined) module += 1;
      const cell = rows[row][i];
      const third = cell === undefined ? line : run.ok ? shown(cell) + ' ' + run.fuel : shown(cell);
      if (cell !== undefined) column += 1;
      lines.push(line === other && line === third ? line : 'closures ' + line + ', module ' + other + ', columns ' + third);
    }
  }
}
let made = true;
try { Function('return 1')(); } catch { made = false; }
globalThis.answers = { lines, module, column, made };
`;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  const sets = SETS.map(({ rules, types, records, module, columns }) => ({
    rules,
    types,
    records,
    params: PARAMS,
    layout: module.layout,
    columns: columns.layout,
  }));
  server = await serveModules({
    '/page.js': PAGE,
    '/sets.json': JSON.stringify(sets),
    ...Object.fromEntries(SETS.map(({ module }, index) => [`/module-${index}.mjs`, module.text])),
    ...Object.fromEntries(SETS.map(({ columns }, index) => [`/columns-${index}.mjs`, columns.text])),
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('modules, columns and closures answer in Chromium what they answer here, with the same fuel', async () => {
  const expected = SETS.flatMap(({ records, programs }) =>
    records.flatMap((record) => {
      const scope = dataScope(record, (id) => PARAMS[id]);
      return programs.map((program) => {
        const run = program.run(scope);
        return run.ok ? `${shown(run.value)} ${run.fuel}` : JSON.stringify(run.issue);
      });
    }),
  );
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(addressOf(server));
  await page.waitForFunction(() => 'answers' in globalThis, undefined, { timeout: 60_000 });
  const { lines, module, column, made } = await page.evaluate(
    () =>
      (globalThis as unknown as { answers: { lines: string[]; module: number; column: number; made: boolean } })
        .answers,
  );
  expect(made).toBe(false);
  expect(lines.length).toBe(expected.length);
  expect(lines.filter((line, index) => line !== expected[index])).toEqual([]);
  expect(module).toBeGreaterThan(lines.length / 3);
  expect(column).toBeGreaterThan(lines.length / 3);
  expect(errors).toEqual([]);
  console.log('engine modules in Chromium:', { compared: lines.length, byModule: module, byColumns: column });
});

function shown(value: JsonValue): string {
  return JSON.stringify(value, (_, part: unknown) => (Object.is(part, -0) ? '-0' : part));
}
