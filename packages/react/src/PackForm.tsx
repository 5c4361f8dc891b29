import type { JsonValue } from '@cebao/engine';
import type { Form } from '@cebao/pack';
import type { UiSchema } from '@rjsf/utils';
import { Alert, Button, ConfigProvider } from 'antd';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { formIssues, wordsForFormIssue } from './form-safety.ts';
import { reactMessages as words } from './messages/zh-CN.ts';
import { PackThemeForm } from './theme/PackThemeForm.tsx';
import { createPendingTexts, PendingTextsContext } from './theme/pending-texts.ts';
import type { OrganisationChoice } from './theme/widgets/OrganisationWidget.tsx';
import { packValidator } from './validator.ts';

/** What people fill in: field name → value. */
export type FormValue = Readonly<Record<string, JsonValue>>;

export interface PackFormProps {
  /** A form of a pack. */
  readonly form: Pick<Form, 'id' | 'schema' | 'ui'>;
  readonly value: FormValue;
  readonly onChange: (value: FormValue) => void;
  /** Called with checked data only. */
  readonly onSubmit?: (value: FormValue) => void;
  readonly disabled?: boolean;
  /** Organisations that fields with `x-organisation` offer; without them such a field is text. */
  readonly organisations?: readonly OrganisationChoice[];
  /** Words on the button; the pack's `action` of the step. */
  readonly submitLabel?: string;
  readonly submitting?: boolean;
  /** Beside the submit button. */
  readonly actions?: ReactNode;
  /** Between the fields and the buttons. */
  readonly children?: ReactNode;
}

const ROOMY = { token: { controlHeight: 44, fontSize: 16 } };

/**
 * Shows a form of a pack and checks it as the service does. Large enough for fingers; what is typed reaches `onChange`
 * after a short pause, and always before `onSubmit`.
 *
 * @example
 * <PackForm form={policy.findForm('demo/application')} value={data} onChange={setData} onSubmit={send} />
 */
export function PackForm({
  form,
  value,
  onChange,
  onSubmit,
  disabled = false,
  organisations,
  submitLabel = words.submit,
  submitting = false,
  actions,
  children,
}: PackFormProps) {
  const pending = useRef(createPendingTexts()).current;
  const [refused, setRefused] = useState(false);
  const issues = useMemo(() => formIssues(form), [form]);
  const schema = useMemo(() => withoutRootTexts(form.schema), [form]);
  const context = useMemo(() => ({ organisations }), [organisations]);
  if (issues.length > 0) {
    return (
      <Alert
        type="error"
        showIcon
        title={words.formRefused}
        description={issues.map((issue) => (
          <div key={`${issue.code}${issue.path}`}>
            {wordsForFormIssue(issue)} <code>{issue.path}</code>
          </div>
        ))}
      />
    );
  }
  return (
    <ConfigProvider theme={ROOMY}>
      <PendingTextsContext value={pending}>
        <div onSubmitCapture={() => pending.flush()}>
          <PackThemeForm
            idPrefix={form.id.replace(/[^A-Za-z0-9]/g, '-')}
            schema={schema}
            uiSchema={(form.ui ?? {}) as UiSchema}
            formData={value}
            validator={packValidator}
            formContext={context}
            onChange={({ formData }) => onChange(withoutUndefined(formData as Record<string, JsonValue | undefined>))}
            onSubmit={({ formData }) => onSubmit?.(withoutUndefined(formData as Record<string, JsonValue | undefined>))}
            disabled={disabled || submitting}
            onError={() => setRefused(true)}
            {...(refused ? { liveValidate: 'onChange' as const } : {})}
            noHtml5Validate
            focusOnFirstError
            showErrorList="bottom"
            experimental_defaultFormStateBehavior={{
              arrayMinItems: { populate: 'never' },
              emptyObjectFields: 'skipEmptyDefaults',
              constAsDefaults: 'never',
              requiredBooleanDefault: 'skip',
            }}
          >
            {children}
            {onSubmit || actions ? (
              <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, marginTop: 24 }}>
                {onSubmit && (
                  // The press leaves the focus in its field: a message that goes away on blur would move the button from under the pointer.
                  <Button
                    type="primary"
                    htmlType="submit"
                    loading={submitting}
                    disabled={disabled}
                    onMouseDown={(event) => event.preventDefault()}
                  >
                    {submitLabel}
                  </Button>
                )}
                {actions}
              </div>
            ) : null}
            <span />
          </PackThemeForm>
        </div>
      </PendingTextsContext>
    </ConfigProvider>
  );
}

/** The page says what the form is; the form does not say it again. */
function withoutRootTexts(schema: Form['schema']): Form['schema'] {
  const { title: _title, description: _description, ...rest } = schema;
  return rest;
}

/** A field that was emptied is not there. */
function withoutUndefined(data: Readonly<Record<string, JsonValue | undefined>> | undefined): FormValue {
  return Object.fromEntries(
    Object.entries(data ?? {}).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}
