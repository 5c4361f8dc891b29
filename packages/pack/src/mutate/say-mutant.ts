import type { JsonValue } from '@cebao/engine';
import type { Pack } from '../pack.ts';
import { fill } from '../words.ts';
import { mutateMessages as m } from './messages/zh-CN.ts';
import { type Mutant, type Path, valueAt } from './mutant.ts';
import { RuleWords } from './rule-words.ts';

/**
 * What a mutant changes, in one Chinese sentence: where, and what became what.
 *
 * @example
 * sayMutant(packs, mutant); // the step's title: a comparison with its titles became another
 */
export function sayMutant(packs: readonly Pack[], mutant: Mutant): string {
  const words = new RuleWords(packs, mutant.item);
  return fill(m[`mutant.${mutant.operator}`] ?? mutant.operator, {
    where: whereOf(packs, mutant, words),
    part: String(mutant.edits[0]?.path.at(-1) ?? ''),
    from: words.say(mutant.from),
    to: words.say(mutant.to),
  });
}

function whereOf(packs: readonly Pack[], { kind, item, folder, edits }: Mutant, words: RuleWords): string {
  const pack = packs.find((one) => one.folder === folder);
  const lists = { decision: pack?.decisions, flow: pack?.flows, param: pack?.params, source: pack?.sources } as const;
  const found = (lists[kind] as readonly { id: string; title: string }[] | undefined)?.find(({ id }) => id === item);
  const path = edits[0]?.path ?? [];
  return fill(m[`place.${kind}`] ?? '', { title: found?.title ?? item, place: placeOf(found, path, words) });
}

function placeOf(item: unknown, path: Path, words: RuleWords): string {
  const [list, at] = path;
  if (list === 'table') {
    const row = valueAt(item, path.slice(0, 3)) as { id?: string } | undefined;
    return row?.id === undefined ? '' : fill(m['place.row'] ?? '', { id: words.word(row.id) });
  }
  if (list === 'check') {
    const fault = valueAt(item, path.slice(0, 3)) as { code?: string } | undefined;
    return fault?.code === undefined ? '' : fill(m['place.fault'] ?? '', { id: words.word(fault.code) });
  }
  if (list === undefined || at === undefined) return list === 'reasons' ? (m['place.reasons'] ?? '') : '';
  const found = (valueAt(item, [list, at]) ?? {}) as Record<string, JsonValue>;
  const key = PLACES[list];
  if (key === undefined) return '';
  return fill(m[`place.${key}`] ?? '', {
    id: String(
      found.id ??
        (found.reason !== undefined
          ? words.word(String(found.reason))
          : words.word(String(found.code ?? found.key ?? at))),
    ),
    title: String(found.title ?? at),
  });
}

const PLACES: Readonly<Record<string, string>> = {
  rules: 'rule',
  facts: 'fact',
  let: 'let',
  steps: 'step',
  preconditions: 'precondition',
  assumptions: 'assumption',
  warnings: 'warning',
};
