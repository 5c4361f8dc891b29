import type { PackSource } from '@cebao/pack';
import { testingWords as words } from './messages/demo-pack.testing.zh-CN.ts';

/** A small pack for the tests of this room: one threshold, one decision, one form. */
export const demoPack: PackSource = {
  folder: 'demo',
  files: [
    { path: 'pack.json', json: { id: 'demo', format: 1, title: words.place, region: 'demo' } },
    {
      path: 'sources.json',
      json: {
        sources: [
          {
            id: 'report',
            kind: 'report',
            title: words.source,
            evidencedFrom: { date: '2025-01-01', basis: 'seed' },
            policy: null,
          },
        ],
      },
    },
    {
      path: 'params/threshold.json',
      json: {
        kind: 'param',
        id: 'threshold',
        title: words.threshold,
        unit: 'yuan',
        merge: 'override',
        values: [{ value: 200000, basis: 'seed', sources: [{ source: 'report', quote: words.quote }] }],
      },
    },
    {
      path: 'decisions/route.json',
      json: {
        kind: 'decision',
        id: 'demo/route',
        asks: 'rule',
        title: words.route,
        question: words.question,
        basis: 'seed',
        sources: [{ source: 'report', quote: words.quote }],
        facts: { projectAmount: { type: 'number', title: words.amount, unit: 'yuan', required: true } },
        rules: [
          { id: 'below', when: { '<=': [{ var: 'projectAmount' }, { param: 'threshold' }] }, then: { value: 'own' } },
          { id: 'above', then: { value: 'tender' } },
        ],
        labels: { own: words.own, tender: words.tender },
      },
    },
    {
      path: 'forms/application.json',
      json: {
        kind: 'form',
        id: 'demo/application',
        title: words.application,
        schema: {
          type: 'object',
          required: ['projectAmount'],
          properties: { projectAmount: { type: 'number', title: words.amount, format: 'money', exclusiveMinimum: 0 } },
        },
      },
    },
  ],
};
