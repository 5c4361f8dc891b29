import { type AuditLine, auditTrail, explain, fill, whatWouldChange } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { readFacts } from '../read-facts.ts';
import { readRulebook } from '../read-rulebook.ts';
import { complain, say, sayJson } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';
import type { DecideOptions } from './decide.ts';

/** Who an explanation is for. */
export const READERS = ['resident', 'staff', 'auditor'] as const;

export interface ExplainOptions extends DecideOptions {
  readonly for?: (typeof READERS)[number];
}

const REQUIRED = [
  ['region', messages.usage.hintRegion],
  ['at', messages.usage.hintAt],
  ['decision', messages.usage.hintDecision],
] as const;

/** `cebao explain`: why one question is answered so, for one reader or all of them, and what would change it. */
export function explainAnswer(options: ExplainOptions): number {
  const absent = REQUIRED.filter(([name]) => options[name] === undefined);
  for (const [name, hint] of absent) complain(fill(messages.usage.missingOption, { name: `--${name}`, hint }));
  if (absent.length > 0) return 2;
  const { region = '', at = '', decision = '', json = false } = options;

  const facts = readFacts(options);
  if (!facts.ok) return reportIssues(facts.issues, json);
  const rulebook = readRulebook(options.rules);
  if (!rulebook.ok) return reportIssues(rulebook.issues, json);
  const question = { region, at, decision, facts: facts.value };
  const answered = rulebook.value.decide(question);
  if (!answered.ok) return reportIssues(answered.issues, json);
  const policy = rulebook.value.policy(region);
  if (!policy.ok) return reportIssues(policy.issues, json);

  const titles = new Map(rulebook.value.places.map(({ path, title }) => [path, title]));
  const known = { findPlace: (path: string) => titles.get(path) };
  const { resident, staff } = explain(policy.value, question, answered.value, known);
  const change = whatWouldChange(policy.value, question, answered.value, known);
  const wanted = (reader: (typeof READERS)[number]) => options.for === undefined || options.for === reader;
  const auditor = wanted('auditor') ? auditTrail(policy.value, question, answered.value, known) : undefined;
  const told = {
    ...(wanted('resident') ? { resident } : {}),
    ...(wanted('staff') ? { staff } : {}),
    ...(auditor ? { auditor } : {}),
  };
  if (json) sayJson({ status: answered.value.status, ...told, change, revision: answered.value.revision });
  else
    describe(
      told,
      change.map(({ text }) => text),
    );
  return 0;
}

function describe(
  told: { resident?: string; staff?: string; auditor?: readonly AuditLine[] },
  changes: readonly string[],
): void {
  const words = messages.explanation;
  const part = (title: string, lines: readonly string[]) => {
    say(title);
    for (const text of lines) say(fill(messages.answer.indented, { text }));
  };
  if (told.resident !== undefined) part(words.resident, [told.resident]);
  if (told.staff !== undefined) part(words.staff, [told.staff]);
  if (told.auditor !== undefined)
    part(
      words.auditor,
      told.auditor.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`),
    );
  part(words.change, changes.length > 0 ? changes : [words.noChange]);
}
