import { type ArrayFieldTemplateProps, buttonId } from '@rjsf/utils';
import { Button, Typography } from 'antd';
import { reactMessages as words } from '../messages/zh-CN.ts';

/** A list of things, each in a card of its own. */
export function ArrayFieldTemplate({
  canAdd,
  disabled,
  readonly,
  fieldPathId,
  items,
  onAddClick,
  required,
  title,
  schema,
}: ArrayFieldTemplateProps) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ padding: 0, marginBottom: 8, fontWeight: 600 }}>
        {title}
        {required && (
          <Typography.Text type="danger" aria-hidden="true" style={{ marginInlineStart: 4 }}>
            *
          </Typography.Text>
        )}
      </legend>
      {schema.description && <Typography.Paragraph type="secondary">{schema.description}</Typography.Paragraph>}
      {items.length === 0 && <Typography.Text type="secondary">{words.emptyList}</Typography.Text>}
      <div style={{ display: 'grid', gap: 12 }}>{items}</div>
      {canAdd && (
        <Button
          id={buttonId(fieldPathId, 'add')}
          type="dashed"
          block
          disabled={disabled || readonly || items.length >= (schema.maxItems ?? Infinity)}
          onClick={onAddClick}
          style={{ marginTop: 12 }}
        >
          {words.add}
        </Button>
      )}
    </fieldset>
  );
}
