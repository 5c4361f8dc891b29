import { Checkbox, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { today } from '../../app/today.ts';
import { messages } from '../../messages/zh-CN.ts';

/** A matter that was done on paper: on which day, and why it is entered later. */
export interface PaperEntry {
  readonly on: string;
  readonly reason: string;
}

const words = messages.paper;

/** Lets a step be entered after the fact, with its true day. */
export function PaperFields({
  value,
  onChange,
}: {
  readonly value: PaperEntry | undefined;
  readonly onChange: (value: PaperEntry | undefined) => void;
}) {
  return (
    <div className="paper-fields">
      <Checkbox
        checked={value !== undefined}
        onChange={(event) => onChange(event.target.checked ? { on: '', reason: '' } : undefined)}
        style={{ minHeight: 44, alignItems: 'center' }}
      >
        {words.toggle}
      </Checkbox>
      {value !== undefined && (
        <div className="paper-pair">
          <div>
            <label htmlFor="paper-on" className="field-label">
              {words.on}
            </label>
            <DatePicker
              id="paper-on"
              aria-required
              value={value.on === '' ? null : dayjs(value.on)}
              maxDate={dayjs(today())}
              onChange={(day) => onChange({ ...value, on: day && !Array.isArray(day) ? day.format('YYYY-MM-DD') : '' })}
              style={{ width: '100%' }}
            />
          </div>
          <div>
            <label htmlFor="paper-reason" className="field-label">
              {words.reason}
            </label>
            <Input
              id="paper-reason"
              aria-required
              value={value.reason}
              maxLength={200}
              onChange={(event) => onChange({ ...value, reason: event.target.value })}
            />
          </div>
        </div>
      )}
    </div>
  );
}
