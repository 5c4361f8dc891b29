// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type FormValue, PackForm } from './PackForm.tsx';

afterEach(cleanup);

const form = {
  id: 'demo/application',
  schema: {
    type: 'object',
    required: ['name', 'amount', 'route'],
    properties: {
      name: { type: 'string', title: '项目名称', minLength: 1, maxLength: 60, description: '写项目全称' },
      amount: { type: 'number', title: '申请金额', format: 'money', exclusiveMinimum: 0 },
      people: { type: 'integer', title: '服务人数', minimum: 1 },
      route: {
        type: 'string',
        title: '方式',
        oneOf: [
          { const: 'a', title: '甲' },
          { const: 'b', title: '乙' },
        ],
      },
      agreed: { type: 'boolean', title: '已公示' },
      tags: {
        type: 'array',
        title: '对象',
        uniqueItems: true,
        maxItems: 3,
        items: {
          type: 'string',
          oneOf: [
            { const: 'old', title: '老人' },
            { const: 'young', title: '儿童' },
          ],
        },
      },
      costs: {
        type: 'array',
        title: '支出',
        maxItems: 5,
        items: { type: 'object', required: ['what'], properties: { what: { type: 'string', title: '用途' } } },
      },
    },
  },
  ui: { route: { 'ui:widget': 'radio' }, tags: { 'ui:widget': 'checkboxes' } },
};

