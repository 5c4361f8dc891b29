import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compileExpression, dataScope, type JsonValue, parseExpression } from './index.ts';
import { evaluateByReference } from './reference.ts';

// Every file of vectors/ but refused.json holds cases [rule, data, expected] with titles between them; in the long
// form the data "$home" stands for the household written once on top. A case either gets the expected answer, from us
// and from json-logic-js, or is listed in refused.json with our issue code. The list must be exact both ways.
const folder = join(fileURLToPath(import.meta.url), '../../vectors');
const readJson = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const refused: Record<string, Record<string, string>> = readJson('refused.json');

/** The name of a case in the list of refusals. */
const nameOf = (rule: JsonValue, data: JsonValue) =>
  JSON.stringify(data === '$home' || JSON.stringify(data) === '{}' || data === null ? rule : [rule, data]);

/** Our answer, or the code of our refusal. */
function answer(rule: JsonValue, data: JsonValue): { value: JsonValue; reference: JsonValue } | { code: string } {
  const parsed = parseExpression(rule);
  if (!parsed.ok) return { code: parsed.issues[0]?.code ?? '' };
  const run = compileExpression(parsed.value).run(dataScope(data));
  if (!run.ok) return { code: run.issue.code };
  const reference = evaluateByReference(parsed.value, data);
  return { value: run.value, reference: reference.ok ? reference.value : '(refused)' };
}

test('every trap that is refused is told in the list of traps', () => {
  const told = readFileSync(join(folder, '../TRAPS.md'), 'utf8');
  const codes = new Set(Object.values(refused).flatMap((cases) => Object.values(cases)));
  expect([...codes].filter((code) => !told.includes(`\`${code}\``))).toEqual([]);
  // And the list names no code that there is not.
  const named = [...told.matchAll(/^\| (`.+?) \|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
  expect(named.filter((code) => !codes.has(code))).toEqual([]);
});

describe.each(readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'refused.json'))('%s', (file) => {
  const json = readJson(file);
  const home: JsonValue = json.home ?? null;
  const cases: [JsonValue, JsonValue, JsonValue][] = (json.cases ?? json).filter(Array.isArray);
  const found: Record<string, string> = {};

  test.each(cases.map((each) => [nameOf(each[0], each[1]), each] as const))('%s', (name, [rule, data, expected]) => {
    const result = answer(rule, data === '$home' ? home : data);
    if ('code' in result) {
      found[name] = result.code;
      expect(result.code).toBe(refused[file]?.[name]);
      return;
    }
    expect(refused[file]?.[name]).toBeUndefined();
    expect(JSON.stringify(result.value)).toBe(JSON.stringify(expected));
    expect(JSON.stringify(result.reference)).toBe(JSON.stringify(expected));
  });

  test('the list of refusals names nothing else', () => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(refused[file] ?? {}).sort());
  });

  test('the cases are many and most are answered', () => {
    expect(cases.length).toBeGreaterThan(200);
    expect(Object.keys(found).length).toBeLessThan(cases.length / 2);
  });
});
