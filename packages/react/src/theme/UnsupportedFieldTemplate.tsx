import { Alert } from 'antd';
import { reactMessages as words } from '../messages/zh-CN.ts';

/** A field this theme cannot show. */
export function UnsupportedFieldTemplate() {
  return <Alert type="warning" showIcon title={words.unsupported} />;
}
