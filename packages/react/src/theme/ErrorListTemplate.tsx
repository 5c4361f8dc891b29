import type { ErrorListProps } from '@rjsf/utils';
import { Alert } from 'antd';
import { fill, reactMessages as words } from '../messages/zh-CN.ts';

/** Everything that keeps the form from being submitted, said at once. */
export function ErrorListTemplate({ errors }: ErrorListProps) {
  const sentences = [...new Set(errors.map((error) => error.message ?? error.stack))];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginTop: 16 }}
      title={fill(words.errorHeading, { n: sentences.length })}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 20 }}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      }
    />
  );
}
