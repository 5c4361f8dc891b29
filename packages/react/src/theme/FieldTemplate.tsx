import { errorId, type FieldTemplateProps, helpId } from '@rjsf/utils';
import { Typography } from 'antd';
import { isGroup } from './is-group.ts';

/**
 * Label, control, help and errors of one field, flat: no context of antd's Form is involved, so that a keystroke
 * re-renders one field and not the form. Objects and lists bring their own frame.
 */
export function FieldTemplate(props: FieldTemplateProps) {
  const {
    id,
    label,
    required,
    hidden,
    children,
    schema,
    uiSchema,
    displayLabel,
    rawErrors,
    rawHelp,
    description,
    rawDescription,
  } = props;
  if (hidden) return <div hidden>{children}</div>;
  const { type } = schema;
  if (type === 'object') return <div style={{ gridColumn: '1 / -1' }}>{children}</div>;
  const wide = type === 'array' || isWide(props);
  const labelled = displayLabel || type === 'boolean';
  const errors = [...new Set(rawErrors ?? [])];
  return (
    <div style={{ minWidth: 0, ...(wide ? { gridColumn: '1 / -1' } : {}) }}>
      {labelled &&
        (isGroup(schema, uiSchema) ? (
          <div style={LABEL}>
            <LabelText label={label} required={required === true} />
          </div>
        ) : (
          <label htmlFor={id} style={LABEL}>
            <LabelText label={label} required={required === true} />
          </label>
        ))}
      {labelled && rawDescription ? description : null}
      {children}
      {errors.length > 0 && (
        <div id={errorId(id)} style={{ marginTop: 4 }}>
          {errors.map((error) => (
            <Typography.Text key={error} type="danger" style={{ display: 'block', fontSize: 14 }}>
              {error}
            </Typography.Text>
          ))}
        </div>
      )}
      {rawHelp && (
        <Typography.Text id={helpId(id)} type="secondary" style={{ display: 'block', marginTop: 4, fontSize: 14 }}>
          {rawHelp}
        </Typography.Text>
      )}
    </div>
  );
}

const LABEL = { display: 'block', marginBottom: 4, fontWeight: 500 } as const;

function LabelText({ label, required }: { readonly label: string; readonly required: boolean }) {
  return (
    <>
      {label}
      {required && (
        <Typography.Text type="danger" aria-hidden="true" style={{ marginInlineStart: 4 }}>
          *
        </Typography.Text>
      )}
    </>
  );
}

/** Long texts take the whole width. */
function isWide({ schema, uiSchema }: FieldTemplateProps): boolean {
  const widget = uiSchema?.['ui:widget'] ?? (uiSchema?.['ui:options'] as { widget?: unknown } | undefined)?.widget;
  return (
    widget === 'textarea' || widget === 'checkboxes' || (schema.type === 'string' && (schema.maxLength ?? 0) > 200)
  );
}
