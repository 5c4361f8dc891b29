import type { JsonValue } from '@cebao/engine';
import type { AccountRow, StatementReply } from '../api/accounts.ts';
import type { AuditReply, CheckpointReply, DecisionRecordReply } from '../api/audit.ts';
import type {
  AttachmentRow,
  CaseList,
  CaseReply,
  CasesQuery,
  CommandRequest,
  LookupsRequest,
  NextReply,
  OpenCaseRequest,
} from '../api/cases.ts';
import type { DecideBatchRequest, Decided, DecidedBatch, DecideRequest } from '../api/decide.ts';
import type { ResetReply, TourStop } from '../api/demo.ts';
import type { DraftRequest, DraftRow } from '../api/drafts.ts';
import type { OpenableFlow } from '../api/flows.ts';
import type { Health, Ready } from '../api/health.ts';
import type {
  FiguresReply,
  IndicatorRecords,
  IndicatorRecordsQuery,
  IndicatorReply,
  IndicatorsQuery,
  IndicatorsReply,
} from '../api/indicators.ts';
import type {
  ListChangeRequest,
  ListComparisonReply,
  ListPlaces,
  ListRow,
  MatterReply,
  MatterRequest,
  PlaceListReply,
  PublicListReply,
  ResponseReply,
  ResponseRequest,
} from '../api/lists.ts';
import type { ConfirmRequest, MatchQuery, MatchReply, MatchRow, NeedReply } from '../api/matches.ts';
import type {
  CallMeetingRequest,
  MeetingBodyReply,
  MeetingBodyRow,
  MeetingCommandRequest,
  MeetingReply,
  MeetingTask,
} from '../api/meetings.ts';
import type { MigrateRequest, MigrationRow, RehearseRequest } from '../api/migrations.ts';
import type { OrganisationRow, PlaceRow } from '../api/places.ts';
import type { CatalogueRow, PolicyReply, RegionRow } from '../api/policy.ts';
import type { PrintReply } from '../api/prints.ts';
import type {
  AddRecordRequest,
  ImportReply,
  RecordCommandRequest,
  RecordReply,
  RegisterReply,
  RegisterRow,
} from '../api/registers.ts';
import type {
  AdoptReply,
  AdoptRequest,
  AnswerRequest,
  ElementRow,
  ReadTemplateReply,
  ReportReply,
  ReportsReply,
} from '../api/reports.ts';
import type { Me, PersonRow } from '../api/sessions.ts';
import type { IssuedLink, PasswordReply, PasswordRequest, SignInRow } from '../api/sign-ins.ts';
import type { SignatureRecord } from '../api/signatures.ts';
import type { DelegateRequest, EndDelegationRequest, MoveRequest, StaffReply } from '../api/staff.ts';
import type { OpenSurveyReply, OpenSurveyRequest, SurveyForm, SurveyReply, SurveysReply } from '../api/surveys.ts';
import type { TaskRow } from '../api/tasks.ts';
import { newKey } from './new-key.ts';
import type { Reply } from './reply.ts';
import { addressOf, type ClientOptions, createSend } from './send.ts';

/** One method per route of the service. */
export interface Client {
  health(): Promise<Reply<Health>>;
  ready(): Promise<Reply<Ready>>;

  decide(question: DecideRequest): Promise<Reply<Decided>>;
  /** One decision for many sets of facts; short answers in their order. */
  decideBatch(questions: DecideBatchRequest): Promise<Reply<DecidedBatch>>;
  policy(query: { region: string; revision?: string }): Promise<Reply<PolicyReply>>;
  regions(): Promise<Reply<RegionRow[]>>;
  catalogue(query: { region: string; at?: string }): Promise<Reply<CatalogueRow[]>>;

  signIn(link: string): Promise<Reply<Me>>;
  signInByPassword(name: string, password: string): Promise<Reply<Me>>;
  signOutEverywhere(): Promise<Reply<undefined>>;
  password(): Promise<Reply<PasswordReply>>;
  setPassword(request: PasswordRequest): Promise<Reply<PasswordReply>>;
  /** Accounts of the places one administers. */
  signIns(): Promise<Reply<SignInRow[]>>;
  issueLink(person: string): Promise<Reply<IssuedLink>>;
  removePassword(person: string): Promise<Reply<SignInRow[]>>;
  me(): Promise<Reply<Me>>;
  signOut(): Promise<Reply<undefined>>;
  /** Demo instances only. */
  switchPerson(person: string): Promise<Reply<Me>>;
  people(): Promise<Reply<PersonRow[]>>;
  tour(): Promise<Reply<TourStop[]>>;
  /** Makes the demo anew; everybody is signed out, `link` signs in again. */
  resetDemo(): Promise<Reply<ResetReply>>;

