import { type Issue, nearestName } from '@cebao/engine';
import type { List } from './format.ts';

/** References inside a list kept per place: bodies, decisions, and the parts and kinds that its entries name. */
export function checkPerPlace(
  list: List,
  at: string,
  demand: (kind: 'body' | 'decision' | 'flow', name: string | undefined, at: string) => void,
  issues: Issue[],
): void {
  const { perPlace } = list;
  if (!perPlace) return;
  for (const [index, body] of perPlace.maintainers.entries())
    demand('body', body, `${at}/perPlace/maintainers/${index}`);
  for (const [name, question] of Object.entries(perPlace.decisions ?? {}))
    demand('decision', question?.decision, `${at}/perPlace/decisions/${name}/decision`);
  for (const [name, opening] of Object.entries(perPlace.opens ?? {}))
    demand('flow', opening?.flow, `${at}/perPlace/opens/${name}/flow`);
  const known = (kind: string, name: string | undefined, names: readonly string[], path: string) => {
    if (name !== undefined && !names.includes(name))
      issues.push({
        code: 'unknownReference',
        path: `${at}${path}`,
        params: { kind, id: name, suggestion: nearestName(name, names) },
      });
  };
  const parts = perPlace.parts.map(({ id }) => id);
  const kinds = perPlace.kinds.map(({ id }) => id);
  for (const [index, entry] of list.entries.entries()) {
    known('part', entry.part, parts, `/entries/${index}/part`);
    for (const kind of entry.placeKinds ?? []) known('placeKind', kind, kinds, `/entries/${index}/placeKinds`);
  }
}
