import { descriptionId, errorId, helpId, type WidgetProps } from '@rjsf/utils';

/** What assistive technology is told about a control: required, wrong, and which texts belong to it. */
export interface ControlAria {
  readonly 'aria-required'?: true;
  readonly 'aria-invalid'?: true;
  readonly 'aria-describedby'?: string;
}

/** The aria attributes of a widget's control: its error, description and help by id, only those that are there. */
export function ariaOf(
  props: Pick<WidgetProps, 'id' | 'rawErrors' | 'schema' | 'uiSchema' | 'options' | 'required'>,
  more: { invalid?: boolean; ids?: readonly string[] } = {},
): ControlAria {
  const { id, rawErrors, schema, options, required } = props;
  const wrong = (rawErrors?.length ?? 0) > 0;
  const ids = [
    ...(wrong ? [errorId(id)] : []),
    ...(more.ids ?? []),
    ...(options.description || schema.description ? [descriptionId(id)] : []),
    ...(options.help ? [helpId(id)] : []),
  ];
  return {
    ...(required ? { 'aria-required': true as const } : {}),
    ...(wrong || more.invalid ? { 'aria-invalid': true as const } : {}),
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
  };
}

/** antd's `status` of a control that has errors. */
export function statusOf(props: Pick<WidgetProps, 'rawErrors'>, invalid = false): '' | 'error' {
  return (props.rawErrors?.length ?? 0) > 0 || invalid ? 'error' : '';
}
