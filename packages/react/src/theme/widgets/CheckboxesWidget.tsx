import { enumOptionsIndexForValue, enumOptionsValueForIndex, type WidgetProps } from '@rjsf/utils';
import { Checkbox } from 'antd';
import { ariaOf } from '../described-by.ts';

/** Several choices at once, kept in the order of the list. */
export function CheckboxesWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, onChange, options, label } = props;
  const { enumOptions } = options;
  const chosen = enumOptionsIndexForValue(value ?? [], enumOptions, true) as string[];
  return (
    <Checkbox.Group
      value={chosen}
      disabled={disabled === true || readonly === true}
      onChange={(picked) =>
        onChange(
          enumOptionsValueForIndex(
            [...picked].sort((a, b) => Number(a) - Number(b)),
            enumOptions,
            [],
          ),
        )
      }
      style={{ display: 'flex', flexWrap: 'wrap', columnGap: 24, minHeight: 44, alignItems: 'center' }}
      {...{ id, role: 'group', 'aria-label': label, ...ariaOf(props) }}
    >
      {(enumOptions ?? []).map((option, index) => (
        <Checkbox key={String(option.value)} value={String(index)} style={{ minHeight: 44, alignItems: 'center' }}>
          {option.label}
        </Checkbox>
      ))}
    </Checkbox.Group>
  );
}
