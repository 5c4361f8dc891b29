import type {
  AskedOfList,
  LeftOut,
  ListChange,
  ListNotice,
  ListPublication,
  PlaceListEntry,
  Verdict,
} from '@cebao/casework';
import { civilDate, jsonMap, packId, placePath, recordId } from './names.ts';
import { carried, z } from './zod.ts';

const text = z.string().max(2000);
const title = z.string().min(1).max(200);
const named = z.strictObject({ id: z.string(), title: z.string() });

/** A flow by which the person may come to a change, and the fields of its first form to fill in beforehand. */
const opening = z.strictObject({ flow: z.string(), fields: z.record(z.string(), z.string()) });
const openings = z.strictObject({
  change: opening.optional(),
  report: opening.optional(),
  apply: opening.optional(),
});
export type ListOpenings = z.infer<typeof openings>;

/** A list that each place of a level has for itself. */
export const listRow = z.strictObject({
  id: z.string(),
  title: z.string(),
  note: z.string().optional(),
  level: z.string(),
  kinds: z.array(named),
  parts: z.array(named),
  fields: z.array(named),
  /** How many places have such a list, where the person works and below. */
  places: z.number().int(),
  /** Where the person works: the upper place of the list. */
  under: z.string(),
  underTitle: z.string(),
  /** The person keeps these lists. */
  keeps: z.boolean(),
  opens: openings,
});
export const listRows = z.array(listRow);
export type ListRow = z.infer<typeof listRow>;

export const listPlacesQuery = z.strictObject({
  under: placePath.optional(),
  at: civilDate.optional(),
  q: z.string().max(100).optional(),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
});
export const listPlaceRow = z.strictObject({
  place: z.string(),
  title: z.string(),
  upperTitle: z.string(),
  kind: z.string().optional(),
  entries: z.number().int(),
  /** Part → how many entries. */
  parts: z.record(z.string(), z.number().int()),
  deviations: z.number().int(),
  published: z.string().optional(),
});
export type ListPlaceRow = z.infer<typeof listPlaceRow>;
export type ListPlaces = {
  rows: ListPlaceRow[];
  total: number;
  published: number;
  kindUnknown: number;
  next?: string;
  /** Places above whose entries reach down, with how many changes they made. */
  upper: { place: string; title: string; changes: number }[];
  /** What the pack says about lists that are all alike, or are not. */
  comparison?: AskedOfList;
};
export const listPlaces = carried<ListPlaces>(
  'Places with their lists in short; whether the lists differ as they should.',
);

export const placeListQuery = z.strictObject({ place: placePath, at: civilDate.optional() });

/** The list of a place on a day, its history, and what the pack says. */
export type PlaceListReply = {
  list: string;
  title: string;
  note?: string;
  place: string;
  placeTitle: string;
  /** Titles of the places above. */
  upper: { place: string; title: string }[];
  at: string;
  version: number;
  /** The place has a list of its own; otherwise it is a place above, whose entries reach down. */
  own: boolean;
  kind?: { kind: string; title: string; from: string; reason: string };
  kinds: { id: string; title: string }[];
  parts: { id: string; title: string }[];
  fields: { id: string; title: string }[];
  entries: PlaceListEntry[];
  leftOut: LeftOut[];
  deviations: number;
  changes: ListChange[];
  kindChanges: { kind: string; from: string; reason: string; at: string; by: string }[];
  publications: ListPublication[];
  notices: ListNotice[];
  /** What the pack says about the selection for this kind of place. */
  selection?: AskedOfList;
  /** The person keeps this list. */
  keeps: boolean;
  who: string[];
  opens: ListOpenings;
  demo: boolean;
  names: { people: Record<string, string>; places: Record<string, string>; layers: string[] };
};
export const placeListReply = carried<PlaceListReply>('The list of a place on a day, with history.');

/** What everybody may read: a published list, and notices that were switched on one by one. */
export type PublicListReply = {
  title: string;
  placeTitle: string;
  publishedOn?: string;
  parts: { id: string; title: string }[];
  entries: { id: string; title: string; part?: string }[];
  notices: { title: string; reason: string; on: string }[];
  demo: boolean;
};
export const publicListReply = carried<PublicListReply>(
  'The published list of a place, and notices switched on one by one.',
);

export const compareListsQuery = z.strictObject({ first: placePath, second: placePath, at: civilDate.optional() });
export type ListComparisonReply = {
  title: string;
  at: string;
  first: { place: string; title: string; kind?: string };
  second: { place: string; title: string; kind?: string };
  parts: { id: string; title: string }[];
  same: PlaceListEntry[];
  onlyFirst: PlaceListEntry[];
  onlySecond: PlaceListEntry[];
  differing: { first: PlaceListEntry; second: PlaceListEntry }[];
};
export const listComparisonReply = carried<ListComparisonReply>('Where the lists of two places differ.');

export const listCommand = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('setKind'), kind: packId, from: civilDate, reason: text }),
  z.strictObject({
    type: z.literal('change'),
    change: z.enum(['add', 'remove', 'amend']),
    /** Absent with `add`: made from the title. */
    item: packId.optional(),
    title: title.optional(),
    part: packId.optional(),
    kinds: z.array(packId).max(50).optional(),
    data: jsonMap.optional(),
    reason: text,
    from: civilDate,
    until: civilDate.optional(),
  }),
  z.strictObject({ type: z.literal('publish'), on: civilDate, note: text.optional() }),
  z.strictObject({ type: z.literal('setNotice'), case: recordId, shown: z.boolean(), reason: text }),
]);
/** `version` is the version of the place's lists that the person saw. */
export const listChangeRequest = z.strictObject({
  place: placePath,
  command: listCommand,
  version: z.number().int().min(0),
});
export type ListChangeRequest = z.infer<typeof listChangeRequest>;

/** A matter as a department words it, for all places below `under`. */
export const matterRequest = z.strictObject({
  under: placePath,
  title,
  item: packId.optional(),
  kinds: z.array(packId).max(50).optional(),
  at: civilDate.optional(),
  /** How many places to name, those of `verdict` first. */
  limit: z.number().int().min(0).max(500).optional(),
  verdict: z.enum(['listed', 'removed', 'alike', 'new', 'otherKind', 'kindUnknown']).optional(),
});
export type MatterRequest = z.infer<typeof matterRequest>;
export type MatterReply = {
  places: number;
  /** Verdict → how many places. */
  verdicts: Record<Verdict, number>;
  /** Kind of place → verdict → how many. */
  byKind: { kind: string; title: string; places: number; verdicts: Partial<Record<Verdict, number>> }[];
  /** Entries met: what reads the same or much alike, with how many places have it. */
  entries: { id: string; title: string; verdict: Verdict; places: number }[];
  load: { least: number; most: number; mean: number };
  rows: {
    place: string;
    title: string;
    kind?: string;
    verdict: Verdict;
    entry?: { id: string; title: string };
    load: number;
  }[];
};
export const matterReply = carried<MatterReply>('One matter weighed against the lists of all places below.');

export const responseRequest = z.strictObject({ place: placePath, matter: title, admitted: z.boolean().optional() });
export type ResponseRequest = z.infer<typeof responseRequest>;
export type ResponseReply = {
  matter: string;
  listed?: PlaceListEntry;
  alike: PlaceListEntry[];
  leftOut: LeftOut[];
  asked?: AskedOfList;
};
export const responseReply = carried<ResponseReply>('What a place does with a matter that reaches it.');
