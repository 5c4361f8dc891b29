import { applyListEvent, type ListEvent, type Person, type PlaceLists } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import type { Policy } from '@cebao/pack';
import type { DemoLists } from './demo-lists.ts';

/** The lists of a place as the demo has them: what happened, and what that leaves. */
export interface DemoPlaceLists {
  readonly place: string;
  readonly events: readonly ListEvent[];
  readonly lists: PlaceLists;
}

type Told =
  | { readonly type: 'kindSet'; readonly kind: string; readonly from: string; readonly reason: string }
  | ({ readonly type: 'itemChanged'; readonly list: string } & Omit<DemoLists['changes'][number], 'place'>)
  | { readonly type: 'listPublished'; readonly list: string; readonly on: string };

/** Makes the lists of places from their file; the same file gives the same events. */
export function makePlaceLists(
  file: DemoLists,
  policy: Policy,
  people: readonly Person[],
  prefix: string,
): DemoPlaceLists[] {
  const person = people.find(({ id }) => id === file.by);
  const assignment = person?.assignments[0];
  const actor = {
    person: file.by,
    role: assignment?.role ?? '',
    body: policy.findRole(assignment?.role ?? '')?.actsFor ?? '',
    ...(assignment === undefined ? {} : { place: assignment.place }),
  };
  const told = new Map<string, { day: string; what: Told }[]>();
  const tell = (place: string, day: string, what: Told) =>
    void told.set(place, [...(told.get(place) ?? []), { day, what }]);
  for (const { places, kind, from, reason } of file.kinds)
    for (const place of places) tell(place, from, { type: 'kindSet', kind, from, reason });
  for (const { place, ...change } of file.changes)
    tell(place, change.from, { type: 'itemChanged', list: file.list, ...change });
  for (const { places, on } of file.published)
    for (const place of places) tell(place, on, { type: 'listPublished', list: file.list, on });
  let made = 0;
  return [...told].map(([place, all]) => {
    const events = [...all]
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
      .map(
        ({ day, what }): ListEvent =>
          JSON.parse(
            JSON.stringify({
              id: `${prefix}list-event-${++made}`,
              schema: 1,
              place,
              at: `${day}T09:00:00+08:00`,
              actor,
              sealed: null,
              ...what,
            }),
          ) as ListEvent & JsonValue,
      );
    const lists = events.reduce<PlaceLists | undefined>(applyListEvent, undefined) as PlaceLists;
    return { place, events, lists };
  });
}
