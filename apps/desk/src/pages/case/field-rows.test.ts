import { expect, test } from 'vitest';
import { fieldRows } from './field-rows.ts';

test('data as people read it, in the order of the form', () => {
  const form = {
    schema: {
      type: 'object',
      properties: {
        amount: { type: 'number', title: '金额', format: 'money' },
        on: { type: 'string', title: '日期', format: 'date' },
        result: { type: 'string', title: '结论', oneOf: [{ const: 'pass', title: '通过' }] },
        org: { type: 'string', title: '单位', 'x-organisation': 'socialOrg' },
        public: { type: 'boolean', title: '已公示' },
        rows: {
          type: 'array',
          title: '支出',
          items: { type: 'object', properties: { what: { type: 'string', title: '用途' } } },
        },
      },
    },
    ui: { 'ui:order': ['result', 'amount', 'on', 'org', 'public', 'rows'] },
  };
  const data = {
    amount: 200000.5,
    on: '2026-11-05',
    result: 'pass',
    org: 'o1',
    public: false,
    rows: [{ what: '餐费' }, { what: '场地' }],
    old: 'x',
  };
  expect(fieldRows(form, data, (id) => ({ o1: '演示社会组织001' })[id] ?? id)).toEqual([
    { label: '结论', text: '通过' },
    { label: '金额', text: '200,000.50 元' },
    { label: '日期', text: '2026年11月5日' },
    { label: '单位', text: '演示社会组织001' },
    { label: '已公示', text: '否' },
    { label: '支出', text: '用途 餐费、用途 场地' },
    { label: 'old', text: 'x' },
  ]);
});
