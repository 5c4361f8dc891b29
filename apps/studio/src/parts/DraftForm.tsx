import type { JsonValue } from '@cebao/engine';
import { type Basis, fill, type Policy } from '@cebao/pack';
import type { Me, Problem } from '@cebao/server/client';
import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { checkDraft } from '../check-draft.ts';
import { client } from '../client.ts';
import { words } from '../messages/zh-CN.ts';
import { hashOf } from '../route.ts';
import { nextMonth, today } from '../today.ts';
import type { DraftValue } from '../trial/Trial.tsx';
import { basisText } from '../value-text.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { useNamesWhoMay } from './use-names-who-may.ts';
import { ValueInput } from './ValueInput.tsx';

interface Filled {
  value: JsonValue | undefined;
  from: Dayjs | undefined;
  basis: Basis;
  note: string;
}

const BASES: readonly Basis[] = ['seed', 'inference', 'outside', 'assumption'];

/** A new dated value for a param at this region: tried first, then saved as a draft. */
export function DraftForm({
  policy,
  param,
  me,
  onTry,
}: {
  policy: Policy;
  param: string;
  me: Me;
  onTry: (draft: DraftValue) => void;
}) {
  const [form] = Form.useForm<Filled>();
  const [problem, setProblem] = useState<Problem>();
  const [saved, setSaved] = useState(false);
  const [saving, setSaving] = useState(false);
  const queries = useQueryClient();
  const names = useNamesWhoMay(policy, 'draft');
  const { layers, params } = policy.layered;
  const layer = layers.length - 1;
  const item = params[param]?.at(-1)?.item;
  const like = policy.findParam(param, today())?.value ?? (item?.values.at(-1)?.value as JsonValue | undefined);
  const mayDraft = me.may.includes('draft');

  const read = async (fields: (keyof Filled)[]): Promise<Filled | undefined> => {
    try {
      await form.validateFields(fields);
      return form.getFieldsValue(true) as Filled;
    } catch {
      return undefined;
    }
  };
  const tryOut = async () => {
    const filled = await read(['value', 'from']);
    if (filled?.value !== undefined && filled.from)
      onTry({ layer, value: filled.value, from: filled.from.format('YYYY-MM-DD'), basis: filled.basis });
  };
  const save = async () => {
    const filled = await read(['value', 'from', 'basis', 'note']);
    if (!filled || filled.value === undefined || !filled.from) return;
    setSaving(true);
    const reply = await client.createDraft({
      param,
      region: layers[layer]?.region ?? policy.region,
      value: filled.value,
      from: filled.from.format('YYYY-MM-DD'),
      basis: filled.basis,
      note: filled.note.trim(),
    });
    setSaving(false);
    setProblem(reply.ok ? undefined : reply.problem);
    setSaved(reply.ok);
    if (reply.ok) await queries.invalidateQueries({ queryKey: ['drafts'] });
  };
  const fits = (_: unknown, value: JsonValue | undefined) => {
    if (value === undefined || value === '')
      return Promise.reject(
        new Error(like !== null && typeof like === 'object' && !Array.isArray(like) ? words.needJson : words.needValue),
      );
    const from = (form.getFieldValue('from') as Dayjs | undefined)?.format('YYYY-MM-DD') ?? today();
    const against = checkDraft(policy, { param, layer, from, value });
    return against === undefined ? Promise.resolve() : Promise.reject(new Error(against));
  };

  return (
    <Form<Filled>
      form={form}
      layout="vertical"
      initialValues={{ value: like, from: dayjs(nextMonth(today())), basis: 'assumption', note: '' }}
      onValuesChange={() => setSaved(false)}
    >
      <p className="studio-lead">{fill(words.draftRegion, { region: layers[layer]?.title ?? '' })}</p>
      <div className="studio-cards">
        <Form.Item
          name="value"
          label={words.newValue}
          dependencies={['from']}
          validateTrigger="onBlur"
          rules={[{ validator: fits }]}
          required
        >
          <ValueInput policy={policy} like={like} allowed={item?.enum as JsonValue[] | undefined} unit={item?.unit} />
        </Form.Item>
        <Form.Item name="from" label={words.from} rules={[{ required: true, message: words.needFrom }]}>
          <DatePicker style={{ width: '100%' }} allowClear={false} />
        </Form.Item>
        <Form.Item name="basis" label={words.basis} required>
          <Select options={BASES.map((basis) => ({ value: basis, label: basisText(basis) }))} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={words.note} rules={[{ required: true, whitespace: true, message: words.needNote }]}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} placeholder={words.notePlaceholder} />
      </Form.Item>
      <p>{words.effect}</p>
      {!mayDraft && (
        <p className="studio-lead">{names.length > 0 ? fill(words.mayNotDraft, { names }) : words.mayNotDraftNobody}</p>
      )}
      <div className="studio-row">
        <Button onClick={() => void tryOut()}>{words.try}</Button>
        <Button type="primary" disabled={!mayDraft || saved} loading={saving} onClick={() => void save()}>
          {words.save}
        </Button>
        {saved && (
          <span role="status">
            {words.saved} <a href={hashOf({ page: 'drafts' })}>{words.toDrafts}</a>
          </span>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
    </Form>
  );
}
