import { readFileSync } from 'node:fs';
import type { JsonValue, Result } from '@cebao/engine';
import { parseJsonText } from '@cebao/pack';
import { kindOf } from './kind-of.ts';
import { messages } from './messages/zh-CN.ts';

/** The facts of one question: JSON text, a file, or standard input (`-`). None given means no facts. */
export function readFacts(options: { facts?: string; factsFile?: string }): Result<Record<string, JsonValue>> {
  const text =
    options.factsFile === undefined ? { ok: true as const, value: options.facts ?? '{}' } : readText(options.factsFile);
  if (!text.ok) return text;
  const at = options.factsFile === undefined || options.factsFile === '-' ? '/facts' : `${options.factsFile}#`;
  const parsed = parseJsonText(text.value);
  if (!parsed.ok) return { ok: false, issues: parsed.issues.map((issue) => ({ ...issue, path: at + issue.path })) };
  const { value } = parsed;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return {
      ok: false,
      issues: [
        { code: 'wrongType', path: at, params: { expected: messages.kinds['object'] as string, found: kindOf(value) } },
      ],
    };
  }
  return { ok: true, value };
}

function readText(file: string): Result<string> {
  try {
    return { ok: true, value: readFileSync(file === '-' ? 0 : file, 'utf8') };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return { ok: false, issues: [{ code: 'fileUnreadable', path: file, params: { file, reason } }] };
  }
}
