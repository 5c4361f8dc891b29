import type {
  Calendar,
  Decision,
  Elements,
  Flow,
  Form,
  Indicator,
  List,
  Match,
  Meeting,
  Param,
  Register,
  Report,
  Role,
  RolesFile,
  Source,
  Survey,
} from './format.ts';
import type { Level } from './level.ts';

/** One layer of a layered pack: where its statements come from. */
export interface Layer {
  readonly id: string;
  readonly title: string;
  readonly region: string;
  readonly level: Level;
  readonly objection?: string;
}

/** An item together with the layer (position in `layers`) that states it. */
export interface Layered<T> {
  readonly layer: number;
  readonly item: T;
}

/**
 * Everything that holds at a place, as plain JSON: it goes over the wire, is hashed into the revision and kept
 * by the store. `layers` runs from the region down. A param and a list keep every layer's statement, upper first.
 */
export interface LayeredPack {
  readonly format: 1;
  readonly layers: readonly Layer[];
  readonly sources: Readonly<Record<string, Layered<Source>>>;
  readonly params: Readonly<Record<string, readonly Layered<Param>[]>>;
  readonly decisions: Readonly<Record<string, Layered<Decision>>>;
  readonly forms: Readonly<Record<string, Layered<Form>>>;
  readonly flows: Readonly<Record<string, Layered<Flow>>>;
  readonly registers: Readonly<Record<string, Layered<Register>>>;
  readonly lists: Readonly<Record<string, readonly Layered<List>[]>>;
  /** Absent in revisions kept before there were calendars. */
  readonly calendars?: Readonly<Record<string, Layered<Calendar>>>;
  readonly indicators: Readonly<Record<string, Layered<Indicator>>>;
  /** Absent in revisions kept before there were dictionaries. */
  readonly elements?: Readonly<Record<string, Layered<Elements>>>;
  readonly reports: Readonly<Record<string, Layered<Report>>>;
  /** Absent in revisions kept before there were matches. */
  readonly matches?: Readonly<Record<string, Layered<Match>>>;
  /** Absent in revisions kept before there were meetings. */
  readonly meetings?: Readonly<Record<string, Layered<Meeting>>>;
  /** Absent in revisions kept before there were surveys. */
  readonly surveys?: Readonly<Record<string, Layered<Survey>>>;
  readonly roles: Readonly<Record<string, Layered<Role>>>;
  readonly bodies: Readonly<Record<string, Layered<NonNullable<RolesFile['bodies']>[number]>>>;
  readonly messages: {
    readonly [kind in 'reasons' | 'warnings' | 'assumptions' | 'labels']: Readonly<Record<string, string>>;
  };
  /** Params of an override that broke a guard (floor, ceiling, locked) and were held: the two layers' ids. */
  readonly guarded: Readonly<Record<string, { readonly upper: string; readonly lower: string }>>;
}
