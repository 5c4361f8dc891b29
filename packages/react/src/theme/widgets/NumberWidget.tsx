import { packMessages } from '@cebao/pack';
import type { WidgetProps } from '@rjsf/utils';
import { Input } from 'antd';
import { plainDigits } from '../../plain-digits.ts';
import { ariaOf, statusOf } from '../described-by.ts';
import { useLocalText } from '../use-local-text.ts';

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A number typed as text: full-width digits and separators are accepted, the wheel changes nothing. */
export function NumberWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, autofocus, placeholder, schema, onChange } = props;
  const local = useLocalText(value === undefined || value === null ? '' : String(value), (text) =>
    onChange(readNumber(text)),
  );
  const unit = unitWords(schema['x-unit']);
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
      inputMode={schema.type === 'integer' ? 'numeric' : 'decimal'}
      autoComplete="off"
      suffix={unit}
      onChange={local.onChange}
      onCompositionStart={local.onCompositionStart}
      onCompositionEnd={local.onCompositionEnd}
      onFocus={local.onFocus}
      onBlur={local.onBlur}
    />
  );
}

/** The words of a unit, as answers write them after a number. */
function unitWords(unit: unknown): string | undefined {
  return typeof unit === 'string' ? (packMessages[`unit.${unit}`] ?? unit).replace('{n}', '').trim() : undefined;
}

/** The number of a text; what is no number stays text, so that the check can say so. */
function readNumber(text: string): number | string | undefined {
  const plain = plainDigits(text);
  if (plain === '') return undefined;
  return NUMBER.test(plain) ? Number(plain) : text;
}
