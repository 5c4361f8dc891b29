import { readFileSync, writeFileSync } from 'node:fs';
import { type JsonValue, OPERATORS } from '@cebao/engine';
import { describe, expect, it } from 'vitest';
import {
  auditTrail,
  createRulebook,
  explain,
  type PackSource,
  type Policy,
  type Status,
  validatePacks,
  whatWouldChange,
} from '../index.ts';
import { operatorMessages } from '../messages/operators.zh-CN.ts';
import { conditionWords } from './met-condition.ts';
import { tidy } from './say.ts';
import { sceneOf, treeOf, watch } from './scene.ts';
import { clause, isCondition, noun } from './sentence.ts';
import { faultsOfSpeech } from './testing/faults-of-speech.ts';

/** Sentences that a person has read. `CEBAO_WRITE_GOLDENS=1` writes what the code says now: read the difference. */
interface Goldens {
  readonly operators: readonly (Readonly<Record<'holds' | 'fails' | 'found' | 'noun', string | undefined>> & {
    readonly operator: string;
    readonly expression: JsonValue;
    readonly facts: Record<string, JsonValue>;
  })[];
  readonly answers: readonly {
    readonly title: string;
    readonly region: string;
    readonly at: string;
    readonly decision: string;
    readonly facts: Record<string, JsonValue>;
    readonly status: Status;
    readonly resident: string;
    readonly staff: string;
    readonly change: readonly string[];
    readonly auditor: readonly string[];
  }[];
}

const file = new URL('./testing/goldens.json', import.meta.url);
const goldens = JSON.parse(readFileSync(file, 'utf8')) as Goldens;
const sources = JSON.parse(readFileSync(new URL('./testing/demo-packs.json', import.meta.url), 'utf8')) as PackSource[];
const packs = validatePacks(sources);
if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
const rulebook = createRulebook(packs.value);
const known = { findPlace: (path: string) => rulebook.places.find((place) => place.path === path)?.title };

function policyOf(region: string): Policy {
  const policy = rulebook.policy(region);
  if (!policy.ok) throw new Error(JSON.stringify(policy.issues));
  return policy.value;
}

function sayOperator({ operator, expression, facts }: Goldens['operators'][number]): Goldens['operators'][number] {
  const policy = policyOf('demo');
  const decision = policy.findDecision('demo/words');
  if (!decision) throw new Error('no decision');
  const scene = sceneOf(policy, decision, { at: '2026-11-25', decision: decision.id, facts }, known);
  const rule = { ...scene, mode: 'rule' as const };
  const tree = treeOf(expression);
  const said =
    isCondition(tree) || operator === 'var'
      ? {
          holds: tidy(clause(tree, rule)),
          fails: tidy(clause(tree, rule, false)),
          found: tidy(conditionWords(expression, scene)),
        }
      : { noun: tidy(noun(tree, watch(rule, expression))) };
  return { operator, expression, facts, ...said } as Goldens['operators'][number];
}

function sayAnswer(golden: Goldens['answers'][number]): Goldens['answers'][number] {
  const { title, region, at, decision, facts } = golden;
  const policy = policyOf(region);
  const question = { at, decision, facts };
  const answered = policy.decide(question);
  if (!answered.ok) throw new Error(JSON.stringify(answered.issues));
  const answer = answered.value;
  const { resident, staff } = explain(policy, question, answer, known);
  const change = whatWouldChange(policy, question, answer, known).map(({ text }) => text);
  const auditor = auditTrail(policy, question, answer, known).map(({ depth, text }) => '\u3000'.repeat(depth) + text);
  return { title, region, at, decision, facts, status: answer.status, resident, staff, change, auditor };
}

if (process.env['CEBAO_WRITE_GOLDENS'] === '1') {
  const now = { operators: goldens.operators.map(sayOperator), answers: goldens.answers.map(sayAnswer) };
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
}

describe('what is said of operators', () => {
  it('has words for every operator, and no others', () => {
    expect(Object.keys(operatorMessages).sort()).toEqual(OPERATORS.map(({ name }) => name).sort());
  });

  it('has a golden for every operator', () => {
    const shown = new Set(goldens.operators.map(({ operator }) => operator));
    expect(OPERATORS.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it.each(goldens.operators.map((golden) => [golden.operator, golden] as const))('%s', (_, golden) => {
    expect(sayOperator(golden)).toEqual(golden);
    for (const text of [golden.holds, golden.fails, golden.found, golden.noun])
      expect(text === undefined ? [] : faultsOfSpeech(text)).toEqual([]);
  });
});

describe('what is said of answers', () => {
  it('has a golden for every kind of decision and every status', () => {
    const kinds = new Set(
      goldens.answers.map(({ decision }) => {
        const found = policyOf('demo').findDecision(decision);
        return found?.table ? 'table' : found?.asks;
      }),
    );
    expect([...kinds]).toEqual(expect.arrayContaining(['rule', 'check', 'step', 'indicator', 'table']));
    const statuses = new Set(goldens.answers.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['decided', 'invalid', 'missingFacts', 'undefined']);
  });

  it.each(goldens.answers.map((golden) => [golden.title, golden] as const))('%s', (_, golden) => {
    expect(sayAnswer(golden)).toEqual(golden);
    for (const text of [golden.resident, golden.staff, ...golden.change, ...golden.auditor])
      expect(faultsOfSpeech(text)).toEqual([]);
  });
});
