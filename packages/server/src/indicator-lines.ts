import { type IndicatorLine, keptList, type Measure } from '@cebao/casework';
import { isWithin, type Policy, type Register } from '@cebao/pack';
import { accountRecords } from './account-book.ts';
import type { IndicatorRecords } from './api/indicators.ts';
import { booksOf } from './books.ts';
import { type CaseIndexRow, wholeCases } from './case-index.ts';
import { matchLines } from './match-desk.ts';
import { messages } from './messages/zh-CN.ts';
import { getList, placesWithList, readerBelow } from './place-list-book.ts';
import { recordsOf } from './register-book.ts';
import { reportPlaces } from './report-basis.ts';
import { loadAdopted, loadEveryAnswer } from './report-book.ts';
import type { Services } from './services.ts';
import { closedSides } from './survey-desk.ts';
import type { Viewer } from './viewer.ts';

type Opens = NonNullable<IndicatorRecords['rows'][number]['opens']>;
type Columns = Register['columns'];
type Column = Pick<Columns[number], 'id' | 'title' | 'format' | 'labels'>;

/** The lines of a source that a person may see, with what is needed to show them. */
export interface SeenLines {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly lines: readonly IndicatorLine[];
  /** Where a line is read. */
  opens(line: IndicatorLine): Opens | undefined;
}

/** What reads the lines of one kind of source. Undefined: the person may not read it here at all. */
type ReadSource = (reader: LineReader, id: string, policy: Policy, place: string) => Promise<SeenLines | undefined>;

/** One reader per kind of source: a new kind of source is one more of them. */
const SOURCES: Readonly<Record<SourceKind, ReadSource>> = {
  register: readRegisterLines,
  cases: readCaseLines,
  list: readListLines,
  report: readReportLines,
  survey: readSurveyLines,
  match: readMatchLines,
};

export type SourceKind = 'register' | 'cases' | 'list' | 'report' | 'survey' | 'match';

/** What an indicator counts: validation has seen to it that it is exactly one source. */
export function sourceOf(measure: Measure): { readonly kind: SourceKind; readonly id: string } {
  for (const kind of Object.keys(SOURCES) as SourceKind[]) {
    const id = measure[kind];
    if (id !== undefined) return { kind, id };
  }
  return { kind: 'register', id: '' };
}

/** Reads lines for one person on one day; what many indicators need is read once. */
export class LineReader {
  readonly services: Services;
  readonly viewer: Viewer;
  readonly at: string;
  private readonly known = new Map<string, Promise<SeenLines | undefined>>();
  private cases: Promise<Map<string, CaseIndexRow>> | undefined;

  constructor(services: Services, viewer: Viewer, at: string) {
    this.services = services;
    this.viewer = viewer;
    this.at = at;
  }

  read(measure: Measure, policy: Policy, place: string): Promise<SeenLines | undefined> {
    const { kind, id } = sourceOf(measure);
    const key = `${kind}|${id}|${policy.region}|${place}`;
    const known = this.known.get(key) ?? SOURCES[kind](this, id, policy, place);
    this.known.set(key, known);
    return known;
  }

  /** The cases that the person sees whole: only these are counted. */
  wholeCases(): Promise<Map<string, CaseIndexRow>> {
    this.cases ??= wholeCases(this.services, this.viewer).then((rows) => new Map(rows.map((row) => [row.id, row])));
    return this.cases;
  }

  /** Whether the person acts for one of the bodies to which a flow is open. */
  seesFlow(policy: Policy, flow: string | undefined): boolean {
    const { visibility } = policy.findFlow(flow ?? '') ?? {};
    if (visibility === undefined) return true;
    return this.viewer.person.assignments.some(({ role }) => visibility.includes(policy.findRole(role)?.actsFor ?? ''));
  }
}

const caseOf = ({ caseId }: IndicatorLine): Opens | undefined =>
  caseId === undefined ? undefined : { kind: 'case', case: caseId };

