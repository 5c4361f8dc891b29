import type { Issue, JsonValue, Result } from '@cebao/engine';
import { type DataElement, type Evaluate, type Form, partsOfElement } from '@cebao/pack';
import { dayOfPeriod, type Period, periodOf } from './period.ts';
import type { Observation, PlaceAnswers } from './place-answers.ts';
import { reportForm } from './report-form.ts';
import type { LineKind, ReportLine, ReportSource } from './report-line.ts';
import type { ReportTemplate } from './report-template.ts';
import { type SourceLine, takeFromLines } from './take-from-lines.ts';

/** Everything a report of a place is compiled from. */
export interface ReportBasis {
  readonly elements: ReadonlyMap<string, DataElement>;
  /** All reports of the place, in the order in which their questions count. */
  readonly templates: readonly ReportTemplate[];
  readonly lines: readonly SourceLine[];
  readonly answers: PlaceAnswers;
  readonly evaluate: Evaluate;
  readonly today: string;
}

/** A report of a place and a period: what is there already, and the form for what is not. */
export interface CompiledReport {
  readonly report: ReportTemplate;
  readonly period: Period;
  /** The day for which its figures are read. */
  readonly day: string;
  readonly lines: readonly ReportLine[];
  /** Elements that this report has to ask for; the form holds these and no others. */
  readonly questions: readonly DataElement[];
  readonly form: Form;
}

interface Found {
  readonly value?: JsonValue;
  readonly source?: ReportSource;
  readonly instead?: { readonly value: JsonValue; readonly source: ReportSource };
  /** Without a value: the elements somebody has to be asked for. */
  readonly lacks: readonly string[];
}

/**
 * Compiles a report: each line is held, computable, asked for by another report already, or to be asked for. What a
 * register or an earlier answer holds is never asked for again; of what is worked out only the missing parts are.
 *
 * @example
 * const compiled = compileReport(basis, report, periodOf('quarter', '2026-11-25'));
 * if (compiled.ok) compiled.value.questions; // the delta
 */
export function compileReport(basis: ReportBasis, report: ReportTemplate, period: Period): Result<CompiledReport> {
  const day = dayOfPeriod(period, basis.today);
  const issues: Issue[] = [];
  const reader = readerFor(basis, period, issues);
  const askers = askersOf(basis, report, period, day, issues);
  const lines = report.elements.map(({ element, title }): ReportLine => {
    const stated = elementOf(basis, element);
    const found = reader(element);
    const asker = found.lacks.map((lack) => askers.get(lack));
    const open = found.lacks.length > 0;
    const [first] = asker;
    const elsewhere = open && asker.every((one) => one !== undefined) ? first : undefined;
    const kind: LineKind = open ? (elsewhere ? 'asked' : 'ask') : kindOf(found.source);
    return {
      element,
      title: title ?? stated.title,
      type: stated.type,
      ...(stated.unit === undefined ? {} : { unit: stated.unit }),
      kind,
      ...(found.value === undefined ? {} : { value: found.value }),
      ...(found.source ? { source: found.source } : {}),
      ...(found.instead ? { instead: found.instead } : {}),
      ...(open ? { waitsFor: found.lacks } : {}),
      ...(elsewhere
        ? { askedBy: { report: elsewhere.id, title: elsewhere.title, requestedBy: elsewhere.requestedBy } }
        : {}),
    };
  });
  if (issues.length > 0) return { ok: false, issues };
  const wanted = [...new Set(lines.flatMap(({ waitsFor = [] }) => waitsFor))].filter((lack) => !askers.has(lack));
  const titles = new Map(report.elements.map(({ element, title }) => [element, title]));
  const questions = wanted.map((name): DataElement => {
    const stated = elementOf(basis, name);
    return { ...stated, title: titles.get(name) ?? stated.title };
  });
  return { ok: true, value: { report, period, day, lines, questions, form: reportForm(report.id, questions) } };
}

function kindOf(source: ReportSource | undefined): LineKind {
  return source?.from === 'elements' || (source?.from === 'register' && source.take !== 'latest')
    ? 'computable'
    : 'held';
}

function elementOf({ elements }: ReportBasis, name: string): DataElement {
  return elements.get(name) ?? { id: name, title: name, type: 'text', keeps: 'period' };
}

