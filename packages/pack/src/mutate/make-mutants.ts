import type { JsonValue } from '@cebao/engine';
import type { Table } from '../format.ts';
import type { Pack } from '../pack.ts';
import { hashJson } from '../revision.ts';
import { pointer } from '../strict-json.ts';
import { codesOf, decisionEdits } from './decision-edits.ts';
import type { Draft, Meaning } from './expression-edits.ts';
import { flowEdits } from './flow-edits.ts';
import { applyEdits, type Mutant, type MutatedKind } from './mutant.ts';
import { paramEdits, sourceEdits } from './param-edits.ts';
import { factOf, readingsOf } from './readings.ts';
import { tableEdits } from './table-edits.ts';

/**
 * Every mutation of every item that some decision reads, in the order of packs, files and places: the same list in
 * every run. Two mutations that come to the same item count once; one that changes nothing does not count.
 *
 * @example
 * makeMutants(packs).length; // 1480
 */
export function makeMutants(packs: readonly Pack[]): Mutant[] {
  const readings = [...readingsOf(packs).values()];
  const all = packs.flatMap((pack) => pack.decisions);
  const codes = codesOf([...all, ...packs.flatMap((pack) => pack.flows)]);
  const params = new Map(packs.flatMap((pack) => pack.params.map((param) => [param.id, param] as const)));
  const bodies = [...new Set(packs.flatMap((pack) => pack.bodies.map(({ id }) => id)))].sort();
  const isRead = (kind: 'flows' | 'params' | 'sources', id: string) => readings.some((one) => one[kind].has(id));
  const meaningOf = (decisions: typeof all): Meaning => ({
    fact: (name) => factOf(decisions, name),
    param: (id) => params.get(id) as ReturnType<Meaning['param']>,
    choices: choicesOf(decisions),
  });
  return packs.flatMap((pack) => {
    const file = (kind: string, id: string) => pack.files[`${kind}:${id}`] ?? `${pack.folder}/${kind}`;
    return [
      ...pack.decisions.flatMap((decision) =>
        named(pack, 'decision', decision, file('decision', decision.id), [
          ...decisionEdits(decision, meaningOf([decision]), codes),
          ...(decision.table ? tableEdits(decision.table, meaningOf([decision]), codes) : []),
        ]),
      ),
      ...pack.flows
        .filter((flow) => isRead('flows', flow.id))
        .flatMap((flow) => {
          const meaning = meaningOf(all.filter((decision) => decision.flow === flow.id));
          return named(pack, 'flow', flow, file('flow', flow.id), flowEdits(flow, meaning, codes, bodies));
        }),
      ...pack.params
        .filter((param) => isRead('params', param.id))
        .flatMap((param) => named(pack, 'param', param, file('param', param.id), paramEdits(param))),
      ...pack.sources.flatMap((source, index) =>
        isRead('sources', source.id)
          ? named(pack, 'source', source, `${pack.folder}/sources.json`, sourceEdits(source, []), `/sources/${index}`)
          : [],
      ),
    ];
  });
}

/** Texts that an answer says for a choice: those that carry a label. */
function choicesOf(
  decisions: readonly { labels?: Record<string, string> | undefined; rules?: unknown; table?: Table | undefined }[],
): string[] {
  const labelled = new Set(decisions.flatMap(({ labels }) => Object.keys(labels ?? {})));
  const said = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && labelled.has(value)) said.add(value);
    else if (value !== null && typeof value === 'object') for (const child of Object.values(value)) visit(child);
  };
  for (const { rules, table } of decisions) {
    visit(rules);
    visit(table?.rows.map((row) => row.then));
  }
  return [...said].sort();
}

function named(
  pack: Pack,
  kind: MutatedKind,
  item: { id: string },
  file: string,
  drafts: readonly Draft[],
  prefix = '',
): Mutant[] {
  const seen = new Set([hashJson(item)]);
  const mutants: Mutant[] = [];
  for (const { operator, at, edits, from, to } of drafts) {
    const result = hashJson(applyEdits(item, edits));
    if (seen.has(result)) continue;
    seen.add(result);
    const place = `${prefix}${pointer(at)}`;
    const says = operator === 'mergeChanged' || operator === 'actorExchanged' ? ` ${String(to)}` : '';
    mutants.push({
      id: `${file}#${place} ${operator}${says}`,
      operator,
      folder: pack.folder,
      kind,
      item: item.id,
      file,
      pointer: place,
      edits,
      ...(from === undefined ? {} : { from: from as JsonValue }),
      ...(to === undefined ? {} : { to: to as JsonValue }),
    });
  }
  return mutants;
}
