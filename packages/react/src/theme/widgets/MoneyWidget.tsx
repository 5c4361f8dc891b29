import type { WidgetProps } from '@rjsf/utils';
import { Input, Typography } from 'antd';
import { fill, reactMessages as words } from '../../messages/zh-CN.ts';
import { inTenThousands, type MoneyReading, readMoney, writeMoney } from '../../money.ts';
import { ariaOf, statusOf } from '../described-by.ts';
import { useLocalText } from '../use-local-text.ts';

const COMPLAINTS: Partial<Record<MoneyReading['kind'], string>> = {
  tooFine: words.moneyDecimals,
  notNumber: words.moneyNotNumber,
  tooLong: words.moneyTooLong,
};

/**
 * Yuan with at most two decimals. While typing the text stays as typed, and entering the field changes nothing (a
 * selection would be lost); when the field is left it is shown with separators. Below it the same amount in
 * ten-thousands.
 */
export function MoneyWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, autofocus, placeholder, onChange } = props;
  const local = useLocalText(typeof value === 'number' ? writeMoney(value) : String(value ?? ''), (text) => {
    const reading = readMoney(text);
    onChange(reading.kind === 'empty' ? undefined : 'yuan' in reading ? reading.yuan : text);
  });
  const reading = readMoney(local.text);
  const complaint = COMPLAINTS[reading.kind];
  const yuan = reading.kind === 'amount' ? reading.yuan : undefined;
  const wan = yuan === undefined ? undefined : inTenThousands(yuan);
  const hintId = `${id}__amount`;
  return (
    <>
      <Input
        {...ariaOf(props, { invalid: complaint !== undefined, ids: [hintId] })}
        id={id}
        name={id}
        value={local.text}
        status={statusOf(props, complaint !== undefined)}
        disabled={disabled === true}
        readOnly={readonly === true}
        autoFocus={autofocus === true}
        placeholder={placeholder ?? ''}
        inputMode="decimal"
        autoComplete="off"
        suffix={words.unitMoney}
        onChange={local.onChange}
        onCompositionStart={local.onCompositionStart}
        onCompositionEnd={local.onCompositionEnd}
        onFocus={local.onFocus}
        onBlur={local.onBlur}
      />
      <Typography.Text
        id={hintId}
        type={complaint === undefined ? 'secondary' : 'danger'}
        role={complaint === undefined ? undefined : 'alert'}
        style={{ fontSize: 14 }}
      >
        {complaint ?? (wan === undefined ? '' : fill(words.wanHint, { wan }))}
      </Typography.Text>
    </>
  );
}
