// The browser-only door: the typed client and the shapes that go over the wire.

// Shapes.
export type { AccountRow, StatementReply } from '../api/accounts.ts';
export type { AuditReply, CheckpointReply, DecisionRecordReply, HandoverReply } from '../api/audit.ts';
export type {
  AttachmentRow,
  CaseCommand,
  CaseList,
  CaseReply,
  CaseRow,
  CasesQuery,
  CommandRequest,
  LookupsRequest,
  NextReply,
  OpenCaseRequest,
  Preview,
} from '../api/cases.ts';
export type { BatchAnswer, DecideBatchRequest, Decided, DecidedBatch, DecideRequest } from '../api/decide.ts';
export type { ResetReply, TourStop } from '../api/demo.ts';
export type { DraftRequest, DraftRow } from '../api/drafts.ts';
export type { OpenableFlow } from '../api/flows.ts';
export type { Health, Ready } from '../api/health.ts';
export type {
  FigureReply,
  FiguresReply,
  IndicatorRecords,
  IndicatorRecordsQuery,
  IndicatorReply,
  IndicatorRow,
  IndicatorsQuery,
  IndicatorsReply,
} from '../api/indicators.ts';
export type {
  ListChangeRequest,
  ListComparisonReply,
  ListOpenings,
  ListPlaceRow,
  ListPlaces,
  ListRow,
  MatterReply,
  MatterRequest,
  PlaceListReply,
  PublicListReply,
  ResponseReply,
  ResponseRequest,
} from '../api/lists.ts';
export type {
  CandidateRow,
  ConfirmRequest,
  MatchQuery,
  MatchReply,
  MatchRow,
  NeedReply,
  NeedRow,
  PairRow,
} from '../api/matches.ts';
export type {
  CallMeetingRequest,
  MeetingBodyReply,
  MeetingBodyRow,
  MeetingCommandRequest,
  MeetingReply,
  MeetingTask,
} from '../api/meetings.ts';
export type { MigrateRequest, MigrationRow, RehearseRequest } from '../api/migrations.ts';
export type { OrganisationRow, PlaceRow } from '../api/places.ts';
export type { CatalogueRow, PolicyReply, RegionRow } from '../api/policy.ts';
export type { PrintReply } from '../api/prints.ts';
export type { ApiIssue, Problem } from '../api/problem.ts';
export type {
  AddRecordRequest,
  ImportReply,
  RecordCommandRequest,
  RecordReply,
  RegisterReply,
  RegisterRow,
} from '../api/registers.ts';
export type {
  AdoptReply,
  AdoptRequest,
  AnswerRequest,
  ElementRow,
  ReadTemplateReply,
  ReportLineReply,
  ReportReply,
  ReportRow,
  ReportsReply,
} from '../api/reports.ts';
export type { Assignment, Me, PersonRow } from '../api/sessions.ts';
export type { IssuedLink, PasswordReply, PasswordRequest, SignInRow } from '../api/sign-ins.ts';
export type { SignatureRecord } from '../api/signatures.ts';
export type { DelegateRequest, DelegationRow, EndDelegationRequest, MoveRequest, StaffReply } from '../api/staff.ts';
export type { OpenSurveyReply, OpenSurveyRequest, SurveyForm, SurveyReply, SurveysReply } from '../api/surveys.ts';
export type { TaskRow } from '../api/tasks.ts';
export { type Client, createClient } from './client.ts';
export { newKey } from './new-key.ts';
export type { Reply } from './reply.ts';
export type { ClientOptions } from './send.ts';
export { TASK_EVENTS } from './task-events.ts';
