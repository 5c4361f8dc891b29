import type { RJSFSchema, UiSchema } from '@rjsf/utils';

/** Controls made of several inputs carry a name of their own and take no `htmlFor`. */
export function isGroup(schema: RJSFSchema, uiSchema?: UiSchema): boolean {
  const widget = uiSchema?.['ui:widget'];
  return schema.type === 'boolean' || widget === 'radio' || widget === 'checkboxes';
}