  tasks(): Promise<Reply<TaskRow[]>>;
  flows(): Promise<Reply<OpenableFlow[]>>;
  cases(query?: CasesQuery): Promise<Reply<CaseList>>;
  /** Send the same key again after a lost connection: the case is opened once. */
  openCase(request: OpenCaseRequest, key?: string): Promise<Reply<CaseReply>>;
  case(id: string): Promise<Reply<CaseReply>>;
  /** Send the same key again after a lost connection: the command is done once. */
  command(id: string, request: CommandRequest, key?: string): Promise<Reply<CaseReply>>;

  /** Rows of other cases that the decisions read while a form is filled in. */
  /** What may happen next in a case, by whom, until when, why not. */
  next(id: string): Promise<Reply<NextReply>>;
  rehearseMigration(request: RehearseRequest): Promise<Reply<MigrationRow[]>>;
  migrateCases(request: MigrateRequest): Promise<Reply<MigrationRow[]>>;

  staff(): Promise<Reply<StaffReply>>;
  delegate(request: DelegateRequest): Promise<Reply<StaffReply>>;
  endDelegation(id: string, request: EndDelegationRequest): Promise<Reply<StaffReply>>;
  movePost(request: MoveRequest): Promise<Reply<StaffReply>>;

  lookups(request: LookupsRequest): Promise<Reply<Record<string, JsonValue>>>;

  attach(
    id: string,
    file: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>,
    query: { name: string; step?: string },
  ): Promise<Reply<AttachmentRow>>;
  attachmentUrl(attachment: string): string;

  print(id: string, print: string): Promise<Reply<PrintReply>>;
  printUrl(id: string, print: string): string;
  /** The record of the answers given to a step. */
  signatures(id: string, step: string): Promise<Reply<SignatureRecord>>;

  registers(): Promise<Reply<RegisterRow[]>>;
  register(id: string, query?: { place?: string; at?: string; all?: 'true' }): Promise<Reply<RegisterReply>>;
  registerUrl(id: string, query?: { place?: string; at?: string; all?: 'true' }): string;
  /** An empty workbook with the headings of a kept register. */
  templateUrl(id: string, query: { place: string }): string;
  /** With `run: 'rehearse'` nothing is kept. */
  importRecords(
    id: string,
    file: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>,
    query: { place: string; name: string; run: 'rehearse' | 'import'; leaveOut?: 'true' },
  ): Promise<Reply<ImportReply>>;
  addRecord(id: string, request: AddRecordRequest, key?: string): Promise<Reply<RecordReply>>;
  record(id: string, record: string): Promise<Reply<RecordReply>>;
  commandRecord(id: string, record: string, request: RecordCommandRequest, key?: string): Promise<Reply<RecordReply>>;

  accounts(): Promise<Reply<AccountRow[]>>;
  /** The statement of a month (`2026-11`); default this one. */
  statement(id: string, query: { place: string; month?: string }): Promise<Reply<StatementReply>>;
  statementUrl(id: string, query: { place: string; month?: string }): string;

  /** Lists that each place of a level has for itself. */
  lists(): Promise<Reply<ListRow[]>>;
  listPlaces(
    id: string,
    query?: { under?: string; at?: string; q?: string; after?: string; limit?: number },
  ): Promise<Reply<ListPlaces>>;
  placeList(id: string, query: { place: string; at?: string }): Promise<Reply<PlaceListReply>>;
  compareLists(id: string, query: { first: string; second: string; at?: string }): Promise<Reply<ListComparisonReply>>;
  changeList(id: string, request: ListChangeRequest, key?: string): Promise<Reply<PlaceListReply>>;
  weighMatter(id: string, request: MatterRequest): Promise<Reply<MatterReply>>;
  listResponse(id: string, request: ResponseRequest): Promise<Reply<ResponseReply>>;
  /** Also without a session. */
  publicList(id: string, query: { place: string }): Promise<Reply<PublicListReply>>;

