import { fileURLToPath } from 'node:url';
import {
  auditTrail,
  createRulebook,
  explain,
  type FactSpec,
  type Policy,
  validatePacks,
  whatWouldChange,
} from '@cebao/pack';
import { loadRules } from '@cebao/pack/files';
import { describe, expect, it } from 'vitest';
import { faultsOfSpeech } from '../packages/pack/src/explain/testing/faults-of-speech.ts';

const sources = loadRules(fileURLToPath(new URL('.', import.meta.url)));
const packs = sources.ok ? validatePacks(sources.value) : sources;
if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
const rulebook = createRulebook(packs.value);
const titles = new Map(rulebook.places.map(({ path, title }) => [path, title]));
const known = { findPlace: (path: string) => titles.get(path) };

/** Every question of the packs' own examples, with its answer. */
const asked = rulebook.examples.map((example) => {
  const policy = rulebook.policy(example.region, example.packOverride as never);
  if (!policy.ok) throw new Error(example.id);
  const question = { at: example.at, decision: example.decision, facts: example.facts as never };
  const answered = policy.value.decide(question);
  if (!answered.ok) throw new Error(example.id);
  return { id: example.id, policy: policy.value, question, answer: answered.value };
});

describe('explanations of the packs of this repository', () => {
  it('are Chinese without names of the code, for all three readers', () => {
    const faults = asked.flatMap(({ id, policy, question, answer }) => {
      const { resident, staff, lines } = explain(policy, question, answer, known);
      const change = whatWouldChange(policy, question, answer, known).map(({ text }) => text);
      const trail = auditTrail(policy, question, answer, known).map(({ text }) => text);
      return [resident, staff, ...lines, ...change, ...trail].flatMap(faultsOfSpeech).map((fault) => `${id}: ${fault}`);
    });
    expect(faults).toEqual([]);
  });

  it('only say changes that lead where they say, and none that nobody may be advised to make', () => {
    let told = 0;
    for (const { id, policy, question, answer } of asked) {
      for (const change of whatWouldChange(policy, question, answer)) {
        const paths = Object.keys(change.facts);
        expect(paths.filter((path) => isNotAdvised(policy, question.decision, path))).toEqual([]);
        if (paths.length === 0 || paths.includes('action')) continue;
        told += 1;
        const again = policy.decide(withChanges(question, change.facts as never));
        expect({ id, text: change.text, ok: again.ok }).toMatchObject({ ok: true });
        if (again.ok)
          expect({ id, status: again.value.status, value: again.value.value }).toEqual({ id, ...only(change.leadsTo) });
      }
    }
    expect(told).toBeGreaterThan(100);
  });
});

function only({ status, value }: { status: string; value?: unknown }) {
  return { status, value };
}

type Question = { at: string; decision: string; facts: Record<string, never> };

function withChanges(question: Question, changes: Record<string, never>): Question {
  const facts = structuredClone(question.facts) as Record<string, unknown>;
  let { at } = question;
  for (const [path, value] of Object.entries(changes)) {
    if (path === '$at') {
      at = value;
      continue;
    }
    const parts = path.split('.');
    let inner = facts;
    for (const part of parts.slice(0, -1)) inner = (inner[part] ??= {}) as Record<string, unknown>;
    inner[parts.at(-1) as string] = value;
  }
  return { ...question, at, facts: facts as Record<string, never> };
}

function isNotAdvised(policy: Policy, decision: string, path: string): boolean {
  const [head = '', ...rest] = path.split('.');
  let spec: FactSpec | undefined = policy.findDecision(decision)?.facts[head];
  for (const part of rest) {
    if (spec?.advise === false) return true;
    spec = spec?.properties?.[part];
  }
  return spec?.advise === false;
}