/** Whether an answer given for one day and period is true for another. */
export function serves(
  keeps: DataElement['keeps'],
  given: { readonly period: string; readonly on: string },
  asked: { readonly period: string; readonly on: string },
): boolean {
  if (keeps === 'period') return given.period === asked.period;
  if (given.on > asked.on) return false;
  return keeps === 'always' || periodOf(keeps, given.on).id === periodOf(keeps, asked.on).id;
}

/** Reads elements for a period; what one is worked out from is read once. */
function readerFor(basis: ReportBasis, period: Period, issues: Issue[]): (name: string) => Found {
  const known = new Map<string, Found>();
  const day = dayOfPeriod(period, basis.today);
  const read = (name: string): Found => {
    const before = known.get(name);
    if (before) return before;
    // Whatever comes back to itself lacks itself.
    known.set(name, { lacks: [name] });
    const found = find(name);
    known.set(name, found);
    return found;
  };
  const find = (name: string): Found => {
    const element = elementOf(basis, name);
    const worked = element.from || element.value !== undefined ? work(element) : undefined;
    const keeps = worked ? 'period' : element.keeps;
    const answer = basis.answers.observations
      .filter((one) => one.element === name && serves(keeps, one, { period: period.id, on: day }))
      .at(-1);
    if (answer === undefined) return worked ?? { lacks: [name] };
    const { value, source } = worked ?? {};
    return {
      value: answer.value,
      source: sourceOfAnswer(answer),
      ...(value === undefined || source === undefined ? {} : { instead: { value, source } }),
      lacks: [],
    };
  };
  const work = (element: DataElement): Found => {
    if (element.from) {
      const taken = takeFromLines(element.from, basis.lines, period, day, basis.evaluate);
      if (!taken.ok) {
        issues.push(...taken.issues);
        return { lacks: [element.id] };
      }
      const { value, lines } = taken.value;
      if (value === undefined) return { lacks: [element.id] };
      const newest = lines.at(-1);
      return {
        value,
        source: {
          from: 'register',
          register: element.from.register,
          take: element.from.take,
          lines: lines.length,
          ...(newest
            ? {
                newest: {
                  on: newest.on,
                  ...(newest.caseId === undefined ? {} : { caseId: newest.caseId }),
                  ...(newest.record === undefined ? {} : { record: newest.record }),
                },
              }
            : {}),
        },
        lacks: [],
      };
    }
    const parts = partsOfElement(element.value as JsonValue);
    const found = parts.map((part) => [part, read(part)] as const);
    const lacks = [...new Set(found.flatMap(([, { lacks: missing }]) => missing))];
    if (lacks.length > 0) return { lacks };
    const values = Object.fromEntries(found.map(([part, { value = null }]) => [part, value]));
    const run = basis.evaluate(element.value as JsonValue, (name) =>
      Object.hasOwn(values, name) ? values[name] : undefined,
    );
    if (!run.ok) {
      issues.push(...run.issues);
      return { lacks: [element.id] };
    }
    return { value: run.value, source: { from: 'elements', elements: parts }, lacks: [] };
  };
  return read;
}

function sourceOfAnswer({ report, reportTitle, requestedBy, at, actor, reason }: Observation): ReportSource {
  return { from: 'answer', report, reportTitle, requestedBy, at, actor, ...(reason === undefined ? {} : { reason }) };
}

/** Which report before this one asks for an element, so that its answer will do here too. */
function askersOf(
  basis: ReportBasis,
  report: ReportTemplate,
  period: Period,
  day: string,
  issues: Issue[],
): Map<string, ReportTemplate> {
  const askers = new Map<string, ReportTemplate>();
  for (const other of basis.templates) {
    if (other.id === report.id) break;
    const theirs = periodOf(other.period, day);
    const on = dayOfPeriod(theirs, basis.today);
    const reader = readerFor(basis, theirs, issues);
    for (const { element } of other.elements)
      for (const lack of reader(element).lacks)
        if (
          !askers.has(lack) &&
          serves(elementOf(basis, lack).keeps, { period: theirs.id, on }, { period: period.id, on: day })
        )
          askers.set(lack, other);
  }
  return askers;
}
