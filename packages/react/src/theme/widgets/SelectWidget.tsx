import { enumOptionsIndexForValue, enumOptionsValueForIndex, type WidgetProps } from '@rjsf/utils';
import { Select } from 'antd';
import { reactMessages as words } from '../../messages/zh-CN.ts';
import { ariaOf, statusOf } from '../described-by.ts';

/** A choice from `oneOf` constants or an `enum`; long lists can be searched. */
export function SelectWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, autofocus, placeholder, multiple, onChange, options, required } = props;
  const { enumOptions, emptyValue } = options;
  const chosen = enumOptionsIndexForValue(value, enumOptions, multiple);
  return (
    <Select
      {...ariaOf(props)}
      id={id}
      {...(multiple ? { mode: 'multiple' as const } : {})}
      value={chosen === undefined || chosen === '' ? undefined : (chosen as never)}
      status={statusOf(props)}
      disabled={disabled === true || readonly === true}
      autoFocus={autofocus === true}
      allowClear={!required}
      placeholder={placeholder || words.choose}
      {...((enumOptions?.length ?? 0) > 12 ? { showSearch: { optionFilterProp: 'label' } } : {})}
      options={(enumOptions ?? []).map((option, index) => ({ value: String(index), label: option.label }))}
      onChange={(index: string | string[] | undefined) =>
        onChange(index === undefined ? emptyValue : enumOptionsValueForIndex(index, enumOptions, emptyValue))
      }
      style={{ width: '100%' }}
    />
  );
}
