import type {
  Calendar,
  Decision,
  Elements,
  Example,
  Figures,
  Flow,
  Form,
  Homonym,
  Indicator,
  List,
  Match,
  Meeting,
  Messages,
  PackManifest,
  Param,
  Place,
  Register,
  Removal,
  Report,
  RolesFile,
  Source,
  Survey,
} from './format.ts';

/** One validated pack: a layer's own statements, before it is laid over its parents. */
export interface Pack {
  readonly folder: string;
  readonly manifest: PackManifest;
  readonly sources: readonly Source[];
  readonly places: readonly Place[];
  readonly roles: RolesFile['roles'];
  readonly bodies: NonNullable<RolesFile['bodies']>;
  readonly params: readonly Param[];
  readonly decisions: readonly Decision[];
  readonly forms: readonly Form[];
  readonly flows: readonly Flow[];
  readonly registers: readonly Register[];
  readonly lists: readonly List[];
  readonly calendars: readonly Calendar[];
  readonly indicators: readonly Indicator[];
  readonly figures: readonly Figures[];
  readonly elements: readonly Elements[];
  readonly reports: readonly Report[];
  readonly matches: readonly Match[];
  readonly meetings: readonly Meeting[];
  readonly surveys: readonly Survey[];
  readonly removals: readonly Removal[];
  readonly homonyms: readonly Homonym[];
  readonly messages: Messages;
  readonly examples: readonly Example[];
  /** `kind:id` → the file it stands in, for issues. */
  readonly files: Readonly<Record<string, string>>;
}
