import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@cebao/engine';
import { createEvaluator, createRulebook, type Flow, outlineCase, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import { expect, test } from 'vitest';

const REGION = 'nm/hulunbuir';
const FLOW = 'hulunbuir.gates.admission';
const LATER = ['changeList', 'notify'];

const packs = validatePacks(
  (loadRules(fileURLToPath(new URL('.', import.meta.url))) as { value: Parameters<typeof validatePacks>[0] }).value,
);
if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 3)));
const policy = createRulebook(packs.value).policy(REGION);
if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
const { findFlow } = policy.value;
const flow = findFlow(FLOW) as Flow;
const evaluate = createEvaluator();

function openAfter(done: readonly string[], facts: Readonly<Record<string, JsonValue>>): string[] {
  const known: Record<string, JsonValue> = { ...facts, done: [...done] };
  const outline = outlineCase(flow, { done, read: (name) => known[name], findFlow }, evaluate);
  if (!outline.ok) throw new Error(JSON.stringify(outline.issues));
  return outline.value.flatMap(({ steps }) => steps.filter(({ state }) => state === 'open').map(({ path }) => path));
}

test('the list is not changed before the admission is approved, whatever else is done and entered', () => {
  const others = flow.steps.map(({ id }) => id).filter((id) => id !== 'approve' && !LATER.includes(id));
  let looked = 0;
  for (let chosen = 0; chosen < 2 ** others.length; chosen += 1)
    for (const reviewConclusion of ['admit', 'notAdmit', null])
      for (const approvalMinutes of ['纪要', null]) {
        const done = others.filter((_, index) => (chosen >> index) % 2 === 1);
        const facts = Object.fromEntries(
          Object.entries({ reviewConclusion, approvalMinutes }).filter(([, value]) => value !== null),
        );
        expect(openAfter(done, facts)).not.toContain('changeList');
        looked += 1;
      }
  expect(looked).toBe(96);
});

test('once approved the list is what comes next, and not the notice', () => {
  const done = ['apply', 'completenessCheck', 'review', 'approve'];
  expect(openAfter(done, { reviewConclusion: 'admit', approvalMinutes: '纪要' })).toEqual(['changeList']);
});
