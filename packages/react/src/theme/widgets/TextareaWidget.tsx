import type { WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import { ariaOf, statusOf } from '../described-by.ts';
import { useLocalText } from '../use-local-text.ts';

/** Several lines of text; grows with what is written. */
export function TextareaWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, autofocus, placeholder, schema, onChange, options } = props;
  const local = useLocalText(value === undefined || value === null ? '' : String(value), (text) =>
    onChange(text === '' ? options.emptyValue : text),
  );
  return (
    <Input.TextArea
      {...ariaOf(props)}
      id={id}
      name={id}
      value={local.text}
      status={statusOf(props)}
      disabled={disabled === true}
      readOnly={readonly === true}
      autoFocus={autofocus === true}
      placeholder={placeholder ?? ''}
      {...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength })}
      autoSize={{ minRows: typeof options.rows === 'number' ? options.rows : 3, maxRows: 12 }}
      onChange={local.onChange}
      onCompositionStart={local.onCompositionStart}
      onCompositionEnd={local.onCompositionEnd}
      onFocus={local.onFocus}
      onBlur={local.onBlur}
    />
  );
}
