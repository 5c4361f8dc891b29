import type { JsonValue } from '@cebao/engine';
import type { MergeMode, Param, Source } from '../format.ts';
import { itemDates } from './decision-edits.ts';
import { type Draft, dateEdits, drop, nextOf, numberEdits, set } from './expression-edits.ts';
import { isDayOrMonth } from './granularity.ts';
import type { Path } from './mutant.ts';

const MODES_FOR: Readonly<Record<'number' | 'list' | 'other', readonly MergeMode[]>> = {
  number: ['override', 'floor', 'ceiling', 'locked'],
  list: ['override', 'append', 'subset', 'locked'],
  other: ['override', 'locked'],
};

/** Mutations of a param: its values, their dates, its closed list and how lower layers may change it. */
export function paramEdits(param: Param): Draft[] {
  const drafts: Draft[] = [];
  for (const [index, entry] of param.values.entries()) {
    const at: Path = ['values', index];
    if (param.values.length > 1) drafts.push(drop('partDropped', at, entry.value as JsonValue));
    drafts.push(...itemDates(entry, at));
    drafts.push(...valueEdits(entry.value as JsonValue, [...at, 'value'], param));
  }
  const first = param.values[0]?.value;
  const modes = MODES_FOR[typeof first === 'number' ? 'number' : Array.isArray(first) ? 'list' : 'other'];
  for (const mode of modes) if (mode !== param.merge) drafts.push(set('mergeChanged', ['merge'], param.merge, mode));
  for (const [index, choice] of (param.enum ?? []).entries())
    drafts.push(drop('listItemDropped', ['enum', index], choice as JsonValue));
  return drafts;
}

function valueEdits(value: JsonValue, at: Path, param: Param): Draft[] {
  if (typeof value === 'number') return numberEdits(value, at, param);
  if (typeof value === 'boolean') return [set('truthFlipped', at, value, !value)];
  if (isDayOrMonth(value)) return dateEdits(value, at);
  if (typeof value === 'string') {
    const other = nextOf((param.enum ?? []) as JsonValue[], value);
    return other === undefined ? [] : [set('textExchanged', at, value, other)];
  }
  if (Array.isArray(value)) return value.map((item, index) => drop('listItemDropped', [...at, index], item));
  return [];
}

/** Mutations of a source: the day from which it is evidence, and whether that day is an assumption. */
export function sourceEdits(source: Source, at: Path): Draft[] {
  const { date, basis } = source.evidencedFrom;
  return [
    ...dateEdits(date, [...at, 'evidencedFrom', 'date']),
    set('switched', [...at, 'evidencedFrom', 'basis'], basis, basis === 'assumption' ? 'seed' : 'assumption'),
  ];
}
