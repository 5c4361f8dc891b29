import type { DescriptionFieldProps } from '@rjsf/utils';
import { Typography } from 'antd';

/** What a field means, as plain text. */
export function DescriptionFieldTemplate({ id, description }: DescriptionFieldProps) {
  if (typeof description !== 'string' || description === '') return null;
  return (
    <Typography.Text id={id} type="secondary" style={{ display: 'block', marginBottom: 4, fontSize: 14 }}>
      {description}
    </Typography.Text>
  );
}
