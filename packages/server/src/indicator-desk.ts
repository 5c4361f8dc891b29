import { type IndicatorLine, type Measured, measureIndicator, splitLines, valueText } from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import {
  type Citation,
  type FigureRow,
  figureNotes,
  figureRows,
  fill,
  type Indicator,
  type IndicatorSplit,
  isWithin,
  LEVELS,
  type Level,
  levelOf,
  numberWords,
  type Policy,
  packMessages,
  sayFigure,
} from '@cebao/pack';
import type {
  FigureReply,
  FiguresReply,
  IndicatorRecords,
  IndicatorRecordsQuery,
  IndicatorReply,
  IndicatorRow,
  IndicatorsQuery,
  IndicatorsReply,
} from './api/indicators.ts';
import { LineReader, type SeenLines, sourceOf } from './indicator-lines.ts';
import { messages } from './messages/zh-CN.ts';
import { roleOf } from './permissions.ts';
import { Refusal } from './problem.ts';
import { refuseIssues } from './refuse-issues.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

const words = messages.indicators;
/** Indicators that do not say where they stand come last. */
const LAST = Number.MAX_SAFE_INTEGER;

/** An indicator as the pack nearest to its place states it, with what a person may see of its lines. */
interface Found {
  readonly indicator: Indicator;
  readonly policy: Policy;
  /** Absent: nothing of it is kept, or the person may not read it. */
  readonly seen?: SeenLines;
  readonly measured?: Measured;
}

interface Scope {
  readonly place: string;
  readonly at: string;
  readonly from?: string | undefined;
}

/** The indicators of a place with all below it, as a person may see them. */
export async function indicatorsReplyOf(
  services: Services,
  viewer: Viewer,
  query: IndicatorsQuery,
): Promise<IndicatorsReply> {
  const scope = scopeOf(services, viewer, query);
  const reader = new LineReader(services, viewer, scope.at);
  const figures = new Map(figureRows(services.policies.packs()).map((row) => [row.id, row]));
  const rows: IndicatorRow[] = [];
  for (const stated of indicatorsAt(services, scope.place)) {
    const found = await measure(reader, stated, scope);
    if (found !== undefined) rows.push(rowOf(found, figures));
  }
  return { ...headOf(services, scope), ...aroundOf(services, viewer, scope.place), rows };
}

/** One indicator, divided, with what sources report about the same thing. */
export async function indicatorReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  query: IndicatorsQuery,
): Promise<IndicatorReply> {
  const scope = scopeOf(services, viewer, query);
  const found = await getIndicator(services, viewer, id, scope);
  const packs = services.policies.packs();
  const row = rowOf(found, new Map(figureRows(packs).map((one) => [one.id, one])));
  const notes = mayReadNotes(services, viewer)
    ? figureNotes(packs).filter(({ figures }) => figures.some((one) => found.indicator.figures?.includes(one)))
    : [];
  return {
    ...row,
    ...headOf(services, scope),
    splits: (found.indicator.splits ?? []).flatMap((split, position) =>
      split.by === 'place' && !isBelow(split.level, scope.place)
        ? []
        : [{ position, ...divided(services, found, split, scope) }],
    ),
    notes: notes.map(({ id: note, title, text, figures }) => ({ id: note, title, text, figures: [...figures] })),
  };
}

