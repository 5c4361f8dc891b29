import type { Issue } from '@cebao/engine';
import { describe, expect, test } from 'vitest';
import { checkSignature } from './check-signature.ts';
import { flow, type List, type Step } from './format.ts';

const panel: List = {
  kind: 'list',
  id: 'panel',
  title: 'Panel',
  basis: 'seed',
  merge: 'locked',
  entries: ['water', 'roads'].map((id) => ({ id, title: id })),
};
const BODIES = ['water', 'roads', 'office', 'mayor'];

/** The codes that a co-signature of a step is told. */
function faultsOf(signatures: unknown): string[] {
  const read = flow.shape.steps.element.safeParse({ id: 'review', title: 'Review', signatures });
  if (!read.success) return ['malformed'];
  const issues: Issue[] = [];
  const demand = (kind: 'body' | 'list', name: string | undefined, path: string) => {
    if (name !== undefined && !(kind === 'body' ? BODIES : ['panel']).includes(name))
      issues.push({ code: 'unknownReference', path, params: { id: name } });
  };
  checkSignature(
    read.data as Step,
    'flow#/steps/0',
    { demand, listOf: (id) => (id === 'panel' ? panel : undefined) },
    issues,
  );
  return issues.map(({ code }) => code);
}

const whole = { panel: { list: 'panel' }, rule: 'veto', leader: 'office', basis: 'seed' };

describe('a co-signature', () => {
  test('that is whole says nothing; so does a plain list', () => {
    expect(faultsOf(whole)).toEqual([]);
    expect(faultsOf(['water'])).toEqual([]);
  });

  test.each([
    ['bodies and a panel', { ...whole, bodies: ['water'] }, 'signersUnclear'],
    ['neither', { rule: 'all', basis: 'seed' }, 'signersUnclear'],
    ['a quorum without a number', { ...whole, rule: 'quorum' }, 'quorumWithoutCount'],
    ['silence that counts without a deadline', { ...whole, silence: 'agrees' }, 'silenceWithoutDays'],
    ['an escalation to nobody', { ...whole, silence: 'escalates', days: 5 }, 'escalatesToNobody'],
    ['a leader among those who answer', { ...whole, leader: 'water' }, 'leaderAnswers'],
    ['a body nobody knows', { rule: 'all', bodies: ['sea'], basis: 'seed' }, 'unknownReference'],
    ['a list nobody knows', { ...whole, panel: { list: 'other' } }, 'unknownReference'],
    [
      'opinions with which nobody can agree',
      { ...whole, opinions: [{ id: 'no', title: 'No', counts: 'objects' }] },
      'nobodyCanAgree',
    ],
    [
      'an opinion twice',
      {
        ...whole,
        opinions: [
          { id: 'yes', title: 'Yes', counts: 'agrees' },
          { id: 'yes', title: 'No', counts: 'objects' },
        ],
      },
      'opinionTwice',
    ],
    ['a rule that does not exist', { ...whole, rule: 'most' }, 'malformed'],
    ['a key that does not exist', { ...whole, deadline: 5 }, 'malformed'],
  ])('with %s', (_, signatures, code) => {
    expect(faultsOf(signatures)).toEqual([code]);
  });
});
