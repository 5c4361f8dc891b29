import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { emitColumns, linkColumns, type RowsAnswered, readColumns } from '../columns/index.ts';
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
import { facts, ownRule, PARAMS, plainRule, rule, TYPES, typedFacts } from '../testing/generated-rules.ts';
import { emitModule, linkModule } from './index.ts';

// Generated modules against the closures and json-logic-js: the same value and the same fuel, or handed over.
const seed = Number(process.env['SEED'] ?? 20_261_125);
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
    const records = fc.sample(given, { seed: seed + batch, numRuns: FACTS_PER_RULE }) as JsonValue[];
    const rules = list.map(({ ir }, index) => ({ id: String(index), ir }));
    const byRecord = emitModule(rules);
    const bySlot = emitModule(rules, { facts: 'slots', perFunction: 10 });
    const byColumn = emitColumns(rules);
    const record = linkModule(load(byRecord.text, byRecord.sha256), byRecord.layout);
    const slots = linkModule(load(bySlot.text, bySlot.sha256), bySlot.layout);
    const columns = linkColumns(load(byColumn.text, byColumn.sha256), byColumn.layout);
    const rows: (JsonValue | undefined)[][] = [];
    const take = ({ answers, width, from, to }: RowsAnswered) => {
      for (let row = from; row < to; row += 1) rows.push(answers.slice((row - from) * width, (row - from + 1) * width));
    };
    columns.run(readColumns(byColumn.layout, records), { to: records.length }, take, PARAMS);
    tally.rules += list.length;
    const out: (JsonValue | undefined)[] = [];
    for (const [row, data] of records.entries()) {
      const scope = dataScope(data, (id) => PARAMS[id]);
      record.all(data, PARAMS, out);
      const filled = fillSlots(table, scope);
      for (const [index, { json, program, expression }] of list.entries()) {
        const expected = program.run(scope);
        const answer = record.run(index, data, PARAMS);
        const all = out[index] === undefined ? undefined : { value: out[index], fuel: record.fuelOf(index) };
        const right = expected.ok ? shown(expected.value) : expected.issue.code;
        const rightFuel = expected.ok ? expected.fuel : -1;
        for (const [back, got] of Object.entries({ record: answer, slots: slots.run(index, filled), all }))
          if (got !== undefined && (shown(got.value) !== right || got.fuel !== rightFuel))
            expect.fail(
              `${back}: ${shown(got.value)} for ${got.fuel}, not ${right} for ${rightFuel}: ${show(json, data)}`,
            );
        const cell = rows[row]?.[index];
        if (cell !== undefined && shown(cell) !== right)
          expect.fail(`columns: ${shown(cell)}, not ${right}: ${show(json, data)}`);
        if (!expected.ok) tally.refused += 1;
        else if (answer === undefined) tally.handedOver += 1;
        else {
          tally.answered += 1;
          const reference = evaluateByReference(expression, data);
          if (!reference.ok) continue;
          tally.referred += 1;
          if (JSON.stringify(answer.value) !== JSON.stringify(reference.value))
            expect.fail(`json-logic-js: ${JSON.stringify(reference.value)}, not ${right}: ${show(json, data)}`);
        }
      }
    }
  }
  return tally;
}

function show(json: JsonValue, data: JsonValue): string {
  return `${JSON.stringify(json)} of ${JSON.stringify(data)}`;
}

describe('generated modules give what the closures give, or hand over', () => {
  test('rules of JsonLogic, of facts nobody has looked at', () => {
    const tally = compare(rule, facts, {}, runs / 2);
    console.log('module, unknown facts:', tally);
    expect(tally.answered).toBeGreaterThan(4 * tally.handedOver);
    expect(tally.referred).toBeGreaterThan(tally.answered / 2);
  });

  test('our operators too, of facts whose types are declared', () => {
    const tally = compare(ownRule, typedFacts, TYPES, runs / 4);
    console.log('module, typed facts:', tally);
    expect(tally.answered).toBeGreaterThan(4 * tally.handedOver);
  });

  test('conditions that need no look at their values', () => {
    const tally = compare(plainRule, typedFacts, TYPES, runs / 4);
    console.log('module, plain conditions:', tally);
    expect(tally.answered).toBeGreaterThan(20 * (tally.handedOver + tally.refused));
  });
});
