import { fill, killedShare, type MutationOptions, type MutationScore, type Rulebook, runMutants } from '@cebao/pack';
import { messages } from '../messages/zh-CN.ts';
import { say, sayJson } from '../say.ts';

/** `cebao examples --mutate`: changes the rules in small ways and says which changes no example notices. */
export function mutate(rulebook: Rulebook, options: MutationOptions, json: boolean): number {
  const report = runMutants(rulebook.packs, options);
  if (json) {
    sayJson({ ...report, share: killedShare(report) });
    return 0;
  }
  const words = messages.mutate;
  const titles = new Map(rulebook.packs.flatMap((pack) => pack.decisions.map(({ id, title }) => [id, title] as const)));
  for (const [id, score] of Object.entries(report.decisions))
    say(fill(words.decision, { decision: id, title: titles.get(id) ?? id, ...scoreWords(score) }));
  if (report.survivors.length > 0) say(words.survivors);
  for (const { mutant, sentence } of report.survivors) {
    say(fill(words.survivor, { sentence }));
    say(fill(words.place, { file: mutant.file, pointer: mutant.pointer }));
  }
  for (const { id, title } of report.outside) say(fill(words.outside, { id, title }));
  say(fill(words.done, { ...scoreWords(report), made: report.made, seed: report.seed }));
  return 0;
}

function scoreWords(score: MutationScore) {
  const { mutants, killed, survived, equal } = score;
  return { mutants, killed, survived, equal, share: `${(Math.floor(killedShare(score) * 1000) / 10).toFixed(1)}%` };
}
