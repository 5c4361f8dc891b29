import { checkFormSchema, type Decision } from '@cebao/pack';
import { formIssues } from '@cebao/react';
import { expect, test } from 'vitest';
import { factsForm } from './facts-form.ts';

const decision = (id: string, facts: Decision['facts']): Decision => ({
  kind: 'decision',
  id,
  asks: 'rule',
  title: id,
  question: id,
  basis: 'seed',
  sources: [],
  facts,
});

test('every kind of fact becomes a field that a pack form may have', () => {
  const form = factsForm(
    [
      decision('a', {
        amount: { type: 'number', title: '金额', unit: 'yuan', required: true },
        month: { type: 'month', title: '月份' },
        level: { type: 'string', title: '级别', enum: ['senior', 'junior'], labels: { senior: '高级' } },
        open: { type: 'string', title: '类别', enum: ['x'], open: true },
        frontline: { type: 'boolean', title: '一线' },
        given: { type: 'array', title: '材料', items: { type: 'string', enum: ['form'] } },
        others: {
          type: 'array',
          title: '其他项目',
          items: { type: 'object', properties: { amount: { type: 'number', title: '金额', unit: 'yuan' } } },
        },
      }),
      decision('b', { amount: { type: 'number', title: '另一个说法' }, more: { type: 'date', title: '日期' } }),
    ],
    (code) => ({ junior: '初级', form: '申请表' })[code] ?? code,
  );
  const properties = form.schema.properties as Record<string, Record<string, unknown>>;
  expect(Object.keys(properties)).toEqual(
    expect.arrayContaining(['amount', 'month', 'level', 'open', 'frontline', 'given', 'others', 'more']),
  );
  expect(properties.amount).toMatchObject({ title: '金额', format: 'money' });
  expect(properties.level?.oneOf).toEqual([
    { const: 'senior', title: '高级' },
    { const: 'junior', title: '初级' },
  ]);
  expect(properties.open?.oneOf).toBeUndefined();
  expect(form.schema.required).toEqual(['amount']);
  expect(checkFormSchema(form.schema, '')).toEqual([]);
  expect(formIssues(form)).toEqual([]);
});
