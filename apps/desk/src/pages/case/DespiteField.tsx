import { Alert, Input } from 'antd';
import { messages } from '../../messages/zh-CN.ts';

const words = messages.despite;

/** Where a reference opinion speaks against a step, the person in charge decides, and says why. */
export function DespiteField({
  value,
  onChange,
  missing,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly missing: boolean;
}) {
  return (
    <div className="despite-field">
      <label htmlFor="despite" className="field-label">
        {words.label}
      </label>
      <Input.TextArea
        id="despite"
        aria-required
        aria-describedby="despite-help"
        value={value}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 6 }}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id="despite-help" className="quiet">
        {words.help}
      </p>
      {missing && <Alert type="error" showIcon role="alert" title={words.missing} />}
    </div>
  );
}
