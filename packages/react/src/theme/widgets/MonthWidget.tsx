import type { WidgetProps } from '@rjsf/utils';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { reactMessages as words } from '../../messages/zh-CN.ts';
import { ariaOf, statusOf } from '../described-by.ts';
import { keepEnter } from '../keep-enter.ts';

const CIVIL = 'YYYY-MM';

/** A month `YYYY-MM`, picked or typed. */
export function MonthWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, autofocus, placeholder, onChange } = props;
  const month = typeof value === 'string' && value !== '' ? dayjs(`${value}-01`, 'YYYY-MM-DD', true) : null;
  return (
    <DatePicker
      {...ariaOf(props)}
      id={id}
      name={id}
      picker="month"
      value={month?.isValid() ? month : null}
      status={statusOf(props)}
      disabled={disabled === true || readonly === true}
      autoFocus={autofocus === true}
      format={[CIVIL, 'YYYYMM', 'YYYY/M', words.monthLong]}
      placeholder={placeholder || words.monthPlaceholder}
      onKeyDown={keepEnter}
      onChange={(picked) => onChange(picked && !Array.isArray(picked) ? picked.format(CIVIL) : undefined)}
      style={{ width: '100%' }}
    />
  );
}
