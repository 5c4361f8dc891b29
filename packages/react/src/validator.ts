import type { JsonValue } from '@cebao/engine';
import { checkFormData, wordsForIssue } from '@cebao/pack';
import {
  type CustomValidator,
  createErrorHandler,
  type ErrorTransformer,
  type RJSFSchema,
  type RJSFValidationError,
  toErrorSchema,
  type UiSchema,
  unwrapErrorHandler,
  type ValidationData,
  type ValidatorType,
  validationDataMerge,
} from '@rjsf/utils';

/**
 * The validator of rjsf, interpreted: no code is generated, so it works under a strict CSP. It asks the same
 * `checkFormData` as the service and says it in Chinese.
 *
 * @example
 * <Form schema={schema} validator={packValidator} />
 */
export const packValidator: ValidatorType = {
  validateFormData: (formData, schema, customValidate, transformErrors, uiSchema) =>
    validate(formData, schema, customValidate, transformErrors, uiSchema),
  isValid: (schema, formData) => checkFormData(schema, (formData ?? null) as JsonValue).length === 0,
  rawValidation: <Result>(schema: RJSFSchema, formData?: unknown) => ({
    errors: errorsOf(formData, schema) as Result[],
  }),
};

function validate(
  formData: unknown,
  schema: RJSFSchema,
  customValidate?: CustomValidator,
  transformErrors?: ErrorTransformer,
  uiSchema?: UiSchema,
): ValidationData<unknown> {
  const found = errorsOf(formData, schema);
  const errors = transformErrors ? transformErrors(found, uiSchema) : found;
  const own: ValidationData<unknown> = { errors, errorSchema: toErrorSchema(errors) };
  if (!customValidate) return own;
  const handler = customValidate(formData, createErrorHandler<unknown>(formData ?? {}), uiSchema);
  return validationDataMerge<unknown>(own, unwrapErrorHandler(handler));
}

/** Issues of form data as rjsf wants them: `/rows/0/title` becomes `.rows.0.title`. */
function errorsOf(formData: unknown, schema: RJSFSchema): RJSFValidationError[] {
  return checkFormData(schema, (formData ?? {}) as JsonValue).map((issue) => {
    const property = issue.path
      .split('/')
      .slice(1)
      .map((part) => `.${part.replaceAll('~1', '/').replaceAll('~0', '~')}`)
      .join('');
    const message = wordsForIssue(issue);
    return { name: issue.code, message, property, stack: message, params: issue.params };
  });
}
