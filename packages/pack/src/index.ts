// Working days
export * from './calendar/index.ts';
// Reading packs: JSON text, files found, shape and references

export { isCivilDate } from '@cebao/engine';
export { type Amendment, amendPacks } from './amend.ts';
// Answering
export type { Answer, AnswerParam, AnswerSource, Question, Status, TraceLine } from './answer.ts';
// Checking forms and examples
export { checkFormData } from './check-form.ts';
// What examples touch and notice, and what would help
export * from './cover/index.ts';
export { type DataElement, type Dictionary, partsOfElement, readDictionary } from './elements.ts';
export { createEvaluator, type Evaluate, type FuelTank, questionTank, type ReadName } from './evaluate.ts';
export { type ExampleResult, runExamples } from './examples.ts';
// Explaining
export * from './explain/index.ts';
export { hasAtMostTwoDecimals } from './facts.ts';
// Figures that sources report
export * from './figures/index.ts';
// Flow kernel: how a case moves, and who may move it
export * from './flow/index.ts';
export { checkFormSchema } from './form-gate.ts';
// The format's kinds
export type {
  Account,
  Basis,
  Calendar,
  Citation,
  CoSignature,
  Decision,
  Elements,
  Example,
  FactSpec,
  Figure,
  Figures,
  Flow,
  Form,
  HeldIn,
  Indicator,
  IndicatorSplit,
  List,
  ListEffect,
  Match,
  Meeting,
  MergeMode,
  Opinion,
  Param,
  PerPlace,
  Place,
  Print,
  Register,
  Report,
  Role,
  RolesFile,
  Rule,
  Source,
  Step,
  StepDecision,
  Survey,
  Table,
} from './format.ts';
// Laying packs over one another, and their dated params
export { layerRegion, type PackOverride } from './layer.ts';
export type { Layer, Layered, LayeredPack } from './layered-pack.ts';
// Where values come from, and who may change them
export {
  type DecisionLayers,
  type LayerChange,
  type LayerLink,
  type LayerValue,
  type LayerView,
  type ParamLayers,
  viewLayers,
} from './layers/index.ts';
export { isWithin, LEVELS, type Level, levelOf } from './level.ts';
// The linter
export {
  type Finding,
  type LintOptions,
  type LintReport,
  lintPacks,
  type Severity,
  type WorstFuel,
  wordsForFinding,
} from './lint/index.ts';
export { type ReadEntry, readList } from './lists.ts';
export type { PackSource } from './load.ts';
export { guardOverride } from './merge.ts';
export { packMessages } from './messages/zh-CN.ts';
export { FORMAT_VERSION, type FormatMigration, MIGRATIONS, migratePack } from './migrate.ts';
export * from './mutate/index.ts';
export type { Pack } from './pack.ts';
export type { ReadParam } from './params.ts';
export { compilePolicy, type Policy } from './policy.ts';
export { hashJson, revisionOf, SEMANTICS_VERSION } from './revision.ts';
export { createRulebook, type Rulebook } from './rulebook.ts';
export { parseJsonText, pointer } from './strict-json.ts';
// Decision tables: all rules of a decision, rows of its table among them
export { outcomeOfRow, readTable, rulesOf } from './table/index.ts';
export { validatePacks } from './validate.ts';
export { fill, wordsForIssue } from './words.ts';
