import type { Issue, JsonValue, Result } from '@cebao/engine';
import {
  checkFormData,
  type DataElement,
  LEVELS,
  type Level,
  levelOf,
  mayAct,
  type Offices,
  type Person,
} from '@cebao/pack';
import type { EventActor } from '../event.ts';
import { eventActor } from '../event-head.ts';
import { issue } from '../refusals.ts';
import type { AnswerEvent } from './answer-event.ts';
import { type CompiledReport, compileReport, type ReportBasis } from './compile-report.ts';
import type { Period, PeriodKind } from './period.ts';
import { applyAnswerEvent, lastFiling } from './place-answers.ts';
import type { AdoptedReport, ReportAdopted, ReportEnded } from './report-event.ts';
import { reportForm } from './report-form.ts';
import type { ReportTemplate } from './report-template.ts';

/** Who, when, and what makes ids. */
export interface ReportContext {
  /** Civil time with offset. */
  readonly now: string;
  readonly actor: Person;
  readonly newId: () => string;
}

/** Values for elements of a report; `file` hands the report in. */
export interface AnswerCommand {
  readonly values: Readonly<Record<string, JsonValue>>;
  /** Why a value that is there already is another. */
  readonly reasons?: Readonly<Record<string, string>> | undefined;
  readonly file?: boolean | undefined;
  /** Why a report that was handed in is handed in again. */
  readonly reason?: string | undefined;
}

/**
 * Decides an answer to a report, and its handing in. A value that is there already needs a reason to be another; a report
 * is handed in when every line has a value. Pure.
 *
 * @example
 * decideAnswer(policy, basis, report, period, { values: { householdCount: 820 }, file: true }, context);
 */
export function decideAnswer(
  offices: Offices & { readonly revision: string },
  basis: ReportBasis,
  report: ReportTemplate,
  period: Period,
  command: AnswerCommand,
  context: ReportContext,
): Result<AnswerEvent[]> {
  const { place } = basis.answers;
  const may = mayAct(offices, report.answeredBy, { place }, context.actor);
  if (!may.ok)
    return refuse(issue('notYourReport', '/place', { report: report.title, who: may.who.map(({ title }) => title) }));
  if (period.kind !== 'once' && period.from > basis.today)
    return refuse(issue('periodInFuture', '/period', { period: period.id }));
  const compiled = compileReport(basis, report, period);
  if (!compiled.ok) return compiled;
  const { values, reasons = {}, file = false } = command;
  const found = checkValues(basis, compiled.value, values, reasons);
  const names = Object.keys(values);
  if (names.length === 0 && !file) found.push(issue('nothingAnswered', '/values'));
  if (found.length > 0) return refuse(...found);
  const actor = eventActor(context, may.as);
  const head = () => ({
    id: context.newId(),
    schema: 1 as const,
    place,
    at: context.now,
    actor,
    sealed: null,
    report: report.id,
    reportTitle: report.title,
    requestedBy: report.requestedBy,
    period: period.id,
    on: compiled.value.day,
  });
  const events: AnswerEvent[] =
    names.length === 0
      ? []
      : [
          {
            ...head(),
            type: 'answered',
            values,
            reasons: Object.fromEntries(Object.entries(reasons).filter(([name]) => names.includes(name))),
          },
        ];
  if (!file) return { ok: true, value: events };
  const answers = events.reduce(applyAnswerEvent, basis.answers);
  const complete = compileReport({ ...basis, answers }, report, period);
  if (!complete.ok) return complete;
  const open = complete.value.lines.filter(({ kind }) => kind === 'ask' || kind === 'asked');
  const again = lastFiling(basis.answers, report.id, period.id) !== undefined;
  const issues = [
    ...(open.length > 0 ? [issue('reportIncomplete', '/values', { missing: open.map(({ title }) => title) })] : []),
    ...(again && (command.reason ?? '').trim() === '' ? [issue('reasonMissing', '/reason')] : []),
  ];
  if (issues.length > 0) return refuse(...issues);
  return {
    ok: true,
    value: [
      ...events,
      {
        ...head(),
        type: 'filed',
        revision: offices.revision,
        lines: complete.value.lines,
        ...(again && command.reason ? { reason: command.reason } : {}),
      },
    ],
  };
}

