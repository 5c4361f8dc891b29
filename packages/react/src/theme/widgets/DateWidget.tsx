import type { WidgetProps } from '@rjsf/utils';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { reactMessages as words } from '../../messages/zh-CN.ts';
import { ariaOf, statusOf } from '../described-by.ts';
import { keepEnter } from '../keep-enter.ts';

const CIVIL = 'YYYY-MM-DD';

/** A civil date `YYYY-MM-DD`, picked or typed. No clock and no time zone take part. */
export function DateWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, autofocus, placeholder, onChange } = props;
  const day = typeof value === 'string' && value !== '' ? dayjs(value, CIVIL, true) : null;
  return (
    <DatePicker
      {...ariaOf(props)}
      id={id}
      name={id}
      value={day?.isValid() ? day : null}
      status={statusOf(props)}
      disabled={disabled === true || readonly === true}
      autoFocus={autofocus === true}
      format={[CIVIL, 'YYYYMMDD', 'YYYY/M/D', 'YYYY.M.D', words.dateLong]}
      placeholder={placeholder || words.datePlaceholder}
      onKeyDown={keepEnter}
      onChange={(picked) => onChange(picked && !Array.isArray(picked) ? picked.format(CIVIL) : undefined)}
      style={{ width: '100%' }}
    />
  );
}
