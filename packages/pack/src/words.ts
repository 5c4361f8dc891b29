import { engineMessages, type Issue, type JsonValue } from '@cebao/engine';
import { packMessages } from './messages/zh-CN.ts';

/** Fills `{name}` places of a message with params; lists are joined, an absent one becomes nothing. */
export function fill(template: string, params: Readonly<Record<string, JsonValue>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === null) return '';
    return Array.isArray(value)
      ? value.map(String).join(packMessages['joint.list'])
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  });
}

/**
 * The Chinese sentence of an issue: what, where, and the next step where one is known. Message files of further
 * rooms may be laid over the pack's and the engine's own.
 *
 * @example
 * wordsForIssue({ code: 'unknownRegion', path: '/region', params: { region: 'nm/ordoss', suggestion: 'nm/ordos' } });
 */
export function wordsForIssue(issue: Issue, ...more: Readonly<Record<string, string>>[]): string {
  const messages: Record<string, string> = Object.assign({}, engineMessages, packMessages, ...more);
  const { suggestion, kind } = issue.params;
  const template = messages[issue.code] ?? issue.code;
  return fill(template, {
    ...issue.params,
    ...(typeof kind === 'string' ? { kind: messages[`kind.${kind}`] ?? kind } : {}),
    suggestion:
      typeof suggestion === 'string' && suggestion !== '' ? fill(messages.suggestion ?? '', { name: suggestion }) : '',
  });
}
