import { expect, test } from 'vitest';
import { formIssues, wordsForFormIssue } from './form-safety.ts';

const schema = { type: 'object', properties: { title: { type: 'string', title: '项目名称' } } };

test('a plain form is shown', () => {
  expect(
    formIssues({
      schema,
      ui: { 'ui:order': ['title'], title: { 'ui:widget': 'textarea', 'ui:help': '写清服务对象' } },
    }),
  ).toEqual([]);
});

test.each([
  ['style', { title: { 'ui:style': { position: 'fixed' } } }, 'uiOptionRefused'],
  ['class names', { title: { 'ui:classNames': 'x' } }, 'uiOptionRefused'],
  ['class names, short', { title: { classNames: 'x' } }, 'uiOptionRefused'],
  ['another field', { title: { 'ui:field': 'LayoutGridField' } }, 'uiOptionRefused'],
  ['markdown switched on', { title: { 'ui:options': { enableMarkdownInDescription: true } } }, 'uiOptionRefused'],
  [
    'submit button props',
    { 'ui:submitButtonOptions': { props: { dangerouslySetInnerHTML: { __html: 'x' } } } },
    'uiOptionRefused',
  ],
  ['template', { title: { 'ui:FieldTemplate': 'x' } }, 'uiOptionRefused'],
  ['unknown widget', { title: { 'ui:widget': 'constructor' } }, 'uiWidgetRefused'],
  ['file widget', { title: { 'ui:widget': 'file' } }, 'uiWidgetRefused'],
  ['image in help', { title: { 'ui:help': '![x](//a/b.png)' } }, 'markupRefused'],
  ['object as description', { title: { 'ui:description': { type: 'img' } } }, 'markupRefused'],
  ['not an object', { title: 'x' }, 'wrongUiShape'],
])('refused: %s', (_name, ui, code) => {
  const issues = formIssues({ schema, ui });
  expect(issues.map((issue) => issue.code)).toEqual([code]);
  expect(wordsForFormIssue(issues[0] as never)).toMatch(/[\u4e00-\u9fff]/);
});

test.each(['<img src=x onerror=alert(1)>', '[看这里](javascript:alert(1))', '见 https://example.com'])(
  'markup in a description is refused: %s',
  (description) => {
    const issues = formIssues({
      schema: { type: 'object', properties: { title: { type: 'string', title: '名称', description } } },
    });
    expect(issues).toEqual([{ code: 'markupRefused', path: '/schema/properties/title/description', params: {} }]);
  },
);

test('a field may be called title or description', () => {
  expect(
    formIssues({ schema: { type: 'object', properties: { description: { type: 'string', title: '说明' } } } }),
  ).toEqual([]);
});
