import { nearestName } from '@cebao/engine';
import type { Decision, Example } from '../format.ts';
import type { Pack } from '../pack.ts';
import type { Chain } from './chain.ts';
import type { Findings } from './finding.ts';
import { codesOfDecision, codesOfFlow } from './lint-words.ts';

/** Reasons that no example shows, and examples that name what is not there. */
export function lintDecisionExamples(
  chain: Chain,
  decision: Decision,
  examples: readonly Example[],
  findings: Findings,
): void {
  const at = chain.file('decision', decision.id);
  const mine = examples.filter((example) => example.decision === decision.id);
  if (mine.length === 0) {
    findings.problem('exampleMissing', at, { name: decision.title });
    return;
  }
  const flow = decision.flow === undefined ? undefined : chain.flow(decision.flow);
  const told = new Set(
    mine.flatMap(({ expect }) => {
      const value = expect.value;
      const faults =
        value !== null && typeof value === 'object' && !Array.isArray(value)
          ? (value as { faults?: unknown }).faults
          : undefined;
      return [
        expect.reason ?? [],
        expect.warnings ?? [],
        expect.assumptions ?? [],
        Array.isArray(faults) ? faults : [],
      ].flat() as string[];
    }),
  );
  const flowAt = flow ? chain.file('flow', flow.id) : '';
  const used = [
    ...codesOfDecision(decision).map((one) => ({ ...one, path: `${at}${one.path}` })),
    ...(flow ? codesOfFlow(flow).map((one) => ({ ...one, path: `${flowAt}${one.path}` })) : []),
  ];
  for (const { kind, code, path } of used) {
    if (told.has(code) || /\/due\/key$/.test(path)) continue;
    if (kind === 'reasons') findings.problem('reasonWithoutExample', path, { name: code, title: decision.title });
    else if (path.startsWith(at)) findings.advice('reasonWithoutExample', path, { name: code, title: decision.title });
  }
}

export function lintExamples(pack: Pack, packs: readonly Pack[], findings: Findings): void {
  const decisions = packs.flatMap((one) => one.decisions);
  const sources = packs.flatMap((one) => one.sources.flatMap(({ id, document }) => [id, document ?? id]));
  const seen = new Set<string>();
  for (const example of pack.examples) {
    const at = `${pack.folder}/examples#${example.id}`;
    if (seen.has(example.id)) findings.problem('exampleTwice', at, { name: example.id });
    seen.add(example.id);
    const decision = decisions.find(({ id }) => id === example.decision);
    if (!decision)
      findings.problem('unknownReference', at, {
        kind: 'decision',
        id: example.decision,
        suggestion: nearestName(
          example.decision,
          decisions.map(({ id }) => id),
        ),
      });
    else
      for (const name of Object.keys(example.facts))
        if (!Object.hasOwn(decision.facts, name))
          findings.problem('factNotAsked', `${at}/facts/${name}`, {
            name,
            decision: decision.title,
            suggestion: nearestName(name, Object.keys(decision.facts)),
          });
    const source = example.source?.split(/[ ,#:]/)[0];
    if (source !== undefined && source !== '' && !sources.includes(source))
      findings.problem('unknownReference', `${at}/source`, {
        kind: 'source',
        id: source,
        suggestion: nearestName(source, sources),
      });
  }
}
