import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { JsonValue } from '@cebao/engine';
import { linkModule } from '@cebao/engine/module';
import { createRulebook, validatePacks } from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerByModule, createSimulation, type PolicyModule, shortAnswerOf, writePolicyModule } from './index.ts';

const sources = loadRules(fileURLToPath(new URL('../../../../rules', import.meta.url)));
if (!sources.ok) throw new Error('rules');
const packs = validatePacks(sources.value);
if (!packs.ok) throw new Error(JSON.stringify(packs.issues[0]));
const rulebook = createRulebook(packs.value);
const regions = [...new Set(rulebook.examples.filter((one) => !one.packOverride).map(({ region }) => region))];
const folder = mkdtempSync(join(tmpdir(), 'cebao-simulate-'));

async function link(module: PolicyModule) {
  const file = join(folder, `${module.emitted.sha256}.mjs`);
  writeFileSync(file, module.emitted.text);
  return linkModule((await import(pathToFileURL(file).href)).default, module.emitted.layout);
}

/** Facts near those of an example: each left out, nulled, doubled, or made another example's. */
function variantsOf(
  facts: Readonly<Record<string, JsonValue>>,
  others: readonly Readonly<Record<string, JsonValue>>[],
) {
  const variants = [facts];
  for (const [name, value] of Object.entries(facts)) {
    const { [name]: _, ...without } = facts;
    variants.push(without, { ...facts, [name]: null });
    if (typeof value === 'number') variants.push({ ...facts, [name]: value * 2 }, { ...facts, [name]: -value });
    if (Array.isArray(value)) variants.push({ ...facts, [name]: [] }, { ...facts, [name]: [...value, ...value] });
    for (const other of others)
      if (Object.hasOwn(other, name)) variants.push({ ...facts, [name]: other[name] as JsonValue });
  }
  return variants;
}

describe('the modules of the packs', () => {
  const modules = new Map<string, { module: PolicyModule; linked: Awaited<ReturnType<typeof link>> }>();
  beforeAll(async () => {
    for (const region of regions) {
      const policy = rulebook.policy(region);
      if (!policy.ok) continue;
      const module = writePolicyModule(policy.value);
      modules.set(region, { module, linked: await link(module) });
    }
  });

  it('answer every example, and facts beside it, as the closures do', () => {
    let asked = 0;
    let written = 0;
    for (const example of rulebook.examples) {
      const policy = rulebook.policy(example.region);
      const made = modules.get(example.region);
      const plan = made?.module.plans.get(example.decision);
      if (example.packOverride || !policy.ok || !made || !plan) continue;
      written += 1;
      const answer = answerByModule(policy.value, plan, made.linked, example.at);
      const others = rulebook.examples
        .filter(({ decision }) => decision === example.decision)
        .map(({ facts }) => facts);
      for (const facts of variantsOf(example.facts as Record<string, JsonValue>, others as never)) {
        asked += 1;
        const slowly = policy.value.decide({ at: example.at, decision: example.decision, facts });
        expect(answer(facts), `${example.id} ${JSON.stringify(facts)}`).toEqual(
          slowly.ok ? { ok: true, value: shortAnswerOf(slowly.value) } : slowly,
        );
      }
    }
    expect(written).toBeGreaterThan(200);
    expect(asked).toBeGreaterThan(10_000);
  });

  it('hold most of the decisions that are answered by rules', () => {
    for (const [region, { module }] of modules) {
      const policy = rulebook.policy(region);
      if (!policy.ok) continue;
      const byRules = policy.value.decisions.filter(({ flow, table }) => flow === undefined && table === undefined);
      expect(module.plans.size).toBe(byRules.length);
      expect(module.emitted.layout.rules.filter(({ written }) => !written).map(({ id }) => id)).toEqual([]);
    }
  });
});

describe('a simulation', () => {
  const decided = (value: JsonValue) => ({
    ok: true as const,
    value: { status: 'decided' as const, value, warnings: [], assumptions: [] },
  });

  it('counts what stays and what changes, with a witness, and adds parts up', () => {
    const one = createSimulation();
    one.add({ position: 0, id: 'a', decision: 'demo/route' }, decided({ x: 1, y: 2 }), decided({ y: 2, x: 1 }));
    one.add({ position: 2, id: 'b', decision: 'demo/route' }, decided(1), decided(2));
    const two = createSimulation();
    two.add({ position: 1, id: 'c', decision: 'demo/route' }, decided(1), decided(2));
    two.add(
      { position: 3, id: 'd', decision: 'demo/route' },
      { ok: false, issues: [{ code: 'unknownFact', path: '/facts/z', params: {} }] },
      decided(2),
    );
    one.merge(two.report());
    expect(one.report()).toMatchObject({
      asked: 4,
      same: 1,
      refused: 1,
      changes: [{ decision: 'demo/route', count: 2, witness: 'c', before: { value: 1 }, after: { value: 2 } }],
      issues: [{ issue: { code: 'unknownFact' }, witness: 'd', count: 1 }],
    });
  });
});
