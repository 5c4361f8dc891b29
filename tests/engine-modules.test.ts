import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

// The same generated modules and closures in Chromium, under a policy that lets no code be made from text.

const ENGINE = join(import.meta.dirname, '../packages/engine/dist');
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";
const seed = Number(process.env['SEED'] ?? Date.now() & 0x7fffffff);
console.log(`engine modules: SEED=${seed}`);

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
  const sound = wire(fc.sample(of, { seed, numRuns: 300 })).flatMap((json) => {
    const parsed = parseExpression(json);
    return parsed.ok ? [{ json, expression: parsed.value }] : [];
  });
  return {
    rules: sound.map(({ json }) => json),
    types,
    records: wire(fc.sample(given, { seed, numRuns: 8 }) as JsonValue[]),
    programs: sound.map(({ expression }) => compileExpression(expression, types)),
    module: emitModule(
      sound.map(({ expression }, index) => ({ id: String(index), ir: lowerExpression(expression, types, table) })),
    ),
  };
});

/** What the page runs: every rule on every record, by closures and by module, each answer as one line. */
const PAGE = `
import { compileExpression, dataScope, parseExpression } from '/engine/index.js';
import { linkModule } from '/engine/module/link-module.js';
const shown = (value) => JSON.stringify(value, (_, part) => (Object.is(part, -0) ? '-0' : part));
const sets = await (await fetch('/sets.json')).json();
const lines = [];
let module = 0;
for (const [index, { rules, types, records, params, layout }] of sets.entries()) {
  const linked = linkModule((await import('/module-' + index + '.mjs')).default, layout);
  const programs = rules.map((rule) => compileExpression(parseExpression(rule).value, types));
  for (const record of records) {
    const scope = dataScope(record, (id) => params[id]);
    for (const [i, program] of programs.entries()) {
      const run = program.run(scope);
      const line = run.ok ? shown(run.value) + ' ' + run.fuel : JSON.stringify(run.issue);
      const answer = linked.run(i, record, params);
      const other = answer === undefined ? line : shown(answer.value) + ' ' + answer.fuel;
      if (answer !== undefined) module += 1;
      lines.push(line === other ? line : 'closures ' + line + ', module ' + other);
    }
  }
}
let made = true;
try { Function('return 1')(); } catch { made = false; }
globalThis.answers = { lines, module, made };
`;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const [type, body] = contentOf(path);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

function contentOf(path: string): [type: string, body: string | undefined] {
  const script = 'text/javascript; charset=utf-8';
  if (path === '/')
    return ['text/html; charset=utf-8', '<!doctype html><script type="module" src="/page.js"></script>'];
  if (path === '/page.js') return [script, PAGE];
  if (path === '/sets.json')
    return [
      'application/json',
      JSON.stringify(
        SETS.map(({ rules, types, records, module }) => ({
          rules,
          types,
          records,
          params: PARAMS,
          layout: module.layout,
        })),
      ),
    ];
  const set = /^\/module-(\d)\.mjs$/.exec(path);
  if (set) return [script, SETS[Number(set[1])]?.module.text];
  if (path.startsWith('/engine/') && extname(path) === '.js')
    return [script, readFileSync(join(ENGINE, path.slice('/engine/'.length)), 'utf8')];
  return ['text/plain', undefined];
}

test('modules and closures answer in Chromium what they answer here, with the same fuel', async () => {
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
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'answers' in globalThis, undefined, { timeout: 60_000 });
  const { lines, module, made } = await page.evaluate(
    () => (globalThis as unknown as { answers: { lines: string[]; module: number; made: boolean } }).answers,
  );
  expect(made).toBe(false);
  expect(lines.length).toBe(expected.length);
  expect(lines.filter((line, index) => line !== expected[index])).toEqual([]);
  expect(module).toBeGreaterThan(lines.length / 3);
  expect(errors).toEqual([]);
  console.log('engine modules in Chromium:', { compared: lines.length, byModule: module });
});

function shown(value: JsonValue): string {
  return JSON.stringify(value, (_, part: unknown) => (Object.is(part, -0) ? '-0' : part));
}
