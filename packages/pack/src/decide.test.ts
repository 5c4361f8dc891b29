import type { JsonValue } from '@cebao/engine';
import { describe, expect, it } from 'vitest';
import { createRulebook, type PackSource, validatePacks } from './index.ts';

const files: [string, JsonValue][] = [
  ['pack.json', { id: 'nm', format: 1, title: '区', region: 'nm' }],
  [
    'sources.json',
    {
      sources: [
        {
          id: 's1',
          kind: 'report',
          title: '报道',
          evidencedFrom: { date: '2020-01-01', basis: 'seed' },
          policy: null,
        },
      ],
    },
  ],
  [
    'decisions/staffing.json',
    {
      kind: 'decision',
      id: 'demo/staffing',
      asks: 'rule',
      title: '配备',
      question: '够不够？',
      basis: 'seed',
      sources: [{ source: 's1', quote: 'x' }],
      facts: {
        kind: { type: 'string', title: '类型', required: true, enum: ['urban', 'rural'] },
        year: { type: 'integer', title: '年度', required: true },
        people: { type: 'integer', title: '人数', min: 0 },
        reason: { type: 'string', title: '理由' },
      },
      rules: [
        { id: 'rural', when: { '==': [{ var: 'kind' }, 'rural'] }, then: { undefined: 'onlyUrban' } },
        { id: 'people', when: { '!': [{ isPresent: 'people' }] }, then: { missing: ['people'] } },
        {
          id: 'reason',
          when: { and: [{ '<': [{ var: 'people' }, 3] }, { '!': [{ isPresent: 'reason' }] }] },
          then: { missing: ['reason'] },
        },
        { id: 'none', when: { '==': [{ var: 'people' }, 0] }, then: { undefined: 'nobody' } },
        { id: 'enough', then: { value: true } },
      ],
    },
  ],
  ['messages/zh-CN.json', { reasons: { onlyUrban: '只管城镇', nobody: '没有人' } }],
];
const pack: PackSource = { folder: 'nm', files: files.map(([path, json]) => ({ path, json })) };

function ask(facts: Record<string, JsonValue>) {
  const packs = validatePacks([pack]);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  const answered = createRulebook(packs.value).decide({
    region: 'nm',
    at: '2024-01-01',
    decision: 'demo/staffing',
    facts,
  });
  if (!answered.ok) throw new Error(JSON.stringify(answered.issues));
  return answered.value;
}

describe('facts that rules ask for', () => {
  it('are named together with the required ones', () => {
    expect(ask({})).toMatchObject({ status: 'missingFacts', missing: ['kind', 'year', 'people'] });
    expect(ask({ kind: 'urban', people: 2 })).toMatchObject({ status: 'missingFacts', missing: ['year', 'reason'] });
  });

  it('are asked for before malformed facts are told', () => {
    expect(ask({ kind: 'urban', year: '2024', people: 2 })).toMatchObject({ missing: ['reason'] });
    expect(ask({ kind: 'urban', year: '2024', people: 3 })).toMatchObject({ status: 'invalid' });
  });

  it('are not asked for by a condition that cannot be judged on what was told', () => {
    expect(ask({ kind: 'urban', year: 2024, people: 'two' })).toMatchObject({ reason: 'malformedFact' });
  });

  it('are not asked for where a rule above says that the question does not arise', () => {
    const answer = ask({ kind: 'rural', people: -1 });
    expect(answer).toMatchObject({ status: 'undefined', reason: 'onlyUrban' });
    expect(answer.missing).toBeUndefined();
    expect(answer.trace).toEqual([{ at: 'rule', rule: 'rural', hit: true, reads: { kind: 'rural' } }]);
  });

  it('come before what the facts themselves leave undefined', () => {
    expect(ask({ kind: 'urban', people: 0, reason: 'x' })).toMatchObject({ missing: ['year'] });
    expect(ask({ kind: 'urban', year: 2024, people: 0, reason: 'x' })).toMatchObject({ reason: 'nobody' });
  });
});
