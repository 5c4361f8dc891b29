import { fstatSync } from 'node:fs';
import { fill } from '@cebao/pack';
import { answerLine } from '../answer-line.ts';
import { linesOf } from '../lines-of.ts';
import { messages } from '../messages/zh-CN.ts';
import { readRulebook } from '../read-rulebook.ts';
import { complain } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';

/**
 * `cebao decide --batch`: a question a line on standard input, an answer a line on standard output, in order. A line
 * that cannot be answered gets its issues in its place. The next piece is read when the last one's answers are taken.
 */
export async function decideBatch(options: { rules?: string }): Promise<number> {
  const read = readRulebook(options.rules);
  if (!read.ok) return reportIssues(read.issues, false);
  const { stdin, stdout } = process;
  try {
    // Node takes a folder for an empty input.
    if (fstatSync(0).isDirectory()) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
    for await (const lines of linesOf(stdin)) {
      const answers = lines.map((line) => `${JSON.stringify(answerLine(read.value, line))}\n`).join('');
      await new Promise<void>((taken) => stdout.write(answers, () => taken()));
      if (stdout.destroyed) break;
    }
    return 0;
  } catch (error) {
    complain(fill(messages.batchUnreadable, { reason: (error as NodeJS.ErrnoException).code ?? String(error) }));
    return 1;
  }
}
