import type { JsonValue } from '@cebao/engine';
import type { Answer } from '../answer.ts';
import { readFacts } from '../facts.ts';
import type { Decision } from '../format.ts';
import { packMessages as m } from '../messages/zh-CN.ts';
import { fill } from '../words.ts';
import type { FindName } from './names.ts';
import { join, say, spoken } from './say.ts';
import { valueWords } from './values.ts';

/** What was answered, in words: the value, or why there is none. */
export function answerWords(
  answer: Answer,
  decision: Decision | undefined,
  name: FindName,
  malformed?: string,
): string {
  switch (answer.status) {
    case 'undefined':
      return answer.reason === undefined ? (m['status.undefined'] ?? '') : codeWords(answer.reason, name);
    case 'missingFacts':
      return fill(m.missingFacts ?? '', { names: (answer.missing ?? []).map((fact) => factTitle(decision, fact)) });
    case 'invalid':
      return fill(m.labelled ?? '', {
        label: m['status.invalid'] ?? '',
        value: invalidWords(answer, decision, name, malformed),
      });
    case 'decided':
      return decidedWords(answer.value as JsonValue, decision, name);
  }
}

function invalidWords(
  { reason = '' }: Answer,
  decision: Decision | undefined,
  name: FindName,
  malformed: string | undefined,
): string {
  const words = codeWords(reason, name);
  return malformed === undefined ? words : say('factFault', { fact: factTitle(decision, malformed), reason: words });
}

/** The words of a reason, warning or assumption; a code without words is not shown. */
export function codeWords(code: string, name: FindName): string {
  return name(code) ?? '';
}

/** A decided value in words: yes and no by what they mean here, named parts one after another. */
export function decidedWords(value: JsonValue, decision: Decision | undefined, name: FindName): string {
  const word = (code: string) => name(code) ?? spoken(code);
  if (typeof value === 'boolean') return name(`${value}`) ?? say(value ? 'yes' : 'no');
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return valueWords(value, { unit: decision?.units?.value }, word, 'short');
  const parts: string[] = [];
  const refused = value['eligible'] === false;
  for (const [key, item] of Object.entries(value)) {
    // Amount and kind of what is not given say nothing new.
    if (refused && key !== 'eligible') continue;
    const label = name(key);
    if (typeof item === 'boolean') {
      const own = name(`${key}.${item}`) ?? m[`words.${key}.${item}`];
      parts.push(own ?? `${label ?? ''}${say(item ? 'yes' : 'no')}`);
    } else if (key === 'faults' || key === 'missing') {
      parts.push(fill(m[`words.${key}`] ?? '', { names: (item as string[]).map(word) }));
    } else if (key === 'next') {
      parts.push(nextWords(decision, String(item), word));
    } else if (key === 'nextActor') {
      parts.push(say('stepNextActor', { actor: word(String(item)) }));
    } else if (typeof item === 'string') {
      const own = name(item);
      if (own !== undefined) parts.push(label === undefined ? own : fill(m.labelled ?? '', { label, value: own }));
      else if (label !== undefined)
        parts.push(fill(m.labelled ?? '', { label, value: valueWords(item, undefined, word) }));
    } else {
      const unit = decision?.units?.[key];
      const said = valueWords(item, { unit }, word, 'short');
      parts.push(label === undefined ? said : say(Array.isArray(item) ? 'listField' : 'field', { label, value: said }));
    }
  }
  return join(parts, 'clause');
}

/** Whether a flow goes on with a step or comes to an end. */
function nextWords(decision: Decision | undefined, next: string, word: (code: string) => string): string {
  const isStep = decision?.facts['action']?.enum?.includes(next) ?? true;
  return say(isStep ? 'stepNext' : 'stepNextEnd', { next: word(next) });
}

/** The title of a fact, nested ones by their own. */
export function factTitle(decision: Decision | undefined, path: string): string {
  const [head = '', ...rest] = path.split('.');
  let spec: { title?: string | undefined; properties?: Decision['facts'] | undefined; items?: unknown } | undefined =
    decision?.facts[head];
  for (const part of rest)
    spec = /^\d+$/.test(part) ? (spec?.items as typeof spec) : (spec?.properties?.[part] as typeof spec);
  return spec?.title ?? say('someFact');
}

/** Which fact is malformed, when that is why the answer is `invalid`. */
export function malformedFact(
  decision: Decision | undefined,
  facts: Readonly<Record<string, JsonValue>>,
  answer: Answer,
): string | undefined {
  if (!decision || answer.status !== 'invalid' || answer.trace.length > 0) return undefined;
  const { invalid } = readFacts(decision, facts);
  return invalid !== undefined && invalid.reason === answer.reason ? invalid.fact : undefined;
}
