import type { JsonValue } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import { Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { words } from '../messages/zh-CN.ts';

/** An input for a value of the same kind as the one that holds now. antd's Form gives `value` and `onChange`. */
export function ValueInput(props: {
  id?: string;
  value?: JsonValue | undefined;
  onChange?: (value: JsonValue | undefined) => void;
  like: JsonValue | undefined;
  allowed: readonly JsonValue[] | undefined;
  unit: string | undefined;
  policy: Policy;
}) {
  const { id, value, onChange, like, allowed, unit, policy } = props;
  const key = id === undefined ? {} : { id };
  if (allowed) {
    return (
      <Select
        {...key}
        value={value === undefined ? null : JSON.stringify(value)}
        onChange={(text: string) => onChange?.(JSON.parse(text) as JsonValue)}
        options={allowed.map((item) => ({
          value: JSON.stringify(item),
          label: typeof item === 'string' ? policy.words(item) : String(item),
        }))}
      />
    );
  }
  if (typeof like === 'number')
    return (
      <InputNumber<number>
        {...key}
        style={{ width: '100%' }}
        value={typeof value === 'number' ? value : null}
        onChange={(number) => onChange?.(number ?? undefined)}
        suffix={unitText(unit)}
      />
    );
  if (typeof like === 'boolean')
    return (
      <Switch
        {...key}
        checked={value === true}
        onChange={(checked) => onChange?.(checked)}
        checkedChildren={words.yes}
        unCheckedChildren={words.no}
      />
    );
  if (Array.isArray(like) && like.every((item) => typeof item === 'string')) {
    const known = [...new Set([...like, ...(Array.isArray(value) ? value : [])])].map(String);
    return (
      <Select
        {...key}
        mode="tags"
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(list: string[]) => onChange?.(list)}
        options={known.map((item) => ({ value: item, label: policy.words(item) }))}
      />
    );
  }
  if (typeof like === 'string')
    return (
      <Input
        {...key}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange?.(event.target.value)}
      />
    );
  return <JsonInput {...key} value={value} onChange={onChange} />;
}

/** Any other value as JSON text; `undefined` while the text is not JSON. */
function JsonInput({
  id,
  value,
  onChange,
}: {
  id?: string;
  value: JsonValue | undefined;
  onChange: ((value: JsonValue | undefined) => void) | undefined;
}) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  const change = (typed: string) => {
    setText(typed);
    try {
      onChange?.(JSON.parse(typed) as JsonValue);
    } catch {
      onChange?.(undefined);
    }
  };
  return (
    <Input.TextArea
      {...(id === undefined ? {} : { id })}
      autoSize={{ minRows: 3, maxRows: 12 }}
      value={text}
      onChange={(event) => change(event.target.value)}
    />
  );
}

function unitText(unit: string | undefined): string | undefined {
  return unit === undefined ? undefined : (words.units as Readonly<Record<string, string>>)[unit];
}