/** The lines that make a number, newest first, page by page. */
export async function indicatorRecordsOf(
  services: Services,
  viewer: Viewer,
  id: string,
  query: IndicatorRecordsQuery,
): Promise<IndicatorRecords> {
  const scope = scopeOf(services, viewer, query);
  const found = await getIndicator(services, viewer, id, scope);
  const { indicator, policy, seen, measured } = found;
  const split = query.split === undefined ? undefined : indicator.splits?.[query.split];
  const part = split && measured && groupsOf(found, split, measured.base).find(({ key }) => key === (query.part ?? ''));
  const chosen = split === undefined ? measured : part && again(found, part.lines, scope);
  const lines = [...(chosen?.[query.which ?? 'counted'] ?? [])].sort((a, b) =>
    a.on !== b.on ? (a.on < b.on ? 1 : -1) : a.key < b.key ? -1 : 1,
  );
  const start = query.after === undefined ? 0 : lines.findIndex(({ key }) => key === query.after) + 1;
  const page = lines.slice(start, start + (query.limit ?? 50));
  const last = page.at(-1);
  const columns = seen?.columns ?? [];
  return {
    id,
    title: indicator.title,
    ...headOf(services, scope),
    total: lines.length,
    ...(last && start + page.length < lines.length ? { next: last.key } : {}),
    columns: columns.map(({ id: column, title }) => ({ id: column, title })),
    placeInColumns: columns.some(({ format }) => format === 'place'),
    rows: page.map((line) => {
      const opens = seen?.opens(line);
      return {
        key: line.key,
        place: line.place,
        placeTitle: services.instance().titleOf(line.place),
        on: line.on,
        texts: Object.fromEntries(
          columns.map((column) => [column.id, textOf(services, policy, column, line.cells[column.id])]),
        ),
        ...(opens === undefined ? {} : { opens }),
      };
    }),
  };
}

/** What sources report about a place and below it. */
export function figuresReplyOf(services: Services, viewer: Viewer, asked: string | undefined): FiguresReply {
  const { place } = scopeOf(services, viewer, asked === undefined ? {} : { place: asked });
  const packs = services.policies.packs();
  return {
    place,
    placeTitle: services.instance().titleOf(place),
    figures: figureRows(packs, place).map(figureReplyOf),
    notes: (mayReadNotes(services, viewer) ? figureNotes(packs, place) : []).map(({ id, title, text, figures }) => ({
      id,
      title,
      text,
      figures: [...figures],
    })),
  };
}

/** The places at which a person works; of an organisation the place in which it is. */
function placesOf(services: Services, { person }: Viewer): string[] {
  const instance = services.instance();
  return person.assignments.flatMap(({ place }) => {
    const parts = place.split('/');
    const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
    return paths.find((path) => instance.findPlace(path)) ?? [];
  });
}

/** The place that is asked for: the person's own, or one below it. */
function scopeOf(services: Services, viewer: Viewer, { place, at, from }: IndicatorsQuery): Scope {
  const mine = placesOf(services, viewer);
  const wanted = place ?? mine[0] ?? '';
  if (services.instance().findPlace(wanted) === undefined || !mine.some((one) => isWithin(wanted, one)))
    throw new Refusal(404, 'unknownPlace', { params: { place: wanted } });
  const today = services.today();
  return { place: wanted, at: at === undefined || at > today ? today : at, from };
}

/** What the packs at and above a place state, then what those below it add. */
function indicatorsAt(services: Services, place: string): Found[] {
  const here = services.policies.newest(place);
  if (!here.ok) throw refuseIssues(here.issues);
  const ordered = (indicators: readonly Indicator[]) =>
    [...indicators].sort((a, b) => (a.order ?? LAST) - (b.order ?? LAST) || (a.id < b.id ? -1 : 1));
  const found = new Map<string, Found>(
    ordered(here.value.indicators).map((indicator) => [indicator.id, { indicator, policy: here.value }]),
  );
  const below = services.policies
    .packs()
    .filter(({ manifest }) => manifest.region !== place && isWithin(manifest.region, place))
    .sort((a, b) => (a.manifest.region < b.manifest.region ? -1 : 1));
  for (const { manifest, indicators } of below) {
    const policy = services.policies.newest(manifest.region);
    if (!policy.ok) continue;
    for (const indicator of ordered(indicators))
      if (!found.has(indicator.id)) found.set(indicator.id, { indicator, policy: policy.value });
  }
  return [...found.values()];
}

async function getIndicator(services: Services, viewer: Viewer, id: string, scope: Scope): Promise<Found> {
  const stated = indicatorsAt(services, scope.place).find(({ indicator }) => indicator.id === id);
  const found = stated && (await measure(new LineReader(services, viewer, scope.at), stated, scope));
  if (found === undefined) throw new Refusal(404, 'unknownIndicator', { params: { id } });
  return found;
}

