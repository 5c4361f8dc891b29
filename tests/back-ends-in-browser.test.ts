import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonValue } from '../packages/engine/src/index.ts';
import { indexTable, LIMITS } from '../packages/engine/src/index.ts';
import { generateCase, seeded } from '../packages/engine/src/testing/generated-cases.ts';
import { differences, readSource, tableCases } from '../packages/engine/src/testing/generated-tables.ts';
import { faultsOf, outcomesOf, shown } from '../packages/engine/src/testing/outcomes.ts';
import { launchBrowser } from './browser.ts';
import { addressOf, serveModules } from './serve-modules.ts';

// Every back end of closures and the index of tables in Chromium, under a policy that lets no code be made from text:
// the same value, the same issue and the same fuel as here, byte for byte.
const seed = Number(process.env['SEED'] ?? 20_261_125);
const runs = Number(process.env['RUNS'] ?? 10_000);
const BLOCK = 500;
const tables = Math.ceil(runs / 100);
console.log(`back ends in Chromium: SEED=${seed} RUNS=${runs}`);

const TABLES = fc.sample(tableCases, { seed, numRuns: tables }).map(({ source, questions }) => ({
  source: wire(source),
  // JSON has no place for what is not there.
  questions: questions.map((values) => wire(values.map((value) => value ?? null))),
}));

function wire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const PAGE = `
import { indexTable, LIMITS, parseTable, scanTable } from '@cebao/engine';
import { generateCase, seeded } from '/testing/generated-cases.js';
import { outcomesOf, shown } from '/testing/outcomes.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
const lineOf = (seed) => {
  const outcomes = outcomesOf(generateCase(seeded(seed)), LIMITS.fuel);
  return outcomes === undefined ? 'unread' : [outcomes.slow, ...Object.values(outcomes.found)].join('\\n');
};
globalThis.linesOf = (from, to) => Array.from({ length: to - from }, (_, i) => lineOf(from + i));
globalThis.digestOf = (from, to) => bytesToHex(sha256(utf8ToBytes(globalThis.linesOf(from, to).join('\\n\\n'))));
globalThis.tablesOf = async () =>
  (await (await fetch('/tables.json')).json()).map(({ source, questions }) => {
    const table = parseTable(source).value;
    const index = indexTable(table);
    return questions.map((values) => {
      const scanned = scanTable(table, values);
      const rows = typeof scanned === 'number' ? scanned : scanned.map(({ position }) => position);
      const answer = index.answer(values);
      return shown([index.first(values), index.all(values), rows, answer.ok ? answer.rows.map(({ id }) => id) : answer.issue]);
    });
  });
let made = true;
try { Function('return 1')(); } catch { made = false; }
globalThis.made = made;
`;

interface InPage {
  readonly made: boolean;
  linesOf(from: number, to: number): string[];
  digestOf(from: number, to: number): string;
  tablesOf(): Promise<string[][]>;
}

let server: Server;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  server = await serveModules({ '/page.js': PAGE, '/tables.json': JSON.stringify(TABLES) });
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(addressOf(server));
  await page.waitForFunction(() => 'made' in globalThis, undefined, { timeout: 60_000 });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

function lineOf(from: number): string {
  const outcomes = outcomesOf(generateCase(seeded(from)), LIMITS.fuel);
  if (outcomes !== undefined && faultsOf(outcomes).length > 0) expect.fail(`here: case ${from}: ${faultsOf(outcomes)}`);
  return outcomes === undefined ? 'unread' : [outcomes.slow, ...Object.values(outcomes.found)].join('\n');
}

describe('in Chromium as here', () => {
  test('no code is made from text', async () => {
    expect(await page.evaluate(() => (globalThis as unknown as InPage).made)).toBe(false);
  });

  test('generated rules: value, issue and fuel of every back end', async () => {
    let answered = 0;
    for (let from = seed; from < seed + runs; from += BLOCK) {
      const to = Math.min(from + BLOCK, seed + runs);
      const lines = Array.from({ length: to - from }, (_, i) => lineOf(from + i));
      answered += lines.filter((line) => line !== 'unread').length;
      const digest = createHash('sha256').update(lines.join('\n\n')).digest('hex');
      const theirs = await page.evaluate(
        ([a, b]) => (globalThis as unknown as InPage).digestOf(a as number, b as number),
        [from, to],
      );
      if (theirs === digest) continue;
      const told = await page.evaluate(
        ([a, b]) => (globalThis as unknown as InPage).linesOf(a as number, b as number),
        [from, to],
      );
      const at = lines.findIndex((line, i) => line !== told[i]);
      expect(told[at], `case ${from + at}`).toBe(lines[at]);
    }
    console.log('back ends in Chromium:', { cases: runs, read: answered });
    expect(answered).toBeGreaterThan(runs / 2);
  }, 3_600_000);

  test('generated tables: rows, conflicts and issues', async () => {
    const expected = TABLES.map(({ source, questions }) => {
      const table = readSource(source);
      const index = indexTable(table);
      expect(differences(table, index, questions)).toEqual([]);
      return questions.map((values) => {
        const answer = index.answer(values);
        return [
          index.first(values),
          index.all(values),
          answer.ok ? answer.rows.map(({ id }) => id) : answer.issue,
        ] as unknown as JsonValue[];
      });
    });
    const told = await page.evaluate(() => (globalThis as unknown as InPage).tablesOf());
    const theirs = told.map((lines) =>
      lines.map((line) => {
        const [first, all, , answer] = JSON.parse(line) as JsonValue[];
        return shown([first, all, answer] as JsonValue[]);
      }),
    );
    expect(theirs).toEqual(expected.map((lines) => lines.map((line) => shown(JSON.parse(shown(line)) as JsonValue))));
    console.log('tables in Chromium:', { tables, questions: told.flat().length });
    expect(errors).toEqual([]);
  }, 600_000);
});
