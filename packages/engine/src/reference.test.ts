import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, dataScope, type JsonValue, parseExpression } from './index.ts';
import { evaluateByReference } from './reference.ts';
import { facts, rule } from './testing/generated-rules.ts';

// Generated rules over generated facts: our answer is json-logic-js's answer, or a refusal.
const seed = Number(process.env['SEED'] ?? 20_261_125);
const numRuns = Number(process.env['RUNS'] ?? 40_000);
console.log(`reference: SEED=${seed} RUNS=${numRuns}`);

describe('json-logic-js is the truth for the standard operators', () => {
  test('our answer is its answer, or a refusal', () => {
    const tally = { answered: 0, refusedAtParse: 0, refusedAtRun: 0 };
    fc.assert(
      fc.property(rule, facts, (json, data) => {
        const parsed = parseExpression(json);
        if (!parsed.ok) {
          tally.refusedAtParse += 1;
          return;
        }
        const run = compileExpression(parsed.value).run(dataScope(data as JsonValue));
        if (!run.ok) {
          tally.refusedAtRun += 1;
          return;
        }
        const reference = evaluateByReference(parsed.value, data as JsonValue);
        tally.answered += 1;
        expect(JSON.stringify(run.value)).toBe(JSON.stringify(reference.ok ? reference.value : reference.issues));
      }),
      { seed, numRuns },
    );
    console.log('reference:', tally);
    expect(tally.answered).toBeGreaterThan(numRuns / 4);
    expect(tally.refusedAtRun).toBeGreaterThan(0);
    expect(tally.refusedAtParse).toBeGreaterThan(0);
  });

  test('it is not asked about operators it does not have', () => {
    const parsed = parseExpression({ and: [{ param: 'a' }, { object: { b: { sum: [1] } } }] });
    expect(parsed.ok && evaluateByReference(parsed.value, {})).toMatchObject({
      ok: false,
      issues: [{ code: 'notStandard', path: '/and/0' }, { path: '/and/1' }, { path: '/and/1/object/b' }],
    });
  });
});
