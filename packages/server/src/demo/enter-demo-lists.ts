import { applyEvent, applyListEvent, type CaseState, keptList, type ListEvent, listEffects } from '@cebao/casework';
import type { Result } from '@cebao/engine';
import { placeListsOf } from '../place-list-book.ts';
import type { DemoCase } from './make-cases.ts';
import type { DemoPlaceLists } from './make-place-lists.ts';

/** The lists of the places with what the steps of cases entered in them, as the service would have, in the order it happened. */
export function enterDemoLists(
  cases: readonly DemoCase[],
  lists: readonly DemoPlaceLists[],
  prefix: string,
): Result<DemoPlaceLists[]> {
  const places = new Map(lists.map((one) => [one.place, one]));
  let made = 0;
  const newId = () => `${prefix}list-effect-${++made}`;
  const entered: { at: string; event: ListEvent }[] = [];
  for (const { events, policy } of cases) {
    const known = placeListsOf(policy);
    if (known.length === 0) continue;
    let before: CaseState | undefined;
    for (const event of events) {
      const after: CaseState | undefined = applyEvent(before, event);
      if (after === undefined) continue;
      const effects = listEffects(policy, before, after, [event], {
        newId,
        findList: (id) => known.find((list) => list.id === id),
        known: (list) => keptList(places.get(after.place)?.lists, list).changes.map(({ item }) => item),
      });
      if (!effects.ok) return effects;
      entered.push(...effects.value.map((effect) => ({ at: event.at, event: effect })));
      before = after;
    }
  }
  for (const { event } of entered.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const one = places.get(event.place);
    const left = applyListEvent(one?.lists, event);
    places.set(event.place, { place: event.place, events: [...(one?.events ?? []), event], lists: left });
  }
  return { ok: true, value: [...places.values()] };
}
