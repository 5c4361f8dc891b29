import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFoundPage } from '../layout/NotFoundPage.tsx';
import { PageBroken } from '../layout/PageBroken.tsx';
import { Shell } from '../layout/Shell.tsx';
import { readPolicySearch } from '../pages/policy/policy-search.ts';
import { TasksPage } from '../pages/tasks/TasksPage.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: PageBroken });
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const only = <T extends Record<string, string | undefined>>(search: T): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: string };

const tasks = createRoute({ getParentRoute: () => root, path: '/', component: TasksPage });
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: (search: Record<string, unknown>) =>
    only({ state: text(search.state), q: text(search.q), flow: text(search.flow) }),
  component: lazyRouteComponent(() => import('../pages/cases/CasesPage.tsx'), 'CasesPage'),
});
const openCase = createRoute({
  getParentRoute: () => root,
  path: '/open',
  validateSearch: (search: Record<string, unknown>) =>
    only({ flow: text(search.flow), place: text(search.place), fill: text(search.fill) }),
  component: lazyRouteComponent(() => import('../pages/open-case/OpenCasePage.tsx'), 'OpenCasePage'),
});
const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id',
  validateSearch: (search: Record<string, unknown>) => only({ step: text(search.step) }),
  component: lazyRouteComponent(() => import('../pages/case/CasePage.tsx'), 'CasePage'),
});
const print = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id/prints/$print',
  component: lazyRouteComponent(() => import('../pages/print/PrintPage.tsx'), 'PrintPage'),
});
const signatures = createRoute({
  getParentRoute: () => root,
  path: '/cases/$id/signatures',
  validateSearch: (search: Record<string, unknown>) => only({ step: text(search.step) }),
  component: lazyRouteComponent(() => import('../pages/signatures/SignaturesPage.tsx'), 'SignaturesPage'),
});
const registers = createRoute({
  getParentRoute: () => root,
  path: '/registers',
  component: lazyRouteComponent(() => import('../pages/registers/RegistersPage.tsx'), 'RegistersPage'),
});
const register = createRoute({
  getParentRoute: () => root,
  path: '/registers/$id',
  validateSearch: (search: Record<string, unknown>) =>
    only({ place: text(search.place), at: text(search.at), all: text(search.all) }),
  component: lazyRouteComponent(() => import('../pages/registers/RegisterPage.tsx'), 'RegisterPage'),
});
const addRecord = createRoute({
  getParentRoute: () => root,
  path: '/registers/$id/add',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place) }),
  component: lazyRouteComponent(() => import('../pages/registers/AddRecordPage.tsx'), 'AddRecordPage'),
});
const importRecords = createRoute({
  getParentRoute: () => root,
  path: '/registers/$id/import',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place) }),
  component: lazyRouteComponent(() => import('../pages/registers/ImportPage.tsx'), 'ImportPage'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/registers/$id/records/$record',
  validateSearch: (search: Record<string, unknown>) => only({ at: text(search.at) }),
  component: lazyRouteComponent(() => import('../pages/registers/RecordPage.tsx'), 'RecordPage'),
});
const account = createRoute({
  getParentRoute: () => root,
  path: '/accounts/$id',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place), month: text(search.month) }),
  component: lazyRouteComponent(() => import('../pages/accounts/AccountPage.tsx'), 'AccountPage'),
});
const statement = createRoute({
  getParentRoute: () => root,
  path: '/accounts/$id/statement',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place), month: text(search.month) }),
  component: lazyRouteComponent(() => import('../pages/accounts/StatementPage.tsx'), 'StatementPage'),
});
const lists = createRoute({
  getParentRoute: () => root,
  path: '/lists',
  component: lazyRouteComponent(() => import('../pages/lists/ListsPage.tsx'), 'ListsPage'),
});
const list = createRoute({
  getParentRoute: () => root,
  path: '/lists/$id',
  validateSearch: (search: Record<string, unknown>) => only({ tab: text(search.tab) }),
  component: lazyRouteComponent(() => import('../pages/lists/ListPage.tsx'), 'ListPage'),
});
const placeList = createRoute({
  getParentRoute: () => root,
  path: '/lists/$id/place',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place), at: text(search.at) }),
  component: lazyRouteComponent(() => import('../pages/lists/PlaceListPage.tsx'), 'PlaceListPage'),
});
const compareLists = createRoute({
  getParentRoute: () => root,
  path: '/lists/$id/compare',
  validateSearch: (search: Record<string, unknown>) =>
    only({ first: text(search.first), second: text(search.second), at: text(search.at) }),
  component: lazyRouteComponent(() => import('../pages/lists/CompareListsPage.tsx'), 'CompareListsPage'),
});
const publicList = createRoute({
  getParentRoute: () => root,
  path: '/public/lists/$id',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place) }),
  component: lazyRouteComponent(() => import('../pages/lists/PublicListPage.tsx'), 'PublicListPage'),
});
const reports = createRoute({
  getParentRoute: () => root,
  path: '/reports',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place) }),
  component: lazyRouteComponent(() => import('../pages/reports/ReportsPage.tsx'), 'ReportsPage'),
});
const report = createRoute({
  getParentRoute: () => root,
  path: '/reports/$id',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place), period: text(search.period) }),
  component: lazyRouteComponent(() => import('../pages/reports/ReportPage.tsx'), 'ReportPage'),
});
const newReport = createRoute({
  getParentRoute: () => root,
  path: '/reports/new',
  component: lazyRouteComponent(() => import('../pages/reports/NewReportPage.tsx'), 'NewReportPage'),
});
const elements = createRoute({
  getParentRoute: () => root,
  path: '/reports/elements',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place) }),
  component: lazyRouteComponent(() => import('../pages/reports/ElementsPage.tsx'), 'ElementsPage'),
});
const match = createRoute({
  getParentRoute: () => root,
  path: '/matches/$id',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place), at: text(search.at) }),
  component: lazyRouteComponent(() => import('../pages/matches/MatchPage.tsx'), 'MatchPage'),
});
const matchNeed = createRoute({
  getParentRoute: () => root,
  path: '/matches/$id/needs/$need',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place), at: text(search.at) }),
  component: lazyRouteComponent(() => import('../pages/matches/NeedPage.tsx'), 'NeedPage'),
});
const matchPrint = createRoute({
  getParentRoute: () => root,
  path: '/matches/$id/print',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place), at: text(search.at) }),
  component: lazyRouteComponent(() => import('../pages/matches/MatchPrintPage.tsx'), 'MatchPrintPage'),
});
const meetings = createRoute({
  getParentRoute: () => root,
  path: '/meetings',
  component: lazyRouteComponent(() => import('../pages/meetings/MeetingsPage.tsx'), 'MeetingsPage'),
});
const meetingBody = createRoute({
  getParentRoute: () => root,
  path: '/meetings/$id',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place) }),
  component: lazyRouteComponent(() => import('../pages/meetings/MeetingBodyPage.tsx'), 'MeetingBodyPage'),
});
const callMeeting = createRoute({
  getParentRoute: () => root,
  path: '/meetings/$id/call',
  validateSearch: (search: Record<string, unknown>) =>
    only({ place: text(search.place), late: text(String(search.late ?? '')) }),
  component: lazyRouteComponent(() => import('../pages/meetings/CallMeetingPage.tsx'), 'CallMeetingPage'),
});
const meeting = createRoute({
  getParentRoute: () => root,
  path: '/meetings/$id/held/$meeting',
  component: lazyRouteComponent(() => import('../pages/meetings/MeetingPage.tsx'), 'MeetingPage'),
});
const minutesForm = createRoute({
  getParentRoute: () => root,
  path: '/meetings/$id/held/$meeting/minutes',
  component: lazyRouteComponent(() => import('../pages/meetings/MinutesFormPage.tsx'), 'MinutesFormPage'),
});
const minutes = createRoute({
  getParentRoute: () => root,
  path: '/meetings/$id/held/$meeting/print',
  component: lazyRouteComponent(() => import('../pages/meetings/MinutesPage.tsx'), 'MinutesPage'),
});
const scope = (search: Record<string, unknown>) => ({
  place: text(search.place),
  at: text(search.at),
  from: text(search.from),
});
const indicators = createRoute({
  getParentRoute: () => root,
  path: '/indicators',
  validateSearch: (search: Record<string, unknown>) => only(scope(search)),
  component: lazyRouteComponent(() => import('../pages/indicators/IndicatorsPage.tsx'), 'IndicatorsPage'),
});
const indicator = createRoute({
  getParentRoute: () => root,
  path: '/indicators/$id',
  validateSearch: (search: Record<string, unknown>) => only(scope(search)),
  component: lazyRouteComponent(() => import('../pages/indicators/IndicatorPage.tsx'), 'IndicatorPage'),
});
const indicatorRecords = createRoute({
  getParentRoute: () => root,
  path: '/indicators/$id/records',
  validateSearch: (search: Record<string, unknown>) =>
    only({
      ...scope(search),
      which: text(search.which),
      split: typeof search.split === 'number' ? String(search.split) : text(search.split),
      part: typeof search.part === 'number' ? String(search.part) : text(search.part),
    }),
  component: lazyRouteComponent(() => import('../pages/indicators/IndicatorRecordsPage.tsx'), 'IndicatorRecordsPage'),
});
const figures = createRoute({
  getParentRoute: () => root,
  path: '/figures',
  validateSearch: (search: Record<string, unknown>) => only({ place: text(search.place) }),
  component: lazyRouteComponent(() => import('../pages/indicators/FiguresPage.tsx'), 'FiguresPage'),
});
const surveys = createRoute({
  getParentRoute: () => root,
  path: '/surveys',
  component: lazyRouteComponent(() => import('../pages/surveys/SurveysPage.tsx'), 'SurveysPage'),
});
const survey = createRoute({
  getParentRoute: () => root,
  path: '/surveys/$id',
  component: lazyRouteComponent(() => import('../pages/surveys/SurveyPage.tsx'), 'SurveyPage'),
});
const answerSurvey = createRoute({
  getParentRoute: () => root,
  path: '/public/surveys',
  component: lazyRouteComponent(() => import('../pages/surveys/AnswerSurveyPage.tsx'), 'AnswerSurveyPage'),
});
const staff = createRoute({
  getParentRoute: () => root,
  path: '/staff',
  component: lazyRouteComponent(() => import('../pages/staff/StaffPage.tsx'), 'StaffPage'),
});
const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: lazyRouteComponent(() => import('../pages/password/PasswordPage.tsx'), 'PasswordPage'),
});
const migrations = createRoute({
  getParentRoute: () => root,
  path: '/migrations',
  component: lazyRouteComponent(() => import('../pages/migrations/MigrationsPage.tsx'), 'MigrationsPage'),
});
const checkpoint = createRoute({
  getParentRoute: () => root,
  path: '/checkpoint',
  component: lazyRouteComponent(() => import('../pages/audit/CheckpointPage.tsx'), 'CheckpointPage'),
});
const policy = createRoute({
  getParentRoute: () => root,
  path: '/policy',
  validateSearch: readPolicySearch,
  component: lazyRouteComponent(() => import('../pages/policy/PolicyPage.tsx'), 'PolicyPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    tasks,
    cases,
    openCase,
    oneCase,
    print,
    signatures,
    registers,
    register,
    addRecord,
    importRecords,
    record,
    account,
    statement,
    lists,
    list,
    placeList,
    compareLists,
    publicList,
    reports,
    report,
    newReport,
    elements,
    match,
    matchNeed,
    matchPrint,
    meetings,
    meetingBody,
    callMeeting,
    meeting,
    minutesForm,
    minutes,
    surveys,
    survey,
    answerSurvey,
    indicators,
    indicator,
    indicatorRecords,
    figures,
    staff,
    password,
    migrations,
    checkpoint,
    policy,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
