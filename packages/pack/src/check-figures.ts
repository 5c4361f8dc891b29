import { type Issue, nearestName } from '@cebao/engine';
import { type Figures, type Indicator, type Register, SOURCE_COLUMNS } from './format.ts';

type Kind = 'source' | 'register' | 'flow' | 'list' | 'report' | 'survey' | 'match' | 'figure';

/** How the rest of the pack is looked up. */
interface References {
  demand(kind: Kind, name: string | undefined, at: string): void;
  registerOf(id: string): Register | undefined;
}

const SOURCES = {
  register: 'register',
  cases: 'flow',
  list: 'list',
  report: 'report',
  survey: 'survey',
  match: 'match',
} as const;

/** An account's lines have columns that no register states. */
const ACCOUNT_COLUMNS = ['on', 'happened', 'direction', 'purpose', 'party', 'amount'];

/** What an indicator counts: one source, with the columns it reads; and figures that are there. */
export function checkIndicator(
  indicator: Indicator,
  at: string,
  { demand, registerOf }: References,
  issues: Issue[],
): void {
  for (const [index, figure] of (indicator.figures ?? []).entries()) demand('figure', figure, `${at}/figures/${index}`);
  const { over, title } = indicator;
  if (over === undefined) return;
  const kinds = (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).filter((kind) => over[kind] !== undefined);
  if (kinds.length !== 1) issues.push({ code: 'indicatorSource', path: `${at}/over`, params: { title, found: kinds } });
  for (const kind of kinds) demand(SOURCES[kind], over[kind], `${at}/over/${kind}`);
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) return;
  const needed = over.take === 'count' ? [] : over.take === 'share' ? (['of'] as const) : (['column'] as const);
  for (const name of needed)
    if (over[name] === undefined)
      issues.push({ code: 'missingKey', path: `${at}/over/${name}`, params: { name, expected: 'string' } });
  const register = kind === 'register' ? registerOf(over.register ?? '') : undefined;
  const columns: readonly string[] =
    kind === 'register'
      ? register?.account
        ? ACCOUNT_COLUMNS
        : (register?.columns.map(({ id }) => id) ?? [])
      : SOURCE_COLUMNS[kind];
  const demandColumn = (column: string | undefined, place: string) => {
    if (column === undefined || columns.length === 0 || columns.includes(column)) return;
    issues.push({
      code: 'unknownReference',
      path: place,
      params: { kind: 'column', id: column, suggestion: nearestName(column, [...columns]) },
    });
  };
  demandColumn(over.column, `${at}/over/column`);
  demandColumn(over.day, `${at}/over/day`);
  for (const [index, split] of (indicator.splits ?? []).entries()) {
    if (split.by !== 'column') continue;
    const path = `${at}/splits/${index}/column`;
    demandColumn(split.column, path);
    const column = register?.columns.find(({ id }) => id === split.column);
    if (column?.format === 'organisation' || split.column === 'party')
      issues.push({ code: 'indicatorRanks', path, params: { title, column: column?.title ?? split.column } });
  }
}

/** Every figure says one thing and has its source; notes speak of figures that are there. */
export function checkFigures(file: Figures, at: string, { demand }: Pick<References, 'demand'>, issues: Issue[]): void {
  demand('source', file.source, `${at}/source`);
  const seen = new Set<string>();
  for (const [index, figure] of file.figures.entries()) {
    const path = `${at}/figures/${index}`;
    const said = (['value', 'parts', 'text'] as const).filter((key) => figure[key] !== undefined);
    if (said.length !== 1)
      issues.push({ code: 'figureSaysOneThing', path, params: { title: figure.title, found: said } });
    if (seen.has(figure.id))
      issues.push({ code: 'duplicateId', path: `${path}/id`, params: { id: figure.id, other: file.id } });
    seen.add(figure.id);
  }
  for (const [index, note] of (file.notes ?? []).entries())
    for (const [i, figure] of (note.figures ?? []).entries())
      demand('figure', figure, `${at}/notes/${index}/figures/${i}`);
}
