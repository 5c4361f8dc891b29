import type { WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import { ariaOf, statusOf } from '../described-by.ts';
import { useLocalText } from '../use-local-text.ts';
import { NumberWidget } from './NumberWidget.tsx';
import { OrganisationWidget } from './OrganisationWidget.tsx';

/**
 * One line of text; letters of an input method stay in the field until they are chosen. Numbers and organisations have
 * widgets of their own.
 */
export function TextWidget(props: WidgetProps) {
  const { schema, registry } = props;
  if (
    schema['x-organisation'] !== undefined &&
    (registry.formContext as { organisations?: unknown } | undefined)?.organisations !== undefined
  )
    return <OrganisationWidget {...props} />;
  const { type } = schema;
  return type === 'number' || type === 'integer' ? <NumberWidget {...props} /> : <LineOfText {...props} />;
}

function LineOfText(props: WidgetProps) {
  const { id, value, disabled, readonly, autofocus, placeholder, schema, onChange, options } = props;
  const local = useLocalText(value === undefined || value === null ? '' : String(value), (text) =>
    onChange(text === '' ? options.emptyValue : text),
  );
  return (
    <Input
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
      autoComplete="off"
      onChange={local.onChange}
      onCompositionStart={local.onCompositionStart}
      onCompositionEnd={local.onCompositionEnd}
      onFocus={local.onFocus}
      onBlur={local.onBlur}
    />
  );
}
