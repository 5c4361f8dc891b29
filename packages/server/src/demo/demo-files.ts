import type { Issue, Result } from '@cebao/engine';
import { pointer } from '@cebao/pack';
import { z } from '../api/zod.ts';
import { issuesOf } from '../zod-issues.ts';
import { type DemoLists, demoLists } from './demo-lists.ts';
import { type DemoMeetings, demoMeetings } from './demo-meetings.ts';
import { type DemoRecords, demoRecords } from './demo-records.ts';
import { type DemoSurveys, demoSurveys } from './demo-surveys.ts';

/** From, to and the step between possible numbers; or a pointer to such a range in the profile. */
const range = z.strictObject({ from: z.number(), to: z.number(), step: z.number().positive().optional() });
const rangeOrPointer = z.union([z.string().startsWith('/'), range]);
const listOrPointer = z.union([z.string().startsWith('/'), z.array(z.json()).min(1)]);

/**
 * How a field of a form is filled. Texts may hold `{year}`, `{place}`, `{town}`, `{n}`, `{n2}`, `{n3}` (number of the case),
 * `{k}` (which repetition) and the name of any field filled before.
 */
const recipe = z.strictObject({
  /** This value. */
  value: z.json().optional(),
  /** One of a list, drawn anew. */
  pick: listOrPointer.optional(),
  /** Some of a list, in its order. */
  some: listOrPointer.optional(),
  /** A key of the entry of a list that was drawn once for the case; entries may have a `weight`. */
  from: z.string().startsWith('/').optional(),
  key: z.string().optional(),
  text: z.string().optional(),
  number: rangeOrPointer.optional(),
  /** A part of another field's number, never more than it. */
  share: z.string().optional(),
  between: rangeOrPointer.optional(),
  /** The same as another field. */
  copy: z.string().optional(),
  /** Shares of another field, one per repetition; what is left goes to the last. */
  parts: z.array(z.number()).min(1).optional(),
  of: z.string().optional(),
  /** By repetition; the last one stays. */
  series: z.array(z.json()).min(1).optional(),
  /** Days after the day of the step, or after the date in another field. */
  day: z.union([z.number().int(), range]).optional(),
  after: z.string().optional(),
  /** Year of the step. */
  year: z.literal(true).optional(),
  /** The organisation that acts as this body in the case. */
  party: z.string().optional(),
  omit: z.literal(true).optional(),
  /** How often an optional field is filled: 1 unless told. */
  chance: z.number().min(0).max(1).optional(),
});
const recipes = z.record(z.string(), recipe);

const variant = z.strictObject({
  fields: recipes.optional(),
  /** Further steps that such a case takes: path → how often. */
  takes: z.record(z.string(), z.number().int().positive()).optional(),
  /** Fields that every second case of the entry has from the one before it. */
  shares: z.array(z.string()).optional(),
});
const variants = z.record(z.string(), z.union([variant, z.record(z.string(), variant)]));

/** `fields.json`: how forms are filled, and what the marks of a case entry change. */
const demoFields = z.strictObject({
  about: z.string().optional(),
  /** No case is opened before this day. */
  notBefore: z.string().optional(),
  reasons: z.strictObject({
    return: z.array(z.string()).min(1),
    withdraw: z.array(z.string()).min(1),
    paper: z.array(z.string()).min(1),
    /** What bodies write where a co-signature always asks for words. */
    comment: z.array(z.string()).min(1).optional(),
    /** Why a step is taken although a reference opinion speaks against it. */
    despite: z.array(z.string()).min(1),
  }),
  fields: recipes,
  variants,
});

const placeGroup = z.strictObject({
  kind: z.string(),
  count: z.number().int(),
  perTown: z.array(z.number().int()).optional(),
  path: z.string(),
  title: z.string(),
  note: z.string().optional(),
});
/** `kind` is the body as which such organisations act in flows. */
const organisationGroup = z.strictObject({
  kind: z.string(),
  category: z.string().optional(),
  kindTitle: z.string().optional(),
  count: z.number().int(),
  id: z.string(),
  title: z.string(),
  note: z.string().optional(),
});
const socialWorkerGroup = z.strictObject({ level: z.string(), count: z.number().int(), name: z.string() });

const caseEntry = z.looseObject({
  /** The last step that was taken, as a path. */
  reached: z.string(),
  count: z.number().int().positive(),
  place: z.string().optional(),
  returnedTo: z.string().optional(),
  withdrawn: z.literal(true).optional(),
  paper: z.literal(true).optional(),
  /** Bodies that have not signed the last step. */
  signing: z.array(z.string()).optional(),
  repeats: z.record(z.string(), z.number().int().positive()).optional(),
  /** Steps beside the last one that are not taken yet. */
  skips: z.array(z.string()).optional(),
  note: z.string().optional(),
});