function Page({
  start = {},
  onSubmit,
  seen,
}: {
  start?: FormValue;
  onSubmit?: (value: FormValue) => void;
  seen?: FormValue[];
}) {
  const [value, setValue] = useState<FormValue>(start);
  return (
    <PackForm
      form={form as never}
      value={value}
      onChange={(next) => {
        seen?.push(next);
        setValue(next);
      }}
      {...(onSubmit ? { onSubmit } : {})}
    />
  );
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('letters of an input method never reach the model', async () => {
  const seen: FormValue[] = [];
  render(<Page seen={seen} />);
  const field = screen.getByLabelText(/项目名称/) as HTMLInputElement;
  fireEvent.focus(field);
  fireEvent.compositionStart(field);
  for (const letters of ['l', 'la', 'lao', "lao'r", "lao'ren"]) {
    fireEvent.change(field, { target: { value: letters } });
    await pause(180);
    expect(field.value).toBe(letters);
  }
  expect(seen).toEqual([]);
  fireEvent.change(field, { target: { value: '老人' } });
  fireEvent.compositionEnd(field);
  await waitFor(() => expect(seen.at(-1)).toMatchObject({ name: '老人' }));
  expect(seen.every((value) => !/[a-z]/.test(String(value.name)))).toBe(true);
});

test('a submit in the middle of typing takes the last letters along', async () => {
  const onSubmit = vi.fn();
  const { container } = render(<Page start={{ route: 'a' }} onSubmit={onSubmit} />);
  fireEvent.change(screen.getByLabelText(/项目名称/), { target: { value: '邻里互助' } });
  fireEvent.change(screen.getByLabelText(/申请金额/), { target: { value: '１９９，９９９．９９' } });
  fireEvent.submit(container.querySelector('form') as HTMLFormElement);
  await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
  expect(onSubmit.mock.calls[0]?.[0]).toMatchObject({ name: '邻里互助', amount: 199999.99, route: 'a' });
});

test('money is shown with separators and in ten-thousands, and keeps two decimals only', async () => {
  const seen: FormValue[] = [];
  render(<Page seen={seen} start={{ amount: 200000 }} />);
  const field = screen.getByLabelText(/申请金额/) as HTMLInputElement;
  expect(field.value).toBe('200,000.00');
  expect(screen.getByText('合 20 万元')).toBeTruthy();
  fireEvent.focus(field);
  expect(field.value).toBe('200,000.00');
  fireEvent.change(field, { target: { value: '199999.999' } });
  expect(screen.getByText('最多两位小数（精确到分）')).toBeTruthy();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  fireEvent.change(field, { target: { value: '199999.99' } });
  fireEvent.blur(field);
  await waitFor(() => expect(seen.at(-1)).toMatchObject({ amount: 199999.99 }));
  expect(field.value).toBe('199,999.99');
  expect(screen.getByText('合 19.999999 万元')).toBeTruthy();
});

test('errors are Chinese, linked to their field, and stop the submit', async () => {
  const onSubmit = vi.fn();
  const { container } = render(<Page onSubmit={onSubmit} start={{ amount: 0.001 }} />);
  fireEvent.submit(container.querySelector('form') as HTMLFormElement);
  await waitFor(() => expect(screen.getAllByText('请填写“项目名称”').length).toBeGreaterThan(0));
  const field = screen.getByLabelText(/项目名称/);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(field.getAttribute('aria-required')).toBe('true');
  const described = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(described).toContain('请填写“项目名称”');
  expect(described).toContain('写项目全称');
  expect(screen.getAllByText('“申请金额”最多两位小数（精确到分）').length).toBeGreaterThan(0);
  expect(document.body.textContent).not.toMatch(/must|required|Submit/);
  expect(screen.getByText('有 3 处需要补充或修改')).toBeTruthy();
  fireEvent.change(field, { target: { value: '邻里互助' } });
  await waitFor(() => expect(screen.getByText('有 2 处需要补充或修改')).toBeTruthy());
  expect(field.getAttribute('aria-invalid')).toBeNull();
  expect(onSubmit).not.toHaveBeenCalled();
});

test('nothing is chosen for the person: a required yes or no stays open until it is answered', async () => {
  const seen: FormValue[] = [];
  const required = { ...form, schema: { ...form.schema, required: ['agreed', 'route'] } };
  const onSubmit = vi.fn();
  const { container } = render(
    <PackForm form={required as never} value={{}} onChange={(next) => seen.push(next)} onSubmit={onSubmit} />,
  );
  await pause(30);
  expect(seen.every((value) => Object.keys(value).length === 0)).toBe(true);
  expect(screen.getAllByRole('radio').every((radio) => !(radio as HTMLInputElement).checked)).toBe(true);
  fireEvent.submit(container.querySelector('form') as HTMLFormElement);
  await waitFor(() => expect(screen.getAllByText('请填写“已公示”').length).toBeGreaterThan(0));
  expect(onSubmit).not.toHaveBeenCalled();
});

test("a schema's own default is offered", async () => {
  const seen: FormValue[] = [];
  const withDefault = {
    id: 'd',
    schema: { type: 'object', properties: { year: { type: 'integer', title: '年度', default: 2026 } } },
  };
  render(<PackForm form={withDefault as never} value={{}} onChange={(next) => seen.push(next)} />);
  await waitFor(() => expect(seen.at(-1)).toEqual({ year: 2026 }));
});

test('choices, yes or no, several choices and lists', async () => {
  const seen: FormValue[] = [];
  render(<Page seen={seen} />);
  fireEvent.click(screen.getByLabelText('乙'));
  await waitFor(() => expect(seen.at(-1)).toMatchObject({ route: 'b' }));
  fireEvent.click(screen.getByLabelText('否'));
  await waitFor(() => expect(seen.at(-1)).toMatchObject({ agreed: false }));
  fireEvent.click(screen.getByLabelText('儿童'));
  fireEvent.click(screen.getByLabelText('老人'));
  await waitFor(() => expect(seen.at(-1)).toMatchObject({ tags: ['old', 'young'] }));
  fireEvent.click(screen.getByText('添加一项'));
  await waitFor(() => expect(screen.getByLabelText(/用途/)).toBeTruthy());
  fireEvent.click(screen.getByLabelText('删除第 1 项'));
  await waitFor(() => expect(seen.at(-1)?.costs).toEqual([]));
});

test('an emptied field is not there any more', async () => {
  const seen: FormValue[] = [];
  render(<Page seen={seen} start={{ name: '旧名', people: 3 }} />);
  fireEvent.change(screen.getByLabelText(/服务人数/), { target: { value: '' } });
  fireEvent.blur(screen.getByLabelText(/服务人数/));
  await waitFor(() => expect(seen.at(-1)).toEqual({ name: '旧名' }));
});

test('a form with unsafe ui is not shown', () => {
  render(
    <PackForm
      form={{ ...form, ui: { name: { 'ui:style': { position: 'fixed' } } } } as never}
      value={{}}
      onChange={() => {}}
    />,
  );
  expect(screen.getByText('这张表单没有通过安全检查，未予显示')).toBeTruthy();
  expect(screen.queryByLabelText(/项目名称/)).toBeNull();
});
