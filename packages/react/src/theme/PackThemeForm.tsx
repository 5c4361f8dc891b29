import type { ThemeProps } from '@rjsf/core';
// The package's own door pulls in its test registry, which wants a validator that generates code.
import withTheme from '@rjsf/core/lib/withTheme.js';
import { ArrayFieldItemTemplate } from './ArrayFieldItemTemplate.tsx';
import { ArrayFieldTemplate } from './ArrayFieldTemplate.tsx';
import { DescriptionFieldTemplate } from './DescriptionFieldTemplate.tsx';
import { ErrorListTemplate } from './ErrorListTemplate.tsx';
import { FieldTemplate } from './FieldTemplate.tsx';
import { ObjectFieldTemplate } from './ObjectFieldTemplate.tsx';
import { SubmitButton } from './SubmitButton.tsx';
import { UnsupportedFieldTemplate } from './UnsupportedFieldTemplate.tsx';
import { CheckboxesWidget } from './widgets/CheckboxesWidget.tsx';
import { CheckboxWidget } from './widgets/CheckboxWidget.tsx';
import { DateWidget } from './widgets/DateWidget.tsx';
import { MoneyWidget } from './widgets/MoneyWidget.tsx';
import { MonthWidget } from './widgets/MonthWidget.tsx';
import { NumberWidget } from './widgets/NumberWidget.tsx';
import { RadioWidget } from './widgets/RadioWidget.tsx';
import { SelectWidget } from './widgets/SelectWidget.tsx';
import { TextareaWidget } from './widgets/TextareaWidget.tsx';
import { TextWidget } from './widgets/TextWidget.tsx';

/** Widgets by the names that a ui schema and a `format` may use. */
export const packWidgets = {
  text: TextWidget,
  textarea: TextareaWidget,
  number: NumberWidget,
  updown: NumberWidget,
  money: MoneyWidget,
  percent: NumberWidget,
  date: DateWidget,
  month: MonthWidget,
  select: SelectWidget,
  radio: RadioWidget,
  checkbox: CheckboxWidget,
  checkboxes: CheckboxesWidget,
  organisation: TextWidget,
};

const theme: ThemeProps = {
  templates: {
    FieldTemplate,
    ObjectFieldTemplate,
    ArrayFieldTemplate,
    ArrayFieldItemTemplate,
    DescriptionFieldTemplate,
    ErrorListTemplate,
    UnsupportedFieldTemplate,
    ButtonTemplates: { SubmitButton } as never,
  },
  widgets: {
    ...packWidgets,
    TextWidget,
    TextareaWidget,
    UpDownWidget: NumberWidget,
    DateWidget,
    SelectWidget,
    RadioWidget,
    CheckboxWidget,
    CheckboxesWidget,
  },
};

/** The form of rjsf in our own antd theme. */
export const PackThemeForm = withTheme(theme);