async function readRegisterLines(
  reader: LineReader,
  id: string,
  policy: Policy,
  place: string,
): Promise<SeenLines | undefined> {
  const register = policy.findRegister(id);
  if (register === undefined) return undefined;
  const { services, viewer } = reader;
  const { title, columns } = register;
  if (register.flow !== undefined) {
    if (!reader.seesFlow(policy, register.flow)) return undefined;
    const seen = await reader.wholeCases();
    const lines = (await recordsOf(services.store, id)).filter(({ caseId = '' }) => seen.has(caseId));
    return { title, columns, lines, opens: caseOf };
  }
  const books = new Set(
    booksOf(services, viewer, id)
      .filter((book) => isWithin(book.place, place))
      .map((book) => book.place),
  );
  if (books.size === 0) return undefined;
  if (register.account !== undefined) {
    const seen = await reader.wholeCases();
    const lines = (await accountRecords(services.store, id)).filter((line) => books.has(line.place));
    const { sources, uses } = register.account;
    const opens = (line: IndicatorLine) => (seen.has(line.caseId ?? '') ? caseOf(line) : undefined);
    return { title, columns: accountColumns({ ...sources?.values, ...uses?.values }), lines, opens };
  }
  const lines = (await recordsOf(services.store, id)).filter((line) => books.has(line.place));
  const { meeting: meetings } = register;
  const opens = ({ record, meeting }: IndicatorLine): Opens | undefined =>
    record !== undefined
      ? { kind: 'record', register: id, record }
      : meeting !== undefined && meetings !== undefined
        ? { kind: 'meeting', meetings, meeting }
        : undefined;
  return { title, columns, lines, opens };
}

function accountColumns(purposes: Readonly<Record<string, string>>): Column[] {
  const words = messages.accountColumns;
  return [
    { id: 'on', title: words.on, format: 'date' },
    { id: 'direction', title: words.direction, format: 'label', labels: { ...messages.account.directions } },
    { id: 'purpose', title: words.purpose, format: 'label', labels: purposes },
    { id: 'party', title: words.party, format: 'text' },
    { id: 'amount', title: words.amount, format: 'money' },
  ];
}

async function readCaseLines(reader: LineReader, id: string, policy: Policy): Promise<SeenLines | undefined> {
  const flow = policy.findFlow(id);
  if (flow === undefined || !reader.seesFlow(policy, id)) return undefined;
  const words = messages.indicators;
  const rows = [...(await reader.wholeCases()).values()].filter((row) => row.flow === id);
  return {
    title: flow.title,
    columns: [
      { id: 'title', title: words.columns.title },
      { id: 'state', title: words.columns.state, format: 'label', labels: { ...words.states } },
      { id: 'openedOn', title: words.columns.openedOn, format: 'date' },
      { id: 'waiting', title: words.columns.waiting },
    ],
    lines: rows.map(({ id: caseId, place, openedOn, changedOn, title, state, end, waiting }) => ({
      key: caseId,
      caseId,
      place,
      on: openedOn.slice(0, 10),
      cells: {
        title,
        state,
        openedOn: openedOn.slice(0, 10),
        changedOn: changedOn.slice(0, 10),
        end: end ?? null,
        waiting: waiting.filter(({ optional }) => !optional).map((step) => step.title),
      },
    })),
    opens: caseOf,
  };
}

/** One line for each place that has a list of its own. */
async function readListLines(
  reader: LineReader,
  id: string,
  policy: Policy,
  place: string,
): Promise<SeenLines | undefined> {
  const { services, at } = reader;
  const found = getList(services, id, policy.region);
  const under = isWithin(place, policy.region) ? place : policy.region;
  const lists = await readerBelow(services, found, under, at);
  const { kinds } = found.list.perPlace;
  const words = messages.indicators.columns;
  return {
    title: found.list.title,
    columns: [
      { id: 'kind', title: words.kind, labels: Object.fromEntries(kinds.map((kind) => [kind.id, kind.title])) },
      { id: 'entries', title: words.entries, format: 'number' },
      { id: 'deviations', title: words.deviations, format: 'number' },
      { id: 'publishedOn', title: words.publishedOn, format: 'date' },
    ],
    lines: placesWithList(services, found, under).map(({ path }) => {
      const read = lists.read(path);
      const published = keptList(lists.listsOf(path), id).publications.filter(({ on }) => on <= at);
      return {
        key: path,
        place: path,
        on: at,
        cells: {
          kind: read.kind?.kind ?? null,
          entries: read.entries.length,
          deviations: read.deviations,
          publishedOn: published.at(-1)?.on ?? null,
        },
      };
    }),
    opens: ({ place: path }) => ({ kind: 'list', list: id, place: path }),
  };
}

