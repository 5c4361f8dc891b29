import { readFileSync } from 'node:fs';
import { createRulebook, type PackSource, validatePacks } from '@cebao/pack';
import { expect, it } from 'vitest';

/** The table of the README as a decision of a small pack. */
function packOfReadme(): PackSource[] {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const section = readme.split('## 判断表怎样写')[1]?.split('\n## ')[0] ?? '';
  const block = /```json\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  const source = { source: 's', quote: '' };
  const decision = {
    kind: 'decision',
    id: 'demo/allowance',
    asks: 'rule',
    title: '津贴',
    question: '多少？',
    basis: 'assumption',
    sources: [source],
    facts: {
      frontline: { type: 'boolean', title: '一线服务', required: true },
      certificateLevel: { type: 'string', title: '证书级别', enum: ['senior', 'intermediate', 'assistant', 'none'] },
      age: { type: 'integer', title: '年龄' },
    },
    ...JSON.parse(`{${block}}`),
  };
  const param = {
    kind: 'param',
    id: 'allowanceSenior',
    title: '高级津贴',
    unit: 'yuan/month',
    merge: 'override',
    values: [{ value: 800, basis: 'seed', sources: [source] }],
  };
  return [
    {
      folder: 'demo',
      files: [
        { path: 'pack.json', json: { id: 'demo', format: 1, title: '示例', region: 'nm' } },
        {
          path: 'sources.json',
          json: {
            sources: [
              {
                id: 's',
                kind: 'report',
                title: '示例',
                evidencedFrom: { date: '2025-01-01', basis: 'seed' },
                policy: null,
              },
            ],
          },
        },
        { path: 'decisions/allowance.json', json: decision },
        { path: 'params/allowanceSenior.json', json: param },
      ],
    },
  ];
}

it('the table in the README is valid and answers as the words above it say', () => {
  const packs = validatePacks(packOfReadme());
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues, null, 1));
  const rulebook = createRulebook(packs.value);
  const amount = (facts: Record<string, string | number | boolean>, at = '2026-06-01') => {
    const answered = rulebook.decide({ region: 'nm', at, decision: 'demo/allowance', facts });
    return answered.ok ? answered.value.value : answered.issues;
  };
  expect(amount({ frontline: false, certificateLevel: 'senior', age: 70 })).toEqual({ eligible: false, amount: 0 });
  expect(amount({ frontline: true, certificateLevel: 'senior', age: 60 })).toEqual({ eligible: true, amount: 800 });
  expect(amount({ frontline: true, certificateLevel: 'senior', age: 60 }, '2025-12-31')).toEqual({
    eligible: true,
    amount: 300,
  });
  expect(amount({ frontline: true, certificateLevel: 'intermediate', age: 80 })).toEqual({
    eligible: true,
    amount: 300,
  });
  expect(amount({ frontline: true, certificateLevel: 'none' })).toEqual({ eligible: false, amount: 0 });
  // Nothing told is no "another level".
  expect(amount({ frontline: true })).toEqual({ eligible: false, amount: 0 });
});
