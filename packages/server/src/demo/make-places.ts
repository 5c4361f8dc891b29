import type { PlaceRow } from '../api/places.ts';
import type { DemoProfile } from './demo-files.ts';
import { numberText } from './number-text.ts';

/** A place of the demo, as it is kept. */
export type DemoPlace = Pick<PlaceRow, 'path' | 'title'> & { readonly kind: string };

/**
 * The places of a profile. A group with `perTown` is numbered through all towns, so many in each.
 *
 * @example
 * makePlaces([{ kind: 'village', count: 3, perTown: [2, 1], path: 'a/t-{town2}/v-{n3}', title: 'V{n3}' }]);
 * // a/t-01/v-001, a/t-01/v-002, a/t-02/v-003
 */
export function makePlaces(groups: DemoProfile['places']): DemoPlace[] {
  return groups.flatMap(({ kind, count, perTown, path, title }) => {
    const towns = (perTown ?? []).flatMap((many, index) => Array.from({ length: many }, () => index + 1));
    return Array.from({ length: count }, (_, index) => {
      const n = index + 1;
      const more = { town: towns[index] ?? 0 };
      return { path: numberText(path, n, more), title: numberText(title, n, more), kind };
    });
  });
}
