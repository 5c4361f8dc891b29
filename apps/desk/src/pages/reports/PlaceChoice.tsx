import { Select } from 'antd';
import { reportWords as words } from '../../messages/reports.zh-CN.ts';

interface PlaceChoiceProps {
  readonly places: readonly { readonly place: string; readonly title: string }[];
  readonly value: string | undefined;
  readonly onChange: (place: string) => void;
}

/** Chooses among places by name. */
export function PlaceChoice({ places, value, onChange }: PlaceChoiceProps) {
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={words.choosePlace}
      placeholder={words.choosePlace}
      value={places.some(({ place }) => place === value) ? (value as string) : null}
      onChange={(place: string) => onChange(place)}
      options={places.map(({ place, title }) => ({ value: place, label: title }))}
      style={{ minWidth: 220, maxWidth: '100%' }}
    />
  );
}
