import type { WidgetProps } from '@rjsf/utils';
import { Radio } from 'antd';
import { reactMessages as words } from '../../messages/zh-CN.ts';
import { ariaOf } from '../described-by.ts';

/** Yes or no. Both are said out loud, because an empty box cannot be told from "no". */
export function CheckboxWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, label } = props;
  return (
    <Radio.Group
      {...ariaOf(props)}
      id={id}
      name={id}
      aria-label={label}
      value={value}
      disabled={disabled === true || readonly === true}
      onChange={(event) => onChange(event.target.value)}
      style={{ display: 'flex', columnGap: 24, minHeight: 44, alignItems: 'center' }}
    >
      <Radio value={true} style={{ minHeight: 44, alignItems: 'center' }}>
        {words.yes}
      </Radio>
      <Radio value={false} style={{ minHeight: 44, alignItems: 'center' }}>
        {words.no}
      </Radio>
    </Radio.Group>
  );
}
