import type { Issue, JsonValue } from '@cebao/engine';
import { pointer } from '@cebao/pack';
import type { z } from './api/zod.ts';
import { messages } from './messages/zh-CN.ts';

type ZodIssue = z.core.$ZodIssue;

/** What zod refused, as issues with JSON pointers. */
export function issuesOf(error: z.core.$ZodError): Issue[] {
  return error.issues.flatMap((issue) => translate(issue, []));
}

function translate(issue: ZodIssue, above: readonly PropertyKey[]): Issue[] {
  const path = [...above, ...issue.path];
  const at = (code: string, params: Record<string, JsonValue> = {}, more: readonly PropertyKey[] = []): Issue => ({
    code,
    path: pointer([...path, ...more].map(String)),
    params,
  });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) =>
        at(name === 'packOverride' ? 'packOverrideRefused' : 'unrecognised', { name }, [name]),
      );
    case 'invalid_type':
      return [
        issue.input === undefined && !('received' in issue)
          ? at('missing', { name: String(path.at(-1) ?? '') })
          : at('wrongType', { expected: messages.names[issue.expected] ?? issue.expected }),
      ];
    case 'invalid_value':
      return [at('notInList', { values: issue.values.map(String) })];
    case 'invalid_format':
      return [at('wrongFormat')];
    case 'too_small':
      return [at('tooSmall', { minimum: Number(issue.minimum) })];
    case 'too_big':
      return [at('tooBig', { maximum: Number(issue.maximum) })];
    case 'invalid_union': {
      if (issue.discriminator !== undefined) return [at('unknownCommand', {}, [issue.discriminator])];
      const first = issue.errors.find((errors) => errors.length > 0) ?? [];
      return first.length === 0 ? [at('notValid')] : first.flatMap((inner) => translate(inner, path));
    }
    case 'invalid_key':
      return [at('wrongFormat')];
    default:
      return [at('notValid')];
  }
}
