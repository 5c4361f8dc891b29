import type { DataElement } from '@cebao/pack';
import { likeness, plainTitle } from '../lists/match-titles.ts';

/** An element that a field of a sheet may be. */
export interface FieldMatch {
  readonly element: string;
  /** The element's name or synonym that reads like the field. */
  readonly name: string;
  /** `same`: the words are the same; `alike`: a person has to look. */
  readonly how: 'same' | 'alike';
}

const ALIKE = 0.5;
const MOST = 5;

/**
 * Looks for a field of a sheet among the elements of a dictionary, by name and synonyms; units in brackets do not count.
 * The best come first. Nothing is decided: a person confirms.
 *
 * @example
 * matchField('Households (number)', elements); // [{ element: 'householdCount', name: 'Households', how: 'same' }]
 */
export function matchField(field: string, elements: Iterable<DataElement>): FieldMatch[] {
  const wanted = plainField(field);
  const scored: { match: FieldMatch; score: number }[] = [];
  for (const { id, title, synonyms = [] } of elements) {
    let best: { match: FieldMatch; score: number } | undefined;
    for (const name of [title, ...synonyms]) {
      const score = plainField(name) === wanted ? 1 : Math.min(0.99, likeness(plainField(name), wanted));
      if (score >= ALIKE && score > (best?.score ?? 0))
        best = { match: { element: id, name, how: score === 1 ? 'same' : 'alike' }, score };
    }
    if (best) scored.push(best);
  }
  return scored
    .sort((a, b) => b.score - a.score || (a.match.element < b.match.element ? -1 : 1))
    .slice(0, MOST)
    .map(({ match }) => match);
}

/** A field without what sheets add to it: a number before it, a unit or a hint in brackets, marks, spaces. */
function plainField(text: string): string {
  const bare = text
    .normalize('NFKC')
    .replace(/^\s*\d+\s*\p{P}\s*/u, '')
    .replace(/\([^)]*\)/g, '');
  return plainTitle(bare === '' ? text : bare);
}
