/**
 * The pack format: one file per kind of file, a zod schema each. The published JSON Schemas (`$schema` of each file)
 * are generated from these; `validate` runs them; the TypeScript types follow from them. Objects are closed: an unknown
 * key is an issue.
 */

export type { Account } from './format/account.ts';
export { type Calendar, calendar } from './format/calendar.ts';
export {
  type Decision,
  decision,
  type Outcome,
  type Rule,
  type Table,
} from './format/decision.ts';
export { type Elements, elements, type HeldIn, type StatedElement } from './format/elements.ts';
export { type Example, examplesFile } from './format/examples.ts';
export type { FactSpec } from './format/facts.ts';
export { type Figure, type Figures, figures } from './format/figures.ts';
export { type Flow, flow, type Print, type Step, type StepDecision } from './format/flow.ts';
export { type Form, form } from './format/form.ts';
export { type Homonym, homonymsFile } from './format/homonyms.ts';
export { type Indicator, type IndicatorSplit, indicator, SOURCE_COLUMNS } from './format/indicator.ts';
export { type List, list } from './format/list.ts';
export type { ListEffect, PerPlace } from './format/listing.ts';
export {
  type PackManifest,
  type Place,
  packManifest,
  placesFile,
  type Role,
  type RolesFile,
  rolesFile,
  type Source,
  type SourcesFile,
  sourcesFile,
} from './format/manifest.ts';
export { type Match, match } from './format/match.ts';
export { type Meeting, meeting } from './format/meeting.ts';
export { type Messages, messagesFile } from './format/messages.ts';
export { type Param, param } from './format/param.ts';
export { type Register, register } from './format/register.ts';
export { type Removal, removeFile } from './format/removal.ts';
export { type Report, report } from './format/report.ts';
export {
  type Basis,
  type Citation,
  type MergeMode,
  mergeMode,
} from './format/scalars.ts';
export type { CoSignature, Opinion } from './format/signatures.ts';
export { type Survey, survey } from './format/survey.ts';
