import type { Issue, JsonValue } from '@cebao/engine';
import { type Answer, type AnswerSource, parseJsonText, type Rulebook, type Status } from '@cebao/pack';
import type { LineId } from './line-id.ts';
import type { Line } from './lines-of.ts';
import { readQuestion } from './read-question.ts';
import { type WordedIssue, wordIssue } from './worded-issue.ts';

/** One line of the batch's output: an answer, flat, or the issues of the line in its place. */
export type LineAnswer = FlatAnswer | { readonly id: LineId; readonly issues: readonly WordedIssue[] };

/** An answer without its trace, keys in this order. */
export interface FlatAnswer {
  readonly id: LineId;
  readonly status: Status;
  readonly value?: JsonValue;
  readonly reason?: string;
  readonly missing?: readonly string[];
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly layer?: string;
  readonly sources: readonly AnswerSource[];
  readonly revision: string;
}

/**
 * Answers one line of JSON. Never throws: whatever goes wrong is that line's issue, and the stream goes on.
 *
 * @example
 * answerLine(rulebook, { ok: true, text: '{"id":"a1","region":"xx","at":"2025-06-30","decision":"x/y","facts":{}}' });
 */
export function answerLine(rulebook: Rulebook, line: Line): LineAnswer {
  if (!line.ok) return refused(null, [{ code: line.code, path: '', params: { limit: line.limit } }]);
  const parsed = parseJsonText(line.text);
  if (!parsed.ok) return refused(idOf(line.text), parsed.issues);
  const { id, read } = readQuestion(parsed.value);
  if (!read.ok) return refused(id, read.issues);
  try {
    const answered = rulebook.decide(read.value);
    return answered.ok ? flatten(id, answered.value) : refused(id, answered.issues);
  } catch (error) {
    return refused(id, [
      { code: 'internal', path: '', params: { message: error instanceof Error ? error.message : String(error) } },
    ]);
  }
}

/** The id of a line that is JSON but not JSON we accept (a key twice, too many digits): so its issue can be told apart. */
function idOf(text: string): LineId {
  try {
    const id = (JSON.parse(text) as { id?: unknown } | null)?.id;
    return typeof id === 'string' || typeof id === 'number' ? id : null;
  } catch {
    return null;
  }
}

function refused(id: LineId, issues: readonly Issue[]): LineAnswer {
  return { id, issues: issues.map(wordIssue) };
}

function flatten(id: LineId, answer: Answer): FlatAnswer {
  const { status, value, reason, missing, assumptions, warnings, layer, sources, revision } = answer;
  return {
    id,
    status,
    ...(value === undefined ? {} : { value }),
    ...(reason === undefined ? {} : { reason }),
    ...(missing === undefined ? {} : { missing }),
    assumptions,
    warnings,
    ...(layer === undefined ? {} : { layer }),
    sources,
    revision,
  };
}
