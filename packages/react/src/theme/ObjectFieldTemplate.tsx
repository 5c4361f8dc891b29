import { descriptionId, type ObjectFieldTemplateProps, titleId } from '@rjsf/utils';
import { Typography } from 'antd';

/** The fields of an object in as many columns as there is room for; one column on a phone. */
export function ObjectFieldTemplate({
  title,
  description,
  properties,
  fieldPathId,
  uiSchema,
}: ObjectFieldTemplateProps) {
  const root = fieldPathId.path.length === 0;
  const inItem = typeof fieldPathId.path.at(-1) === 'number';
  const heading = uiSchema?.['ui:title'] ?? title;
  const body = (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))',
        columnGap: 24,
        rowGap: 20,
        alignItems: 'start',
      }}
    >
      {properties.map((property) => property.content)}
    </div>
  );
  if (root || inItem) return body;
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      {heading ? (
        <legend id={titleId(fieldPathId)} style={{ padding: 0, marginBottom: 8, fontWeight: 600 }}>
          {heading}
        </legend>
      ) : null}
      {typeof description === 'string' && description !== '' ? (
        <Typography.Paragraph id={descriptionId(fieldPathId)} type="secondary">
          {description}
        </Typography.Paragraph>
      ) : null}
      {body}
    </fieldset>
  );
}