function checkValues(
  basis: ReportBasis,
  { lines, questions }: Pick<CompiledReport, 'lines' | 'questions'>,
  values: AnswerCommand['values'],
  reasons: Readonly<Record<string, string>>,
): Issue[] {
  const issues: Issue[] = [];
  const given: DataElement[] = [];
  for (const name of Object.keys(values)) {
    const line = lines.find(({ element }) => element === name);
    const waits = lines.some(({ waitsFor = [] }) => waitsFor.includes(name));
    const element = basis.elements.get(name);
    if (element === undefined || (!line && !waits)) {
      issues.push(issue('elementNotAsked', `/values/${name}`, { element: element?.title ?? name }));
      continue;
    }
    given.push(questions.find(({ id }) => id === name) ?? element);
    const worked = element.from !== undefined || element.value !== undefined;
    if ((line?.value !== undefined || worked) && (reasons[name] ?? '').trim() === '')
      issues.push(issue('reasonForOther', `/reasons/${name}`, { element: line?.title ?? element.title }));
  }
  const { schema } = reportForm('', given);
  const known = Object.fromEntries(given.map(({ id }) => [id, values[id] as JsonValue]));
  for (const one of checkFormData(schema, known)) issues.push({ ...one, path: `/values${one.path}` });
  return issues;
}

/** A field of a department's sheet as a person confirmed it: an element of the dictionary, or a new one. */
export interface AdoptedField {
  readonly title: string;
  readonly element?: string | undefined;
  readonly define?: Pick<DataElement, 'type' | 'unit' | 'keeps'> | undefined;
}

export interface AdoptCommand {
  readonly title: string;
  readonly requestedBy: string;
  readonly period: PeriodKind;
  readonly level: Level;
  readonly answeredBy: readonly string[];
  readonly fields: readonly AdoptedField[];
}

/**
 * Decides the taking up of a department's report: each field is an element of the dictionary or a new one. Pure; the
 * caller has seen to it that the person may.
 */
export function decideAdoption(
  offices: Offices,
  elements: ReadonlyMap<string, DataElement>,
  place: string,
  command: AdoptCommand,
  context: ReportContext,
  actor: EventActor,
): Result<ReportAdopted> {
  const { title, requestedBy, period, level, answeredBy, fields } = command;
  const issues: Issue[] = [];
  if (title.trim() === '') issues.push(issue('textMissing', '/title'));
  if (requestedBy.trim() === '') issues.push(issue('textMissing', '/requestedBy'));
  if (LEVELS.indexOf(level) < LEVELS.indexOf(levelOf(place))) issues.push(issue('levelAbove', '/level', { level }));
  for (const [index, body] of answeredBy.entries())
    if (!offices.bodies.some(({ id }) => id === body))
      issues.push(issue('unknownBody', `/answeredBy/${index}`, { body }));
  if (answeredBy.length === 0) issues.push(issue('unknownBody', '/answeredBy', { body: '' }));
  const defined: DataElement[] = [];
  const named: { element: string; title: string }[] = [];
  for (const [index, field] of fields.entries()) {
    const at = `/fields/${index}`;
    if ((field.element === undefined) === (field.define === undefined))
      issues.push(issue('fieldNotConfirmed', at, { field: field.title }));
    else if (field.element !== undefined) {
      if (!elements.has(field.element))
        issues.push(issue('unknownElement', `${at}/element`, { element: field.element }));
      else if (named.some(({ element }) => element === field.element))
        issues.push(issue('elementTwice', `${at}/element`, { element: elements.get(field.element)?.title ?? '' }));
      else named.push({ element: field.element, title: field.title });
    } else {
      const { type, unit, keeps } = field.define as NonNullable<AdoptedField['define']>;
      const id = `own${context.newId().replace(/[^A-Za-z0-9]/g, '')}`;
      defined.push({ id, title: field.title, type, keeps, ...(unit === undefined ? {} : { unit }) });
      named.push({ element: id, title: field.title });
    }
  }
  if (named.length === 0 && issues.length === 0) issues.push(issue('noFields', '/fields'));
  if (issues.length > 0) return refuse(...issues);
  const id = context.newId();
  return {
    ok: true,
    value: {
      type: 'reportAdopted',
      id,
      schema: 1,
      report: `own.${id}`,
      at: context.now,
      actor,
      sealed: null,
      place,
      title: title.trim(),
      requestedBy: requestedBy.trim(),
      period,
      level,
      answeredBy,
      elements: named,
      defined,
    },
  };
}

/** Decides the end of an adopted report. Pure; the caller has seen to it that the person may. */
export function decideReportEnd(
  report: AdoptedReport,
  reason: string,
  context: ReportContext,
  actor: EventActor,
): Result<ReportEnded> {
  if (report.ended) return refuse(issue('reportEnded', '/report', { title: report.title }));
  if (reason.trim() === '') return refuse(issue('reasonMissing', '/reason'));
  const { newId, now: at } = context;
  return {
    ok: true,
    value: { type: 'reportEnded', id: newId(), schema: 1, report: report.id, at, actor, sealed: null, reason },
  };
}

function refuse(...issues: Issue[]): Result<never> {
  return { ok: false, issues };
}
