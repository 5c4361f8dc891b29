import { enumOptionsIndexForValue, enumOptionsValueForIndex, type WidgetProps } from '@rjsf/utils';
import { Radio } from 'antd';
import { ariaOf } from '../described-by.ts';

/** A choice among few, all in sight. */
export function RadioWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, options, label } = props;
  const { enumOptions, emptyValue } = options;
  const chosen = enumOptionsIndexForValue(value, enumOptions);
  return (
    <Radio.Group
      {...ariaOf(props)}
      id={id}
      name={id}
      aria-label={label}
      value={chosen}
      disabled={disabled === true || readonly === true}
      onChange={(event) => onChange(enumOptionsValueForIndex(event.target.value, enumOptions, emptyValue))}
      style={{ display: 'flex', flexWrap: 'wrap', columnGap: 24, minHeight: 44, alignItems: 'center' }}
    >
      {(enumOptions ?? []).map((option, index) => (
        <Radio key={String(option.value)} value={String(index)} style={{ minHeight: 44, alignItems: 'center' }}>
          {option.label}
        </Radio>
      ))}
    </Radio.Group>
  );
}
