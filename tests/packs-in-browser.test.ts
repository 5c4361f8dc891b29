import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JsonValue, LIMITS } from '../packages/engine/src/index.ts';
import { loadRules } from '../packages/pack/src/files.ts';
import { createRulebook, explain, questionTank, validatePacks } from '../packages/pack/src/index.ts';
import { launchBrowser } from './browser.ts';
import { addressOf, serveModules } from './serve-modules.ts';

// Same facts, same packs: in Chromium, under a policy that lets no code be made from text, every question gets the
// answer, the sentences and the fuel that it gets here, byte for byte, and every region has the same revision.

const sources = loadRules(join(import.meta.dirname, '../rules'));
if (!sources.ok) throw new Error(JSON.stringify(sources.issues[0]));
const packs = validatePacks(sources.value);
if (!packs.ok) throw new Error(JSON.stringify(packs.issues[0]));
const rulebook = createRulebook(packs.value);

interface Question {
  readonly region: string;
  readonly at: string;
  readonly decision: string;
  readonly facts: Readonly<Record<string, JsonValue>>;
}

/** Every example without an override, and facts beside it: each left out, nulled, or made another. */
const QUESTIONS: readonly Question[] = rulebook.examples.flatMap(({ packOverride, region, at, decision, facts }) => {
  if (packOverride) return [];
  const beside = Object.entries(facts).flatMap(([name, value]): Record<string, JsonValue>[] => {
    const { [name]: _, ...without } = facts;
    const other = typeof value === 'number' ? value + 0.01 : Array.isArray(value) ? [...value, ...value] : null;
    return [without, { ...facts, [name]: other }];
  });
  return [facts, ...beside].map((given) => ({ region, at, decision, facts: given }));
});
const REGIONS = [...new Set(QUESTIONS.map(({ region }) => region))];
const BLOCK = 400;

const PAGE = `
import { LIMITS } from '@cebao/engine';
import { createRulebook, explain, questionTank, validatePacks } from '@cebao/pack';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
const rulebook = createRulebook(validatePacks(await (await fetch('/sources.json')).json()).value);
const questions = await (await fetch('/questions.json')).json();
const line = ({ region, ...question }) => {
  const policy = rulebook.policy(region).value;
  const tank = questionTank();
  const answer = policy.decide(question, tank);
  const said = answer.ok ? explain(policy, question, answer.value) : undefined;
  return JSON.stringify([answer, LIMITS.questionFuel - tank.left, said]);
};
globalThis.linesOf = (from, to) => questions.slice(from, to).map(line);
globalThis.digestOf = (from, to) => bytesToHex(sha256(utf8ToBytes(globalThis.linesOf(from, to).join('\\n'))));
globalThis.revisionsOf = (regions) => regions.map((region) => rulebook.policy(region).value.revision);
`;

interface InPage {
  linesOf(from: number, to: number): string[];
  digestOf(from: number, to: number): string;
  revisionsOf(regions: readonly string[]): string[];
}

let server: Server;
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  server = await serveModules({
    '/page.js': PAGE,
    '/sources.json': JSON.stringify(sources.ok ? sources.value : []),
    '/questions.json': JSON.stringify(QUESTIONS),
  });
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(addressOf(server));
  await page.waitForFunction(() => 'revisionsOf' in globalThis, undefined, { timeout: 60_000 });
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

let fuel = 0;

function lineOf({ region, ...question }: Question): string {
  const made = rulebook.policy(region);
  if (!made.ok) throw new Error(JSON.stringify(made.issues[0]));
  const tank = questionTank();
  const answer = made.value.decide(question, tank);
  const said = answer.ok ? explain(made.value, question, answer.value) : undefined;
  fuel += LIMITS.questionFuel - tank.left;
  return JSON.stringify([answer, LIMITS.questionFuel - tank.left, said]);
}

describe('the packs in Chromium as here', () => {
  test('have the same revisions', async () => {
    const theirs = await page.evaluate((regions) => (globalThis as unknown as InPage).revisionsOf(regions), REGIONS);
    const ours = REGIONS.map((region) => {
      const made = rulebook.policy(region);
      return made.ok ? made.value.revision : '';
    });
    expect(theirs).toEqual(ours);
  });

  test('give the same answers, sentences and fuel, byte for byte', async () => {
    for (let from = 0; from < QUESTIONS.length; from += BLOCK) {
      const block = QUESTIONS.slice(from, from + BLOCK);
      const lines = block.map(lineOf);
      const digest = createHash('sha256').update(lines.join('\n')).digest('hex');
      const ends = [from, from + block.length] as const;
      const theirs = await page.evaluate(([a, b]) => (globalThis as unknown as InPage).digestOf(a, b), ends);
      if (theirs === digest) continue;
      const told = await page.evaluate(([a, b]) => (globalThis as unknown as InPage).linesOf(a, b), ends);
      const at = lines.findIndex((line, i) => line !== told[i]);
      expect(told[at], JSON.stringify(block[at])).toBe(lines[at]);
    }
    console.log('packs in Chromium:', { regions: REGIONS.length, questions: QUESTIONS.length, fuel });
    expect(QUESTIONS.length).toBeGreaterThan(5_000);
    expect(fuel).toBeGreaterThan(QUESTIONS.length);
    expect(errors).toEqual([]);
  }, 600_000);
});
