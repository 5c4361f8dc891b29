import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Example, fill, type ProposedExample, parseJsonText, proposeExamples, type Rulebook } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { say, sayJson } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';

const SCHEMA = '../../../packages/pack/schemas/examples.schema.json';

/**
 * `cebao examples --propose`: examples for what none touches and for changes none notices, answered by the engine and
 * marked for a person to confirm. `--write FILE` adds them to an examples file; those already there stay as they are.
 */
export function propose(
  rulebook: Rulebook,
  decision: string | undefined,
  file: string | undefined,
  json: boolean,
): number {
  const proposed = proposeExamples(rulebook.packs, decision);
  const written = file === undefined ? undefined : add(proposed, file);
  if (written !== undefined && !written.ok) return reportIssues([written.issue], json);
  if (json) {
    sayJson({ proposals: proposed, ...(written ? { file, added: written.added } : {}) });
    return 0;
  }
  const words = messages.propose;
  for (const { example, kills, touches } of proposed)
    say(
      fill(words.example, {
        title: example.title,
        decision: example.decision,
        kills: kills.length,
        touches: touches.length,
      }),
    );
  say(fill(words.done, { count: proposed.length }));
  if (file === undefined) say(words.how);
  else if (written) say(fill(words.written, { file, added: written.added }));
  return 0;
}

type Added =
  | { ok: true; added: number }
  | { ok: false; issue: { code: string; path: string; params: { file: string; reason: string } } };

function add(proposed: readonly ProposedExample[], file: string): Added {
  const unreadable = (reason: string): Added => ({
    ok: false,
    issue: { code: 'fileUnreadable', path: file, params: { file, reason } },
  });
  let present: readonly Example[] = [];
  let head: object = { $schema: SCHEMA };
  try {
    if (existsSync(file)) {
      const parsed = parseJsonText(readFileSync(file, 'utf8'));
      const found = parsed.ok ? (parsed.value as { examples?: readonly Example[] } | null) : undefined;
      if (!found || !Array.isArray(found.examples)) return unreadable('examples');
      present = found.examples;
      head = found;
    }
    const ids = new Set(present.map(({ id }) => id));
    const fresh = proposed.map(({ example }) => example).filter(({ id }) => !ids.has(id));
    writeFileSync(file, `${JSON.stringify({ ...head, examples: [...present, ...fresh] }, null, 2)}\n`);
    return { ok: true, added: fresh.length };
  } catch (error) {
    return unreadable((error as NodeJS.ErrnoException).code ?? String(error));
  }
}
