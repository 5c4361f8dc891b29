import type { JsonValue } from '@cebao/engine';
import { type ExplainWord, explainMessages, typography } from '../messages/explain.zh-CN.ts';
import { fill } from '../words.ts';

/** A sentence of the message file with its particulars. */
export function say(word: ExplainWord, params: Readonly<Record<string, JsonValue>> = {}): string {
  return fill(explainMessages[word], params);
}

/** Joins what is there with one of the joints of the message file. */
export function join(parts: readonly string[], joint: ExplainWord): string {
  return parts.filter((part) => part !== '').join(explainMessages[joint]);
}

/** A space between Chinese and digits (not within dates), one end sign, no doubled signs. Quotations stay as they are. */
export function tidy(text: string): string {
  const { beforeDigits, afterDigits, dateHere, doubled, doubledAfterQuestion, quotation } = typography;
  return text
    .split(quotation)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(beforeDigits, (sign, at: number) => (dateHere.test(part.slice(at + 1)) ? sign : `${sign} `))
            .replace(afterDigits, '$& ')
            .replace(doubled, '')
            .replace(doubledAfterQuestion, '$1'),
    )
    .join('');
}

/** A text that somebody typed: Chinese as it is, anything else in quotes. */
export function spoken(text: string): string {
  return typography.han.test(text) ? text : say('quoted', { value: text });
}
