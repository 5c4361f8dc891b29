import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { emitColumns, linkColumns, readColumns } from '../columns/index.ts';
import {
  compileExpression,
  dataScope,
  type Expression,
  type JsonValue,
  type Program,
  parseExpression,
} from '../index.ts';
import type { FactTypes, Ir } from '../ir/ir.ts';
import { lowerExpression } from '../ir/lower.ts';
import { createSlotTable, fillSlots } from '../ir/slots.ts';
import { evaluateByReference } from '../reference.ts';
import { facts, ownRule, PARAMS, rule, TYPES, typedFacts } from '../testing/generated-rules.ts';
import { emitModule, linkModule } from './index.ts';

// Generated modules against the closures and json-logic-js: the same value and the same fuel, or handed over.
const seed = Number(process.env['SEED'] ?? Date.now() & 0x7fffffff);
const runs = Number(process.env['RUNS'] ?? 20_000);
console.log(`module: SEED=${seed} RUNS=${runs}`);

const PER_MODULE = 250;
const FACTS_PER_RULE = 4;
const folder = mkdtempSync(join(tmpdir(), 'cebao-module-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Node's own loader, past the test runner's, which would rewrite the text. */
const require = createRequire(import.meta.url);

function load(text: string, sha256: string) {
  const file = join(folder, `${sha256}.mjs`);
  writeFileSync(file, text);
  return require(file).default;
}

interface Case {
  readonly json: JsonValue;
  readonly expression: Expression;
  readonly ir: Ir;
  readonly program: Program;
}

function cases(
  rules: readonly JsonValue[],
  types: FactTypes,
): { list: Case[]; table: ReturnType<typeof createSlotTable> } {
  const table = createSlotTable();
  const list = rules.flatMap((json): Case[] => {
    const parsed = parseExpression(json);
    if (!parsed.ok) return [];
    const ir = lowerExpression(parsed.value, types, table);
    return [{ json, expression: parsed.value, ir, program: compileExpression(parsed.value, types) }];
  });
  return { list, table };
}

/** What is told of a value: minus zero is not zero. */
function shown(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_, part: unknown) => (Object.is(part, -0) ? '-0' : part)) ?? 'handed over';
}

function compare(of: fc.Arbitrary<JsonValue>, given: fc.Arbitrary<unknown>, types: FactTypes, count: number) {
  const tally = { rules: 0, answered: 0, handedOver: 0, refused: 0, referred: 0 };
  for (let done = 0, batch = 0; done < count; done += PER_MODULE * FACTS_PER_RULE, batch += 1) {
    const { list, table } = cases(fc.sample(of, { seed: seed + batch, numRuns: PER_MODULE }), types);
    const records = fc.sample(given, { seed: seed + batch, numRuns: FACTS_PER_RULE * 8 }) as JsonValue[];
    const rules = list.map(({ ir }, index) => ({ id: String(index), ir }));
    const byRecord = emitModule(rules);
    const bySlot = emitModule(rules, { facts: 'slots', perFunction: 10 });
    const byColumn = emitColumns(rules);
    const record = linkModule(load(byRecord.text, byRecord.sha256), byRecord.layout);
    const slots = linkModule(load(bySlot.text, bySlot.sha256), bySlot.layout);
    const columns = linkColumns(load(byColumn.text, byColumn.sha256), byColumn.layout);
    const rows: (JsonValue | undefined)[][] = [];
    columns.run(
      readColumns(byColumn.layout, records),
      records.length,
      ({ answers }) => rows.push(...records.map((_, row) => answers.map((answer) => answer[row]))),
      PARAMS,
    );
    tally.rules += list.length;
    const out: (JsonValue | undefined)[] = [];
    for (const [row, data] of records.entries()) {
      const scope = dataScope(data, (id) => PARAMS[id]);
      record.all(data, PARAMS, out);
      const filled = fillSlots(table, scope);
      for (const [index, { json, program, expression }] of list.entries()) {
        // Each rule meets some of the records.
        if ((index + row) % 8 >= FACTS_PER_RULE / 4) continue;
        const expected = program.run(scope);
        const answer = record.run(index, data, PARAMS);
        const other = slots.run(index, filled);
        const where = `${JSON.stringify(json)} of ${JSON.stringify(data)}`;
        const fuel = expected.ok ? expected.fuel : -1;
        const value = expected.ok ? shown(expected.value) : expected.issue.code;
        for (const [back, got] of [
          ['record', answer],
          ['slots', other],
          ['all', out[index] === undefined ? undefined : { value: out[index], fuel: record.fuelOf(index) }],
        ] as const) {
          if (got === undefined) continue;
          expect(`${back}: ${shown(got.value)} for ${got.fuel}: ${where}`).toBe(
            `${back}: ${value} for ${fuel}: ${where}`,
          );
        }
        const cell = rows[row]?.[index];
        if (cell !== undefined) expect(`column: ${shown(cell)}: ${where}`).toBe(`column: ${value}: ${where}`);
        if (answer !== undefined) {
          const reference = evaluateByReference(expression, data);
          if (reference.ok) {
            tally.referred += 1;
            expect(JSON.stringify(answer.value)).toBe(JSON.stringify(reference.value));
          }
        }
        if (!expected.ok) tally.refused += 1;
        else if (answer === undefined) tally.handedOver += 1;
        else tally.answered += 1;
      }
    }
  }
  return tally;
}

describe('generated modules give what the closures give, or hand over', () => {
  test('rules of JsonLogic, of facts nobody has looked at', () => {
    const tally = compare(rule, facts, {}, runs);
    console.log('module, unknown facts:', tally);
    expect(tally.answered).toBeGreaterThan(4 * tally.handedOver);
    expect(tally.referred).toBeGreaterThan(tally.answered / 2);
  });

  test('our operators too, of facts whose types are declared', () => {
    const tally = compare(ownRule, typedFacts, TYPES, runs);
    console.log('module, typed facts:', tally);
    expect(tally.answered).toBeGreaterThan(4 * tally.handedOver);
  });
});
