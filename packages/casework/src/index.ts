// What happens to a case, and what that leaves

// People and policy
export type { Assignment, Eligible, Person } from '@cebao/pack';
// Accounts
export {
  type AccountLine,
  type AccountRegister,
  accountLines,
  accountPlace,
  accountsOf,
  accountsThatDiffer,
  bookedInAll,
  isAccount,
} from './accounts/account-lines.ts';
export { type AccountState, bookLines, emptyAccount, type MonthTotals, withLine } from './accounts/account-state.ts';
export { fenOf, yuanOf } from './accounts/fen.ts';
export { type PurposeTotal, type Statement, type StatementLine, statementOf } from './accounts/statement.ts';
// Reading a case
export { type FactsOptions, readCase } from './case-facts.ts';
export { bodiesOf, type CasePolicy } from './case-policy.ts';

// Commands
export type { CaseCommand, CommandContext, SubmissionInput } from './command.ts';
export { type Deadline, deadlineOf } from './deadline.ts';
export { type CommandDecision, decideCommand } from './decide-command.ts';
export type {
  CaseCommented,
  CaseEnd,
  CaseEvent,
  CaseMigrated,
  CaseOpened,
  CaseReturned,
  CaseWithdrawn,
  DecisionTaken,
  EventActor,
  Judged,
  NewRound,
  Paper,
  SigningSettled,
  StepCorrected,
  StepSigned,
  StepSubmitted,
} from './event.ts';
export { type FilledPrint, type FilledRow, type FillOptions, fillPrint } from './fill-print.ts';
export { applyEvent, foldCase } from './fold.ts';
// Indicators: numbers over lines, with the lines they count
export type { IndicatorLine } from './indicators/indicator-line.ts';
export { type Measure, type Measured, type MeasureScope, measureIndicator } from './indicators/measure-indicator.ts';
export { type LineGroup, splitLines } from './indicators/split-indicator.ts';
// Lists kept per place
export { areIdentical, comparePlaceLists, type ListComparison } from './lists/compare-place-lists.ts';
export {
  type AskedOfList,
  askAboutList,
  decideListCommand,
  judgeListChange,
  type ListCommand,
  type ListContext,
} from './lists/list-command.ts';
export { listEffects } from './lists/list-effects.ts';
export type {
  ListChangeType,
  ListEvent,
  ListItemChanged,
  ListNoticeSet,
  ListPublished,
  PlaceKindSet,
} from './lists/list-event.ts';
export { likeness, matchTitles, plainTitle } from './lists/match-titles.ts';
export {
  applyListEvent,
  foldPlaceLists,
  type KeptList,
  type KindSetting,
  keptList,
  kindAt,
  type ListChange,
  type ListNotice,
  type ListPublication,
  type PlaceLists,
} from './lists/place-lists.ts';
export {
  type LeftOut,
  type Library,
  libraryAbove,
  type PlaceList,
  type PlaceListEntry,
  packLibrary,
  readPlaceList,
} from './lists/read-place-list.ts';
export { type Matter, type Verdict, type WeighedPlace, weighMatter } from './lists/weigh-matter.ts';
export { type LookupQuery, lookUp, lookupQueries } from './lookups.ts';
// Matching: needs and resources
export { type Found, findCandidates, type Standing } from './matching/find-candidates.ts';
export {
  applyMatchEvent,
  foldMatchBook,
  type MatchBook,
  type MatchPair,
  sumOf,
  usedOf,
} from './matching/match-book.ts';
export {
  type Confirmed,
  type ConfirmInput,
  confirmMatch,
  type MatchContext,
  metOf,
  type Undone,
  undoMatch,
} from './matching/match-command.ts';
export type { MatchConfirmed, MatchEvent, MatchUndone } from './matching/match-event.ts';
export { indexResources, leftOf, type MatchIndex, servesPlace, type Used } from './matching/match-index.ts';
export {
  type MatchNeed,
  type MatchResource,
  type MatchSource,
  readNeeds,
  readResources,
  sourceOfLine,
  sourceOfRecord,
} from './matching/match-line.ts';
export { type Lacking, matchRound, type Round, type RoundNeed } from './matching/match-round.ts';
export type { Candidate, NotFit } from './matching/weigh-pair.ts';
export { maySee } from './may-see.ts';
// Meetings: who sits in a body, whose turn it is, what was resolved
export {
  applyMeetingEvent,
  type FollowUp,
  foldMeeting,
  followUpOf,
  type HeldMeeting,
  type MeetingEntry,
  openResolutions,
  presentIn,
  tookPlace,
} from './meetings/held-meeting.ts';
export { mayReadMeetings } from './meetings/may-meet.ts';
export {
  type ArrangementInput,
  decideMeeting,
  type MeetingCommand,
  type MeetingContext,
  type MinutesInput,
} from './meetings/meeting-command.ts';
export { type MeetingDue, meetingDue } from './meetings/meeting-due.ts';
export type {
  AgendaItem,
  Attendance,
  Chair,
  MeetingEvent,
  Minutes,
  MinutesChange,
  Resolution,
} from './meetings/meeting-event.ts';
export { meetingLines } from './meetings/meeting-lines.ts';
export { chairedBy, chairOf, chairsAhead, type Member, membersOn } from './meetings/meeting-members.ts';
export {
  type AskedOfMeeting,
  askAboutBody,
  askAboutMeeting,
  refusesStage,
  stagesDone,
} from './meetings/meeting-questions.ts';
export { type MinutesWarning, weighMinutes } from './meetings/weigh-minutes.ts';
export { turnsAhead, whoseTurn } from './meetings/whose-turn.ts';
// Words
export { caseworkMessages } from './messages/zh-CN.ts';
export { type Migration, type MigrationContext, migrateCase } from './migrate-case.ts';
export type { MigrationEffect } from './migration-effect.ts';
export { firstStep, mayOpen } from './open-case.ts';
export type { OpenStep } from './open-steps.ts';
export { previewStep, type StepPreview } from './preview-step.ts';
// Records that people keep
export { type Imported, type ImportProblem, importRecords, MOST_ROWS } from './records/import-records.ts';
export {
  holdsOn,
  isKept,
  type KeptRegister,
  keepRecord,
  type RecordCommand,
  type RecordContext,
} from './records/keep-record.ts';
export { type AskedOfRegister, askAboutRegister, keptLines } from './records/kept-lines.ts';
export {
  applyRecordEvent,
  foldRecord,
  type KeptRecord,
  type RecordEntry,
  type RecordVersion,
  versionAt,
} from './records/kept-record.ts';
export { mayKeep, mayRead } from './records/may-keep.ts';
export type { SheetCell } from './records/read-cell.ts';
export { fieldsOf } from './records/read-table.ts';
export type { FieldChanges, RecordEvent } from './records/record-event.ts';
export { type RegisterRecord, registerRecords } from './register-records.ts';
// Reports: what is asked once, and what is there already
export type { AnswerEvent, ElementsAnswered, ReportFiled } from './reports/answer-event.ts';
export { type CompiledReport, compileReport, type ReportBasis, serves } from './reports/compile-report.ts';
export { type FieldMatch, matchField } from './reports/match-fields.ts';
export { dayOfPeriod, type Period, type PeriodKind, periodOf, periodsUpTo, readPeriod } from './reports/period.ts';
export {
  applyAnswerEvent,
  type Filing,
  lastFiling,
  noAnswers,
  type Observation,
  type PlaceAnswers,
} from './reports/place-answers.ts';
export { fieldsOfJson, fieldsOfSheet, type SheetFields } from './reports/read-fields.ts';
export {
  type AdoptCommand,
  type AdoptedField,
  type AnswerCommand,
  decideAdoption,
  decideAnswer,
  decideReportEnd,
  type ReportContext,
} from './reports/report-command.ts';
export {
  type AdoptedReport,
  applyReportEvent,
  type ReportAdopted,
  type ReportEnded,
  type ReportEvent,
} from './reports/report-event.ts';
export { reportForm } from './reports/report-form.ts';
export type { LineKind, ReportLine, ReportSource } from './reports/report-line.ts';
export { allElements, type ReportTemplate, templateOf, templatesAt } from './reports/report-template.ts';
export { type SourceLine, type Taken, takeFromLines } from './reports/take-from-lines.ts';
export {
  type AskedOfReports,
  askHandling,
  askReduction,
  countFields,
  type FieldCounts,
  filledLines,
  isSentDown,
} from './reports/weigh-reports.ts';
export type { Resubmits } from './resubmits.ts';
export type { Settling } from './settle-signing.ts';
export { showCase, showState } from './show-case.ts';
export { type Sight, seesWhole, sightOf } from './sight.ts';
export { signingUntil } from './signing-terms.ts';
export type { SigningView } from './signing-view.ts';
export { decideStaffCommand, type StaffCommand, type StaffContext } from './staffing/staff-command.ts';
export type { Post, StaffEvent } from './staffing/staff-event.ts';
export {
  applyStaffEvent,
  type Delegation,
  heldOn,
  ownPosts,
  personOn,
  type Staff,
  type Staffing,
  samePost,
} from './staffing/staffing.ts';
export {
  type CaseState,
  type CaseStatus,
  type Contribution,
  type Correction,
  findSubmission,
  type Returned,
  type Settlement,
  type Signature,
  type StepRecord,
  type Submission,
  statusOf,
  type TimelineEntry,
} from './state.ts';
export { contentHashOf } from './submit-step.ts';
// Surveys: whom to ask, what was answered without names
export { type Drawn, drawSample, type Population, type SampleRule } from './surveys/draw-sample.ts';
export { checkAnswer, decideSurvey, type SurveyCommand, type SurveyContext } from './surveys/survey-command.ts';
export {
  type AnonymousAnswer,
  applySurveyEvent,
  type HeldSurvey,
  inNoOrder,
  type SurveyEvent,
} from './surveys/survey-event.ts';
export { askAboutSurvey, type SideResult, weighSurvey } from './surveys/weigh-survey.ts';
export { certainResult, type SigningResult, type Tally, tallyOf } from './tally.ts';
export { type Task, tasksOf } from './tasks.ts';
export type { SigningTerms } from './terms.ts';
export { type ValueFormat, type ValueNames, valueText } from './value-text.ts';
export { type CaseAction, type CaseView, viewCase } from './view-case.ts';
export { type LaterStep, type WhatNext, type WhatNextOptions, whatNext } from './what-next.ts';