/** `profile.json`: how much of everything there is, and in which states cases are. Lists that only recipes read pass as they are. */
const demoProfile = z.looseObject({
  seed: z.number().int(),
  region: z.string(),
  places: z.array(placeGroup),
  organisations: z.array(organisationGroup),
  socialWorkers: z.array(socialWorkerGroup).optional(),
  people: z.looseObject({
    name: z.string(),
    surnames: z.array(z.string()).min(1),
    numerals: z.array(z.string()).min(1),
  }),
  timing: z.looseObject({ openedDaysAgo: range, daysBetweenSteps: range }),
  cases: z.array(caseEntry),
});

/** `cast.json`: the people one can be in the demo, with their organisations and places, and whose link is given first. */
const demoCast = z.looseObject({
  /** What the scene is called where one chooses whom to be; the scenes' order, the first one first. */
  title: z.string().optional(),
  order: z.number().optional(),
  people: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      assignments: z.array(
        z.strictObject({
          role: z.string(),
          place: z.string(),
          organisation: z.string().optional(),
          from: z.string().optional(),
          until: z.string().optional(),
        }),
      ),
    }),
  ),
  organisations: z
    .array(
      z.strictObject({ id: z.string(), title: z.string(), kind: z.string().optional(), place: z.string().optional() }),
    )
    .optional(),
  places: z.array(z.strictObject({ path: z.string(), title: z.string(), kind: z.string().optional() })).optional(),
  first: z.string().optional(),
  /** Whom the page offers to switch to, and the stops of the guided tour; kept as they are. */
  switch: z.array(z.looseObject({ person: z.string(), title: z.string() })).optional(),
  tour: z.array(z.looseObject({ stop: z.number().int(), title: z.string(), person: z.string() })).optional(),
});

export type Range = z.infer<typeof range>;
export type Recipe = z.infer<typeof recipe>;
export type Variant = z.infer<typeof variant>;
export type CaseEntry = z.infer<typeof caseEntry>;
export type DemoFields = z.infer<typeof demoFields>;
export type DemoProfile = z.infer<typeof demoProfile>;
/** A cast as it stands in its file; the marks that only pages read may be missing. */
export type DemoCast = z.infer<typeof demoCast>;

/** The files of a `demo/` folder: one scene of the demo. Without a profile only the cast comes. */
export interface DemoFiles {
  readonly cast: DemoCast;
  readonly profile?: DemoProfile | undefined;
  readonly fields?: DemoFields | undefined;
  readonly lists?: DemoLists | undefined;
  readonly records?: DemoRecords | undefined;
  readonly meetings?: DemoMeetings | undefined;
  readonly surveys?: DemoSurveys | undefined;
}

const SCHEMAS = {
  'cast.json': demoCast,
  'profile.json': demoProfile,
  'fields.json': demoFields,
  'lists.json': demoLists,
  'records.json': demoRecords,
  'meetings.json': demoMeetings,
  'surveys.json': demoSurveys,
} as const;

/**
 * Checks the files of a `demo/` folder.
 *
 * @example
 * checkDemoFiles({ 'cast.json': { people: [] } }); // { ok: true, value: { cast: { people: [] } } }
 */
export function checkDemoFiles(files: { readonly [name in keyof typeof SCHEMAS]?: unknown }): Result<DemoFiles> {
  const issues: Issue[] = [];
  const read = <T>(name: keyof typeof SCHEMAS, schema: z.ZodType<T>): T | undefined => {
    if (files[name] === undefined) return undefined;
    const parsed = schema.safeParse(files[name]);
    if (parsed.success) return parsed.data;
    issues.push(...issuesOf(parsed.error).map((issue) => ({ ...issue, path: `${name}#${issue.path}` })));
    return undefined;
  };
  const cast = read('cast.json', demoCast);
  const profile = read('profile.json', demoProfile);
  const fields = read('fields.json', demoFields);
  const lists = read('lists.json', demoLists);
  const records = read('records.json', demoRecords);
  const meetings = read('meetings.json', demoMeetings);
  const surveys = read('surveys.json', demoSurveys);
  for (const name of ['cast.json'] as const)
    if (files[name] === undefined) issues.push({ code: 'missing', path: `${name}#${pointer([])}`, params: { name } });
  if (issues.length > 0 || !cast) return { ok: false, issues };
  return {
    ok: true,
    value: {
      cast,
      ...(profile ? { profile } : {}),
      ...(fields ? { fields } : {}),
      ...(lists ? { lists } : {}),
      ...(records ? { records } : {}),
      ...(meetings ? { meetings } : {}),
      ...(surveys ? { surveys } : {}),
    },
  };
}
