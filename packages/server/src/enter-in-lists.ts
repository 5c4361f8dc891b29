import {
  applyListEvent,
  type CaseEvent,
  type CaseState,
  keptList,
  type ListItemChanged,
  listEffects,
} from '@cebao/casework';
import { levelOf, type Policy } from '@cebao/pack';
import type { DocumentWrite, StreamAppend } from '@cebao/store';
import { commitEvents } from './commit-events.ts';
import { listStream, loadPlaceLists, placeListsOf, projectPlaceLists, readerAt } from './place-list-book.ts';
import { Refusal } from './problem.ts';
import type { Services } from './services.ts';

/** What a commit of a case brings along for lists: it stands before the case's own events. */
export interface EnteredInLists {
  readonly streams: readonly StreamAppend[];
  readonly documents: readonly DocumentWrite[];
  /** How many events that are. */
  readonly events: number;
}

const NOTHING: EnteredInLists = { streams: [], documents: [], events: 0 };

/** What the steps of a case that are done now enter in the lists of its place, for the same commit. */
export async function enterInLists(
  services: Services,
  policy: Policy,
  before: CaseState | undefined,
  after: CaseState,
  events: readonly CaseEvent[],
  newId: () => string,
): Promise<EnteredInLists> {
  const steps = [policy.findFlow(after.flow), ...policy.flows].flatMap((flow) => flow?.steps ?? []);
  if (!steps.some(({ lists }) => lists !== undefined)) return NOTHING;
  const kept = await loadPlaceLists(services.store, after.place);
  const known = new Map<string, string[]>();
  for (const list of placeListsOf(policy)) {
    const reader = await readerAt(services, { list, policy }, after.place, services.today());
    const own = levelOf(after.place) === list.perPlace.level;
    const ids = [...reader.libraryOf(own ? after.place : `${after.place}/_`).entries.keys()];
    known.set(list.id, [...ids, ...keptList(kept, list.id).changes.map(({ item }) => item)]);
  }
  const effects = listEffects(policy, before, after, events, {
    newId,
    findList: (id) => placeListsOf(policy).find((list) => list.id === id),
    known: (list) => known.get(list) ?? [],
  });
  if (!effects.ok)
    throw new Refusal(422, 'commandRefused', { issues: effects.issues, words: (code) => policy.words(code) });
  if (effects.value.length === 0) return NOTHING;
  const lists = effects.value.reduce<ReturnType<typeof applyListEvent> | undefined>(applyListEvent, kept);
  return {
    streams: [
      {
        stream: listStream(after.place),
        expectedVersion: kept?.version ?? 0,
        events: commitEvents(effects.value satisfies readonly ListItemChanged[]),
      },
    ],
    documents: lists ? [projectPlaceLists(lists)] : [],
    events: effects.value.length,
  };
}
