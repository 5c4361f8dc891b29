import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { today } from '../../app/today.ts';

interface DayFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
  /** Days that are over too. */
  readonly anyDay?: boolean;
}

/** A day, from today on unless told otherwise. */
export function DayField({ id, label, value, onChange, anyDay = false }: DayFieldProps) {
  return (
    <div>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <DatePicker
        id={id}
        value={value === '' ? null : dayjs(value)}
        {...(anyDay ? {} : { minDate: dayjs(today()) })}
        onChange={(day) => onChange(day && !Array.isArray(day) ? day.format('YYYY-MM-DD') : '')}
        style={{ width: '100%' }}
      />
    </div>
  );
}