/** The number as the person may see it; undefined where the matter itself is not theirs to see. */
async function measure(reader: LineReader, stated: Found, scope: Scope): Promise<Found | undefined> {
  const { indicator, policy } = stated;
  const { over } = indicator;
  if (over === undefined) return stated;
  const { kind, id } = sourceOf(over);
  const flow = kind === 'cases' ? id : kind === 'register' ? policy.findRegister(id)?.flow : undefined;
  if (!reader.seesFlow(policy, flow)) return undefined;
  const seen = await reader.read(over, policy, scope.place);
  if (seen === undefined) return stated;
  const found = { ...stated, seen };
  return { ...found, measured: again(found, seen.lines, scope) };
}

function again({ indicator: { over }, policy }: Found, lines: readonly IndicatorLine[], scope: Scope): Measured {
  const measured = measureIndicator(over ?? { take: 'count' }, lines, scope, (expression, read) =>
    policy.evaluate(expression, read, (param) => policy.findParam(param, scope.at)?.value),
  );
  if (!measured.ok) throw refuseIssues(measured.issues);
  return measured.value;
}

function groupsOf({ indicator: { over }, seen }: Found, split: IndicatorSplit, lines: readonly IndicatorLine[]) {
  const labels = split.by === 'column' ? seen?.columns.find(({ id }) => id === split.column)?.labels : undefined;
  return splitLines(split, over ?? { take: 'count' }, lines, Object.keys(labels ?? {}));
}

function divided(
  services: Services,
  found: Found,
  split: IndicatorSplit,
  scope: Scope,
): Omit<IndicatorReply['splits'][number], 'position'> {
  const { indicator, policy, seen, measured } = found;
  const column = split.by === 'column' ? seen?.columns.find(({ id }) => id === split.column) : undefined;
  const titleOf = (key: string, line: IndicatorLine | undefined): string => {
    if (key === '') return split.by === 'place' ? words.notBelow : words.noValue;
    if (split.by === 'place') return services.instance().titleOf(key);
    if (split.by === 'period') return periodText(key);
    return column ? textOf(services, policy, column, line?.cells[column.id]) : key;
  };
  return {
    by: split.by,
    title:
      split.by === 'column'
        ? (column?.title ?? '')
        : split.by === 'place'
          ? fill(words.byPlace, { level: packMessages[`level.${split.level}`] ?? split.level })
          : words.byPeriod[split.period],
    parts: groupsOf(found, split, measured?.base ?? []).map(({ key, lines }) => {
      const part = again(found, lines, scope);
      return { key, title: titleOf(key, lines[0]), ...numberOf(indicator, part) };
    }),
  };
}

/** Whether places of a level lie below a place. */
function isBelow(level: Level, place: string): boolean {
  return LEVELS.indexOf(level) > LEVELS.indexOf(levelOf(place));
}

function periodText(id: string): string {
  const [, year = id, quarter, month] = /^(\d{4})(?:-Q(\d)|-(\d{2}))?$/.exec(id) ?? [];
  if (quarter !== undefined) return fill(words.quarter, { year, quarter });
  return month === undefined ? fill(words.year, { year }) : fill(words.month, { year, month: String(Number(month)) });
}

/** A number as people read it, and what it rests on. */
function numberOf(indicator: Indicator, measured: Measured | undefined) {
  const { over, unit } = indicator;
  const value = measured?.value;
  const share = over?.take === 'share';
  const text =
    over === undefined
      ? words.notKept
      : measured === undefined
        ? words.notYours
        : value === undefined
          ? words.nothing
          : unit === 'yuan'
            ? numberWords(value, 'yuan')
            : fill(unit === undefined || unit.startsWith('%') ? words.percent : words.value, {
                n: numberWords(value, undefined),
                unit: unit ?? (share ? '%' : ''),
              });
  return {
    ...(value === undefined ? {} : { value }),
    text,
    counted: measured?.counted.length ?? 0,
    base: measured?.base.length ?? 0,
  };
}

