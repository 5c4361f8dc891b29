import { fileURLToPath } from 'node:url';
import { createRulebook, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadKernel } from '../packages/casework/tests/proof/kernel.ts';
import { packWorld } from '../packages/casework/tests/proof/pack-worlds.ts';
import { checkAll, propertyNames } from '../packages/casework/tests/proof/run-model.ts';

// The flows of all packs under the properties of the casework kernel: random people, entries, orders and clocks.
// A longer run: RUNS=2000 SEED=1 npx vitest run rules/flows.test.ts
const seed = Number(process.env['SEED'] ?? 20261125);
const numRuns = Number(process.env['RUNS'] ?? 12);

const packs = validatePacks(
  (loadRules(fileURLToPath(new URL('.', import.meta.url))) as { value: Parameters<typeof validatePacks>[0] }).value,
);
if (!packs.ok) throw new Error(JSON.stringify(packs.issues.slice(0, 3)));
const rulebook = createRulebook(packs.value);

/** Each flow that people open, in the pack that has it. */
const worlds = packs.value.flatMap(({ manifest, flows }) => {
  const policy = rulebook.policy(manifest.region);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return flows
    .filter(({ opens }) => opens !== undefined)
    .map(({ id }) => {
      const flow = policy.value.findFlow(id);
      if (!flow) throw new Error(id);
      return packWorld(policy.value, flow);
    });
});

test('there are flows that people open', () => expect(worlds.length).toBeGreaterThan(6));

describe.each(worlds.map((world) => [world.name, world] as const))('%s', (_name, world) => {
  test('keeps every property', async () => {
    const { findings, counts } = checkAll(await loadKernel(), fc.constant(world), (one) => one, { seed, numRuns });
    console.log(`${world.name}: SEED=${seed}, ${counts.line}; steps: ${[...counts.steps].sort().join(', ')}`);
    expect(
      propertyNames.filter((name) => findings[name]).map((name) => ({ seed, name, found: findings[name] })),
    ).toEqual([]);
    expect(counts.taken).toBeGreaterThan(numRuns);
  }, 3_600_000);
});
