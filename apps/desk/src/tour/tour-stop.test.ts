import { expect, test } from 'vitest';
import { today } from '../app/today.ts';
import { actsOf } from './tour-stop.ts';

test('acts are read from data, days are put in, and what cannot be read is left out', () => {
  const acts = actsOf([
    {
      stop: 3,
      title: '第三站',
      person: 'a',
      acts: [
        { text: '退回', go: { page: 'task', step: 's/review', dialog: 'return' }, fill: { reason: '请补充' } },
        { person: 'b', text: '登记', go: { page: 'task', step: 's/decide' }, fill: { data: { on: '$today' } } },
        { text: '不认识的去处', go: { page: 'moon' } },
        { go: { page: 'tasks' } },
        'x',
      ],
    },
    { stop: 4, title: '没有内容的站', person: 'a' },
  ]);
  expect(acts).toEqual([
    {
      stop: 3,
      title: '第三站',
      person: 'a',
      text: '退回',
      go: { page: 'task', step: 's/review', dialog: 'return' },
      fill: { reason: '请补充' },
    },
    {
      stop: 3,
      title: '第三站',
      person: 'b',
      text: '登记',
      go: { page: 'task', step: 's/decide' },
      fill: { data: { on: today() } },
    },
  ]);
});

test('a draft of a stop starts today and shows a comparison', () => {
  const [act] = actsOf([
    {
      stop: 5,
      title: '草稿',
      person: 'a',
      draft: { param: 'p', region: 'r', value: 1, basis: 'assumption', note: 'n' },
      acts: [{ text: 't', go: { page: 'draft', decisions: ['d'], columns: [{ at: '$today' }] } }],
    },
  ]);
  expect(act?.go).toEqual({
    page: 'draft',
    draft: { from: today(), param: 'p', region: 'r', value: 1, basis: 'assumption', note: 'n' },
    see: { decisions: ['d'], columns: [{ at: today() }] },
  });
});