function rowOf({ indicator, policy, seen, measured }: Found, figures: ReadonlyMap<string, FigureRow>): IndicatorRow {
  const { id, title, unit, over, basis, sources = [], note } = indicator;
  const stated = policy.layered.indicators[id]?.layer;
  return {
    id,
    title,
    ...(unit === undefined ? {} : { unit }),
    ...(over === undefined
      ? {}
      : { over: { ...sourceOf(over), title: seen?.title ?? titleOfSource(policy, over), take: over.take } }),
    ...numberOf(indicator, measured),
    layer: stated === undefined ? '' : (policy.layered.layers[stated]?.title ?? ''),
    basis,
    sources: sources.map((citation) => citationOf(policy, citation)),
    figures: (indicator.figures ?? [])
      .map((figure) => figures.get(figure))
      .filter((row) => row !== undefined)
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
      .map(figureReplyOf),
    ...(note === undefined ? {} : { note }),
  };
}

function titleOfSource(policy: Policy, over: NonNullable<Indicator['over']>): string {
  const { kind, id } = sourceOf(over);
  if (kind === 'cases') return policy.findFlow(id)?.title ?? id;
  if (kind === 'survey') return policy.surveys.find((one) => one.id === id)?.title ?? id;
  if (kind === 'match') return policy.matches.find((one) => one.id === id)?.title ?? id;
  return (kind === 'register' ? policy.findRegister(id)?.title : undefined) ?? id;
}

function citationOf(policy: Policy, { source, paragraph, quote }: Citation): IndicatorRow['sources'][number] {
  const title = policy.layered.sources[source]?.item.title ?? source;
  return { source, title, ...(paragraph === undefined ? {} : { paragraph }), quote };
}

function figureReplyOf(row: FigureRow): FigureReply {
  const { id, title, value, qualifier = 'exact', stands = 'observation', place, placeTitle, on, dated, basis } = row;
  return {
    id,
    title,
    text: sayFigure(row),
    ...(value === undefined ? {} : { value }),
    qualifier,
    stands,
    place,
    placeTitle,
    on,
    dated,
    basis,
    citation: { source: row.source.id, title: row.source.title, paragraph: row.paragraph, quote: row.quote },
    ...(row.system === undefined ? {} : { system: row.system }),
    ...(row.note === undefined ? {} : { note: row.note }),
  };
}

function textOf(
  services: Services,
  policy: Policy,
  { format = 'text', labels }: Pick<SeenLines['columns'][number], 'format' | 'labels'>,
  cell: JsonValue | undefined,
): string {
  const instance = services.instance();
  const names = { words: policy.words, organisation: instance.organisationTitle, place: instance.titleOf };
  return valueText(cell, format, names, labels);
}

function headOf(services: Services, { place, at, from }: Scope) {
  return {
    place,
    placeTitle: services.instance().titleOf(place),
    at,
    ...(from === undefined ? {} : { from }),
    demo: services.store.settings.demo,
  };
}

/** Places above that the person works at or above, and the nearest places below. */
function aroundOf(services: Services, viewer: Viewer, place: string): Pick<IndicatorsReply, 'upper' | 'below'> {
  const instance = services.instance();
  const row = (path: string) => ({ place: path, title: instance.titleOf(path) });
  const mine = placesOf(services, viewer);
  const parts = place.split('/');
  const upper = parts
    .map((_, index) => parts.slice(0, index + 1).join('/'))
    .filter((path) => path !== place && instance.findPlace(path) && mine.some((one) => isWithin(path, one)));
  const inside = instance.places.filter(({ path }) => path !== place && isWithin(path, place)).map(({ path }) => path);
  const known = new Set(inside);
  const nearest = inside.filter((path) => {
    const steps = path.split('/');
    return !steps.some(
      (_, index) => index > parts.length && index < steps.length && known.has(steps.slice(0, index).join('/')),
    );
  });
  return { upper: upper.map(row), below: nearest.map(row) };
}

/** Notes on figures are for those who draft or publish rules, and for those who look over a place. */
function mayReadNotes(services: Services, { person }: Viewer): boolean {
  return person.assignments.some((held) =>
    (roleOf(services, held)?.may ?? []).some((may) => may === 'draft' || may === 'publish' || may === 'oversee'),
  );
}
