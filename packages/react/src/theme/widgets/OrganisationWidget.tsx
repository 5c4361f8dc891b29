import type { WidgetProps } from '@rjsf/utils';
import { Select } from 'antd';
import { reactMessages as words } from '../../messages/zh-CN.ts';
import { ariaOf, statusOf } from '../described-by.ts';

/** An organisation that a form may name. */
export interface OrganisationChoice {
  readonly id: string;
  readonly title: string;
  /** The body it can act as; a field that asks for a body shows only those. */
  readonly kind?: string | undefined;
}

/** One of the registered organisations, kept by its id (`x-organisation` names the body it acts as). */
export function OrganisationWidget(props: WidgetProps) {
  const { id, value, disabled, readonly, schema, onChange, registry, placeholder, required } = props;
  const all =
    (registry.formContext as { organisations?: readonly OrganisationChoice[] } | undefined)?.organisations ?? [];
  const fitting = all.filter(({ kind }) => kind === schema['x-organisation']);
  const choices = fitting.length > 0 ? fitting : all;
  return (
    <Select
      {...ariaOf(props)}
      id={id}
      value={typeof value === 'string' && value !== '' ? value : undefined}
      status={statusOf(props)}
      disabled={disabled === true || readonly === true}
      allowClear={!required}
      placeholder={placeholder || words.choose}
      showSearch={{ optionFilterProp: 'label' }}
      options={choices.map((choice) => ({ value: choice.id, label: choice.title }))}
      onChange={(chosen?: string) => onChange(chosen)}
      style={{ width: '100%' }}
    />
  );
}
