import { coverExamples, type DecisionCoverage, fill, type Rulebook } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { say, sayJson } from '../say.ts';

/** `cebao examples --coverage`: per decision what the examples touch, and everything that none touches. */
export function coverage(rulebook: Rulebook, decision: string | undefined, json: boolean): number {
  const decisions = coverExamples(rulebook.packs, decision);
  const total = (count: (one: DecisionCoverage) => number) => decisions.reduce((sum, one) => sum + count(one), 0);
  const counts = {
    decisions: decisions.length,
    touched: total((one) => one.touched),
    items: total((one) => one.lines.length),
  };
  if (json) sayJson({ ...counts, coverage: decisions });
  else {
    for (const one of decisions) describe(one);
    say(fill(messages.coverage.done, { ...counts, untouched: counts.items - counts.touched }));
  }
  return 0;
}

function describe({ decision, title, examples, touched, lines }: DecisionCoverage): void {
  say(fill(messages.coverage.decision, { decision, title, examples, touched, items: lines.length }));
  for (const kind of new Set(lines.map((line) => line.kind))) {
    const all = lines.filter((line) => line.kind === kind);
    const open = all.filter((line) => line.examples.length === 0);
    const name = messages.coverage.kinds[kind] ?? kind;
    const counts = { name, touched: all.length - open.length, items: all.length };
    say(fill(messages.coverage.kind, counts));
    for (const line of open) say(fill(messages.coverage.open, { sentence: line.sentence }));
  }
}