  /** The reports of a place, each with what is there and what is not. */
  reports(query?: { place?: string }): Promise<Reply<ReportsReply>>;
  report(id: string, query: { place: string; period?: string }): Promise<Reply<ReportReply>>;
  reportUrl(id: string, query: { place: string; period?: string }): string;
  /** Send the same key again after a lost connection: the answer is kept once. */
  answerReport(id: string, request: AnswerRequest, key?: string): Promise<Reply<ReportReply>>;
  elements(query: { place: string }): Promise<Reply<ElementRow[]>>;
  readTemplate(
    file: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>,
    query: { place: string; name?: string },
  ): Promise<Reply<ReadTemplateReply>>;
  adoptReport(request: AdoptRequest, key?: string): Promise<Reply<AdoptReply>>;
  endReport(id: string, reason: string, key?: string): Promise<Reply<AdoptReply>>;
  surveys(): Promise<Reply<SurveysReply>>;
  /** The links are told here and never again. */
  openSurvey(request: OpenSurveyRequest): Promise<Reply<OpenSurveyReply>>;
  survey(id: string): Promise<Reply<SurveyReply>>;
  answerSurvey(id: string, request: { side: string; data: Record<string, JsonValue> }): Promise<Reply<SurveyReply>>;
  closeSurvey(id: string): Promise<Reply<SurveyReply>>;
  /** Without an account, by a link that works once. */
  surveyForm(token: string): Promise<Reply<SurveyForm>>;
  answerByLink(token: string, data: Record<string, JsonValue>): Promise<Reply<undefined>>;

  /** The bodies that meet where the person works. */
  meetings(): Promise<Reply<MeetingBodyRow[]>>;
  meetingBody(id: string, query: { place: string }): Promise<Reply<MeetingBodyReply>>;
  /** Send the same key again after a lost connection: the meeting is called once. */
  callMeeting(id: string, request: CallMeetingRequest, key?: string): Promise<Reply<MeetingReply>>;
  meeting(id: string, meeting: string): Promise<Reply<MeetingReply>>;
  commandMeeting(
    id: string,
    meeting: string,
    request: MeetingCommandRequest,
    key?: string,
  ): Promise<Reply<MeetingReply>>;
  minutes(id: string, meeting: string): Promise<Reply<PrintReply>>;
  minutesUrl(id: string, meeting: string): string;
  /** Resolutions that wait for the person. */
  meetingTasks(): Promise<Reply<MeetingTask[]>>;
  /** The indicators of a place with all below it, as it stands on a day. */
  indicators(query?: IndicatorsQuery): Promise<Reply<IndicatorsReply>>;
  indicator(id: string, query?: IndicatorsQuery): Promise<Reply<IndicatorReply>>;
  /** The lines that make the number, page by page. */
  indicatorRecords(id: string, query?: IndicatorRecordsQuery): Promise<Reply<IndicatorRecords>>;
  /** What sources report about a place and below it. */
  figures(query?: { place?: string }): Promise<Reply<FiguresReply>>;

  /** Needs and resources that are brought together where the person works. */
  matches(): Promise<Reply<MatchRow[]>>;
  /** The round: every open need on a day, with candidates or with what it lacks. */
  match(id: string, query?: MatchQuery): Promise<Reply<MatchReply>>;
  matchUrl(id: string, query?: MatchQuery): string;
  need(id: string, need: string, query?: MatchQuery): Promise<Reply<NeedReply>>;
  /** Send the same key again after a lost connection: it is kept once. */
  confirmMatch(id: string, request: ConfirmRequest, key?: string): Promise<Reply<MatchReply>>;
  undoMatch(id: string, pair: string, reason: string, key?: string): Promise<Reply<MatchReply>>;

  places(query?: { under?: string; level?: string; q?: string; limit?: number }): Promise<Reply<PlaceRow[]>>;
  organisations(): Promise<Reply<OrganisationRow[]>>;

  drafts(): Promise<Reply<DraftRow[]>>;
  createDraft(request: DraftRequest): Promise<Reply<DraftRow>>;
  publishDraft(id: string): Promise<Reply<DraftRow>>;

  verifyAudit(): Promise<Reply<AuditReply>>;
  checkpoint(): Promise<Reply<CheckpointReply>>;
  decisionRecord(id: string): Promise<Reply<DecisionRecordReply>>;
}