/** One line for each time a report was handed in. */
async function readReportLines(reader: LineReader, id: string, policy: Policy): Promise<SeenLines | undefined> {
  const { services, viewer } = reader;
  const mine = reportPlaces(services, viewer.person);
  if (mine.length === 0) return undefined;
  const known = [...policy.reports, ...(await loadAdopted(services.store))].find((one) => one.id === id);
  const words = messages.indicators.columns;
  const lines: IndicatorLine[] = [];
  for (const [place, answers] of await loadEveryAnswer(services.store)) {
    if (!mine.some((one) => isWithin(place, one))) continue;
    for (const filing of answers.filings)
      if (filing.report === id)
        lines.push({
          key: filing.id,
          place,
          on: filing.at.slice(0, 10),
          cells: {
            report: known?.title ?? id,
            period: filing.period,
            filedOn: filing.at.slice(0, 10),
            requestedBy: known?.requestedBy ?? null,
          },
        });
  }
  return {
    title: known?.title ?? id,
    columns: [
      { id: 'report', title: words.report },
      { id: 'period', title: words.period },
      { id: 'filedOn', title: words.filedOn, format: 'date' },
    ],
    lines,
    opens: ({ place, cells }) => ({ kind: 'report', report: id, place, period: String(cells['period']) }),
  };
}

/** One line for each side of a closed survey of which enough answered. */
async function readSurveyLines(
  { services, viewer }: LineReader,
  id: string,
  policy: Policy,
): Promise<SeenLines | undefined> {
  const kind = policy.surveys.find((one) => one.id === id);
  if (kind === undefined) return undefined;
  const words = messages.indicators.columns;
  const sides = await closedSides(services, viewer, id);
  return {
    title: kind.title,
    columns: [
      {
        id: 'side',
        title: words.side,
        format: 'label',
        labels: Object.fromEntries(kind.sides.map((side) => [side.id, side.title])),
      },
      { id: 'subject', title: words.subject },
      { id: 'closedOn', title: words.closedOn, format: 'date' },
      { id: 'invited', title: words.invited, format: 'number' },
      { id: 'answered', title: words.answered, format: 'number' },
      { id: 'satisfied', title: words.satisfied, format: 'number' },
    ],
    lines: sides.map(({ survey, place, ...cells }) => ({
      key: `${survey}|${cells.side}`,
      place,
      on: cells.closedOn,
      cells,
    })),
    opens: ({ key }) => ({ kind: 'survey', survey: key.slice(0, key.indexOf('|')) }),
  };
}

/** One line for each need and resource brought together, and for each need that still looks for something. */
async function readMatchLines(
  { services, viewer, at }: LineReader,
  id: string,
  policy: Policy,
  place: string,
): Promise<SeenLines | undefined> {
  const match = policy.matches.find((one) => one.id === id);
  const lines = match && (await matchLines(services, viewer, id, { place, at }));
  if (match === undefined || lines === undefined) return undefined;
  const words = messages.indicators;
  return {
    title: match.title,
    columns: [
      { id: 'state', title: words.columns.state, format: 'label', labels: { ...words.matchStates } },
      { id: 'need', title: words.columns.need },
      { id: 'resource', title: words.columns.resource },
      { id: 'amount', title: words.columns.amount, format: 'number' },
      { id: 'since', title: words.columns.since, format: 'date' },
    ],
    lines,
    opens: ({ key, place: at }) => {
      const need = /^need (.+)$/.exec(key)?.[1];
      return { kind: 'match', match: id, place: at, ...(need === undefined ? {} : { need }) };
    },
  };
}
