import { caseworkMessages } from '@cebao/casework';
import type { Issue, JsonValue } from '@cebao/engine';
import { fill, wordsForIssue } from '@cebao/pack';
import { storeMessages } from '@cebao/store';
import type { ApiIssue, Problem } from './api/problem.ts';
import { auditMessages } from './messages/audit.zh-CN.ts';
import { messages } from './messages/zh-CN.ts';

/** Codes of problems; each has a title and a sentence in the messages. */
export type ProblemCode = keyof typeof messages.problems;

interface Particulars {
  readonly params?: Readonly<Record<string, JsonValue>>;
  readonly issues?: readonly Issue[];
  readonly answers?: { readonly preview: JsonValue; readonly service: JsonValue };
  /** A sentence that says more than the code's own. */
  readonly detail?: string;
  /** The pack's words for codes that only the pack knows. */
  readonly words?: (code: string) => string;
}

/** Stops a request with a problem. Thrown by handlers, turned into an answer in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: ProblemCode;
  readonly particulars: Particulars;

  constructor(status: number, code: ProblemCode, particulars: Particulars = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.particulars = particulars;
  }
}

/** The body of a problem answer (RFC 9457). */
export function problemOf(refusal: Refusal, extra: { reference?: string } = {}): Problem {
  const { params = {}, issues = [], answers, detail, words } = refusal.particulars;
  const [title, sentence] = messages.problems[refusal.code];
  return {
    type: `urn:cebao:problem:${refusal.code}`,
    title,
    status: refusal.status,
    detail: detail ?? fill(sentence, { ...params, ...extra }),
    code: refusal.code,
    issues: issues.map((issue) => spoken(issue, words)),
    ...(answers === undefined ? {} : { answers: { preview: answers.preview, service: answers.service } }),
    ...extra,
  };
}

/** An issue with its words: the pack's for its own codes, otherwise those of the room that found it. */
export function spoken(issue: Issue, words?: (code: string) => string): ApiIssue {
  const own = words?.(issue.code);
  const message =
    own !== undefined && own !== issue.code
      ? own
      : wordsForIssue(issue, storeMessages, caseworkMessages, messages.issues, auditMessages.issues);
  return { code: issue.code, path: issue.path, params: issue.params, message };
}