/**
 * The typed client for browsers. No method throws; a lost connection is a problem with code `unreachable`.
 *
 * @example
 * const client = createClient();
 * const reply = await client.tasks();
 * if (reply.ok) show(reply.value); else warn(reply.problem.detail);
 */
export function createClient(options: ClientOptions = {}): Client {
  const send = createSend(options);
  const get = <T>(path: string, query?: Record<string, string | number | undefined>) =>
    send<T>({ method: 'GET', path, query });
  const post = <T>(path: string, json: unknown, headers: Record<string, string> = {}) =>
    send<T>({ method: 'POST', path, json, headers });
  const of = encodeURIComponent;

  return {
    health: () => get('/health'),
    ready: () => get('/ready'),

    decide: (question) => post('/decide', question),
    decideBatch: (questions) => post('/decide/batch', questions),
    policy: (query) => get('/policy', query),
    regions: () => get('/regions'),
    catalogue: (query) => get('/catalogue', query),

    signIn: (link) => post('/sessions', { link }),
    signInByPassword: (name, password) => post('/sessions/password', { name, password }),
    signOutEverywhere: () => send({ method: 'DELETE', path: '/sessions' }),
    password: () => get('/password'),
    setPassword: (request) => post('/password', request),
    signIns: () => get('/sign-ins'),
    issueLink: (person) => post(`/sign-ins/${of(person)}/link`, {}),
    removePassword: (person) => post(`/sign-ins/${of(person)}/remove`, {}),
    me: () => get('/sessions/current'),
    signOut: () => send({ method: 'DELETE', path: '/sessions/current' }),
    switchPerson: (person) => post('/sessions/switch', { person }),
    people: () => get('/people'),
    tour: () => get('/tour'),
    resetDemo: () => post('/demo/reset', {}),

    tasks: () => get('/tasks'),
    flows: () => get('/flows', { opens: 'true' }),
    cases: (query = {}) => get('/cases', { ...query }),
    openCase: (request, key = newKey()) => post('/cases', request, { 'idempotency-key': key }),
    case: (id) => get(`/cases/${of(id)}`),
    command: (id, request, key = newKey()) => post(`/cases/${of(id)}/commands`, request, { 'idempotency-key': key }),

    next: (id) => get(`/cases/${of(id)}/next`),
    rehearseMigration: (request) => post('/cases/migrations/rehearse', request),
    migrateCases: (request) => post('/cases/migrations', request),

    staff: () => get('/staff'),
    delegate: (request) => post('/staff/delegations', request),
    endDelegation: (id, request) => post(`/staff/delegations/${of(id)}/end`, request),
    movePost: (request) => post('/staff/moves', request),

    lookups: (request) => post('/lookups', request),

    attach: (id, file, query) => send({ method: 'POST', path: `/cases/${of(id)}/attachments`, query, bytes: file }),
    attachmentUrl: (attachment) => addressOf(options, `/attachments/${of(attachment)}`),

    print: (id, print) => get(`/cases/${of(id)}/prints/${of(print)}`),
    printUrl: (id, print) => addressOf(options, `/cases/${of(id)}/prints/${of(print)}.docx`),
    signatures: (id, step) => get(`/cases/${of(id)}/signatures`, { step }),

    registers: () => get('/registers'),
    register: (id, query = {}) => get(`/registers/${of(id)}`, query),
    registerUrl: (id, query = {}) => addressOf(options, `/registers/${of(id)}.xlsx`, query),
    templateUrl: (id, query) => addressOf(options, `/registers/${of(id)}/template`, query),
    importRecords: (id, file, query) =>
      send({ method: 'POST', path: `/registers/${of(id)}/import`, query, bytes: file }),
    addRecord: (id, request, key = newKey()) =>
      post(`/registers/${of(id)}/records`, request, { 'idempotency-key': key }),
    record: (id, record) => get(`/registers/${of(id)}/records/${of(record)}`),
    commandRecord: (id, record, request, key = newKey()) =>
      post(`/registers/${of(id)}/records/${of(record)}/commands`, request, { 'idempotency-key': key }),

    accounts: () => get('/accounts'),
    statement: (id, query) => get(`/accounts/${of(id)}`, query),
    statementUrl: (id, query) => addressOf(options, `/accounts/${of(id)}.xlsx`, query),

    lists: () => get('/lists'),
    listPlaces: (id, query = {}) => get(`/lists/${of(id)}/places`, query),
    placeList: (id, query) => get(`/lists/${of(id)}/place`, query),
    compareLists: (id, query) => get(`/lists/${of(id)}/comparison`, query),
    changeList: (id, request, key = newKey()) => post(`/lists/${of(id)}/changes`, request, { 'idempotency-key': key }),
    weighMatter: (id, request) => post(`/lists/${of(id)}/matter`, request),
    listResponse: (id, request) => post(`/lists/${of(id)}/response`, request),
    publicList: (id, query) => get(`/lists/${of(id)}/public`, query),

    reports: (query = {}) => get('/reports', query),
    report: (id, query) => get(`/reports/${of(id)}`, query),
    reportUrl: (id, query) => addressOf(options, `/reports/${of(id)}.xlsx`, query),
    answerReport: (id, request, key = newKey()) =>
      post(`/reports/${of(id)}/answers`, request, { 'idempotency-key': key }),
    elements: (query) => get('/elements', query),
    readTemplate: (file, query) => send({ method: 'POST', path: '/report-templates/fields', query, bytes: file }),
    adoptReport: (request, key = newKey()) => post('/report-templates', request, { 'idempotency-key': key }),
    endReport: (id, reason, key = newKey()) =>
      post(`/report-templates/${of(id)}/end`, { reason }, { 'idempotency-key': key }),
    surveys: () => get('/surveys'),
    openSurvey: (request) => post('/surveys', request),
    survey: (id) => get(`/surveys/${of(id)}`),
    answerSurvey: (id, request) => post(`/surveys/${of(id)}/answers`, request),
    closeSurvey: (id) => post(`/surveys/${of(id)}/close`, {}),
    surveyForm: (token) => post('/survey-answers/form', { token }),
    answerByLink: (token, data) => post('/survey-answers', { token, data }),

    meetings: () => get('/meetings'),
    meetingBody: (id, query) => get(`/meetings/${of(id)}`, query),
    callMeeting: (id, request, key = newKey()) => post(`/meetings/${of(id)}/held`, request, { 'idempotency-key': key }),
    meeting: (id, meeting) => get(`/meetings/${of(id)}/held/${of(meeting)}`),
    commandMeeting: (id, meeting, request, key = newKey()) =>
      post(`/meetings/${of(id)}/held/${of(meeting)}/commands`, request, { 'idempotency-key': key }),
    minutes: (id, meeting) => get(`/meetings/${of(id)}/held/${of(meeting)}/minutes`),
    minutesUrl: (id, meeting) => addressOf(options, `/meetings/${of(id)}/held/${of(meeting)}/minutes.docx`),
    meetingTasks: () => get('/meeting-tasks'),
    indicators: (query = {}) => get('/indicators', { ...query }),
    indicator: (id, query = {}) => get(`/indicators/${of(id)}`, { ...query }),
    indicatorRecords: (id, query = {}) => get(`/indicators/${of(id)}/records`, { ...query }),
    figures: (query = {}) => get('/figures', query),

    matches: () => get('/matches'),
    match: (id, query = {}) => get(`/matches/${of(id)}`, query),
    matchUrl: (id, query = {}) => addressOf(options, `/matches/${of(id)}.xlsx`, query),
    need: (id, need, query = {}) => get(`/matches/${of(id)}/needs/${of(need)}`, query),
    confirmMatch: (id, request, key = newKey()) =>
      post(`/matches/${of(id)}/pairs`, request, { 'idempotency-key': key }),
    undoMatch: (id, pair, reason, key = newKey()) =>
      post(`/matches/${of(id)}/pairs/${of(pair)}/undo`, { reason }, { 'idempotency-key': key }),

    places: (query = {}) => get('/places', query),
    organisations: () => get('/organisations'),

    drafts: () => get('/drafts'),
    createDraft: (request) => post('/drafts', request),
    publishDraft: (id) => post(`/drafts/${of(id)}/publish`, {}),

    verifyAudit: () => get('/audit/verify'),
    checkpoint: () => get('/audit/checkpoint'),
    decisionRecord: (id) => get(`/decisions/${of(id)}`),
  };
}
