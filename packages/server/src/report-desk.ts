import { randomBytes } from 'node:crypto';
import {
  applyAnswerEvent,
  applyReportEvent,
  askHandling,
  askReduction,
  type CompiledReport,
  compileReport,
  countFields,
  decideAdoption,
  decideAnswer,
  decideReportEnd,
  filledLines,
  isSentDown,
  lastFiling,
  matchField,
  noAnswers,
  type Period,
  type PlaceAnswers,
  periodOf,
  periodsUpTo,
  type ReportLine,
  type ReportSource,
  type ReportTemplate,
  readPeriod,
  type SheetFields,
  takeFromLines,
  templatesAt,
  valueText,
} from '@cebao/casework';
import type { JsonValue } from '@cebao/engine';
import { type DataElement, hashJson, isWithin, LEVELS, type Level, mayAct, partsOfElement } from '@cebao/pack';
import type {
  AdoptRequest,
  AnswerRequest,
  ElementRow,
  ReadTemplateReply,
  ReportLineReply,
  ReportReply,
  ReportsReply,
} from './api/reports.ts';
import { civilTimeOf } from './clock.ts';
import { commitEvents } from './commit-events.ts';
import { messages } from './messages/zh-CN.ts';
import { placesWith, requirePermission } from './permissions.ts';
import { Refusal } from './problem.ts';
import { refuseIssues } from './refuse-issues.ts';
import {
  loadReportPlace,
  policyAt,
  type ReportPlace,
  reportPlaces,
  requireReportSight,
  sightOfLines,
} from './report-basis.ts';
import {
  answerStream,
  loadAdopted,
  loadEveryAnswer,
  projectAnswers,
  projectReport,
  reportStream,
} from './report-book.ts';
import type { Services } from './services.ts';
import type { Viewer } from './viewer.ts';

const PERIODS = 5;

/** The reports of a place, each compiled for the period that runs; for a place above, how far the places below are. */
export async function reportsReplyOf(services: Services, viewer: Viewer, asked?: string): Promise<ReportsReply> {
  const instance = services.instance();
  const mine = reportPlaces(services, viewer.person);
  const adopting = placesWith(services, viewer.person, 'report');
  const place = asked ?? mine[0] ?? adopting[0] ?? viewer.person.assignments[0]?.place ?? '';
  if (asked !== undefined) requireReportSight(services, viewer, asked);
  const adopted = await loadAdopted(services.store);
  const today = services.today();
  const below = new Map<string, ReportsReply['below'][number]>();
  const places: ReportsReply['places'] = [];
  const sums = new Map<string, { template: ReportTemplate; places: string[] }>();
  for (const row of instance.places) {
    if (!mine.some((at) => isWithin(row.path, at))) continue;
    const policy = services.policies.newest(row.path);
    if (!policy.ok) continue;
    const templates = templatesAt(policy.value.reports, adopted, row.path, today);
    if (templates.length === 0) continue;
    places.push({ place: row.path, title: row.title });
    if (row.path === place || !isWithin(row.path, place)) continue;
    for (const template of templates) {
      const sum = sums.get(template.id) ?? { template, places: [] };
      sum.places.push(row.path);
      sums.set(template.id, sum);
    }
  }
  const mayEnd = ({ adopted: origin }: ReportTemplate) =>
    origin !== undefined && adopting.some((at) => isWithin(origin.place, at));
  const answers = sums.size === 0 ? new Map<string, PlaceAnswers>() : await loadEveryAnswer(services.store);
  for (const { template, places: at } of sums.values()) {
    const period = periodOf(template.period, today);
    const filed = at.filter((one) => lastFiling(answers.get(one) ?? noAnswers(one), template.id, period.id)).length;
    const { id, title, requestedBy } = template;
    below.set(id, { id, title, requestedBy, period: period.id, filed, places: at.length, mayEnd: mayEnd(template) });
  }
  const reply: ReportsReply = {
    place,
    placeTitle: instance.titleOf(place),
    places,
    rows: [],
    below: [...below.values()],
    mayAdopt: adopting.map((at) => ({ place: at, title: instance.titleOf(at) })),
    demo: services.store.settings.demo,
  };
  if (!places.some((one) => one.place === place)) return reply;
  const basis = await loadReportPlace(services, place, adopted);
  let after = 0;
  for (const template of basis.templates) {
    const compiled = compile(basis, template, periodOf(template.period, today));
    const filled = filledLines(compiled, basis.answers);
    const down = isSentDown(compiled, filled);
    if (down) after += 1;
    const filed = lastFiling(basis.answers, template.id, compiled.period.id);
    reply.rows.push({
      id: template.id,
      title: template.title,
      requestedBy: template.requestedBy,
      period: compiled.period.id,
      counts: countFields(compiled, filled),
      generated: !down,
      ...(filed ? { filedAt: filed.at } : {}),
      ...(template.adopted ? { adoptedAt: instance.titleOf(template.adopted.place) } : {}),
      mayEnd: mayEnd(template),
    });
  }
  const before = basis.templates.length;
  const question = askReduction(basis.policy, basis.policy.dictionary, { before, after }, today);
  return { ...reply, reduction: { before, after, ...(question?.ok ? { asked: question.value } : {}) } };
}

function compile(basis: ReportPlace, template: ReportTemplate, period: Period): CompiledReport {
  const compiled = compileReport(basis, template, period);
  if (!compiled.ok) throw refuseIssues(compiled.issues);
  return compiled.value;
}

function getTemplate(basis: ReportPlace, id: string): ReportTemplate {
  const found = basis.templates.find((one) => one.id === id);
  if (found === undefined) throw new Refusal(404, 'unknownReport', { params: { id } });
  return found;
}

function getPeriod(template: ReportTemplate, id: string | undefined, today: string): Period {
  const period = id === undefined ? periodOf(template.period, today) : readPeriod(template.period, id);
  if (period === undefined) throw new Refusal(422, 'unknownPeriod', { params: { period: id ?? '' } });
  return period;
}

/** A report of a place, compiled, as a person may see it. */
export async function reportReplyOf(
  services: Services,
  viewer: Viewer,
  id: string,
  place: string,
  period?: string,
): Promise<ReportReply> {
  requireReportSight(services, viewer, place);
  const basis = await loadReportPlace(services, place);
  const template = getTemplate(basis, id);
  return showReport(services, viewer, basis, template, getPeriod(template, period, services.today()));
}

async function showReport(
  services: Services,
  viewer: Viewer,
  basis: ReportPlace,
  template: ReportTemplate,
  period: Period,
): Promise<ReportReply> {
  const { place, policy, answers } = basis;
  const instance = services.instance();
  const compiled = compile(basis, template, period);
  const sees = await sightOfLines(services, viewer);
  const show = createShow(services, basis, compiled, sees);
  const may = mayAct(policy, template.answeredBy, { place }, viewer.person);
  const filled = filledLines(compiled, answers);
  const handling = askHandling(policy, policy.dictionary, compiled, filled, services.today());
  return {
    id: template.id,
    title: template.title,
    requestedBy: template.requestedBy,
    ...(template.note === undefined ? {} : { note: template.note }),
    place,
    placeTitle: instance.titleOf(place),
    period: period.id,
    periods: periodsUpTo(template.period, services.today(), PERIODS).map((one) => one.id),
    day: compiled.day,
    version: answers.version,
    lines: compiled.lines.map(show.line),
    form: compiled.form,
    fields: compiled.lines.flatMap(({ element, title }): DataElement[] => {
      const found = basis.elements.get(element);
      return found ? [{ ...found, title }] : [];
    }),
    counts: countFields(compiled, filled),
    generated: !isSentDown(compiled, filled),
    ...(handling?.ok ? { handling: handling.value } : {}),
    filings: answers.filings
      .filter((one) => one.report === template.id && one.period === period.id)
      .map((filing) => ({
        at: filing.at,
        by: instance.findPerson(filing.actor.person)?.name ?? filing.actor.person,
        ...(filing.reason === undefined ? {} : { reason: filing.reason }),
        lines: filing.lines.map((line) => ({
          title: line.title,
          text: show.hidden(line) ? '' : show.text(line, line.value),
          ...(line.unit === undefined ? {} : { unit: line.unit }),
          from: show.from(line.source),
        })),
      }))
      .reverse(),
    mayAnswer: may.ok,
    who: may.ok ? [] : may.who.map(({ title }) => title),
    demo: services.store.settings.demo,
  };
}

type Sees = Awaited<ReturnType<typeof sightOfLines>>;

/** How lines read for one person. */
function createShow(services: Services, basis: ReportPlace, { period, day }: CompiledReport, sees: Sees) {
  const instance = services.instance();
  const titleOf = (element: string) => basis.elements.get(element)?.title ?? element;
  const registerTitle = (id: string) => basis.policy.findRegister(id)?.title ?? id;
  /** Registers an element rests on, itself or by what it is worked out from. */
  const hidden = ({ source, element }: Pick<ReportLine, 'source' | 'element'>): boolean => {
    if (source?.from === 'elements')
      return source.elements.some((part) => hidden({ element: part, source: sourceOf(part) }));
    const { from } = basis.elements.get(element) ?? {};
    if (source?.from !== 'register' || !from) return false;
    const taken = takeFromLines(from, basis.lines, period, day, basis.evaluate);
    return !taken.ok || !sees(source.register, taken.value.lines);
  };
  const sourceOf = (element: string): ReportSource => {
    const { from, value } = basis.elements.get(element) ?? {};
    if (from) return { from: 'register', register: from.register, take: from.take, lines: 0 };
    return { from: 'elements', elements: value === undefined ? [] : partsOf(basis, element) };
  };
  const text = ({ type, element }: Pick<ReportLine, 'type' | 'element'>, value: JsonValue | undefined): string => {
    const stated = basis.elements.get(element);
    const column = basis.policy
      .findRegister(stated?.from?.register ?? '')
      ?.columns.find(({ id }) => stated?.from?.take === 'latest' && id === stated.from.column);
    const labels = column?.labels ?? Object.fromEntries((stated?.choices ?? []).map((one) => [one.value, one.title]));
    const format =
      column?.format ?? (type === 'money' ? 'money' : type === 'date' ? 'date' : type === 'text' ? 'text' : 'number');
    return valueText(
      value,
      format,
      { words: basis.policy.words, organisation: instance.organisationTitle, place: instance.titleOf },
      labels,
    );
  };
  const person = (id: string) => instance.findPerson(id)?.name ?? id;
  const from = (source: ReportSource | undefined): string => {
    if (source === undefined) return '';
    if (source.from === 'register') return registerTitle(source.register);
    if (source.from === 'answer') return source.reportTitle;
    return source.elements.map(titleOf).join(messages.listSeparator);
  };
  const line = (one: ReportLine): ReportLineReply => {
    const withheld = hidden(one);
    const source = withheld ? undefined : one.source;
    return {
      element: one.element,
      title: one.title,
      ...(one.unit === undefined ? {} : { unit: one.unit }),
      kind: one.kind,
      ...(one.value === undefined || withheld ? {} : { text: text(one, one.value) }),
      ...(withheld ? { withheld } : {}),
      ...(source ? { source, sourceTitle: source.from === 'answer' ? person(source.actor.person) : from(source) } : {}),
      ...(source?.from === 'answer'
        ? { sourceBody: basis.policy.bodies.find(({ id }) => id === source.actor.body)?.title ?? source.actor.body }
        : {}),
      ...(one.instead && !withheld ? { instead: { text: text(one, one.instead.value) } } : {}),
      ...(one.waitsFor ? { waitsFor: one.waitsFor.map((element) => ({ element, title: titleOf(element) })) } : {}),
      ...(one.askedBy ? { askedBy: one.askedBy } : {}),
      mayDiffer: one.value !== undefined && !withheld && one.source?.from !== 'elements',
    };
  };
  return { line, text, from, hidden };
}

function partsOf(basis: ReportPlace, element: string): string[] {
  const { value } = basis.elements.get(element) ?? {};
  return value === undefined ? [] : partsOfElement(value as JsonValue);
}

/** Answers a report, and hands it in when asked to; the values are kept for every other report too. */
export async function answerReport(
  services: Services,
  viewer: Viewer,
  id: string,
  request: AnswerRequest,
  key: string,
): Promise<ReportReply> {
  const { store } = services;
  const { place, period, version, values, reasons, file, reason } = request;
  requireReportSight(services, viewer, place);
  const hash = hashJson({ report: id, ...request } as unknown as JsonValue);
  const scoped = `${viewer.person.id}:${key}`;
  if (await wasDone(services, scoped, hash)) return reportReplyOf(services, viewer, id, place, period);
  const basis = await loadReportPlace(services, place);
  const template = getTemplate(basis, id);
  const when = getPeriod(template, period, services.today());
  if (basis.answers.version !== version)
    throw new Refusal(409, 'staleReport', {
      issues: [
        { code: 'staleVersion', path: '/version', params: { expected: version, actual: basis.answers.version } },
      ],
    });
  const decided = decideAnswer(
    basis.policy,
    basis,
    template,
    when,
    { values: values as Record<string, JsonValue>, reasons, file, reason },
    contextOf(services, viewer),
  );
  if (!decided.ok) {
    const foreign = decided.issues.some(({ code }) => code === 'notYourReport');
    throw new Refusal(foreign ? 403 : 422, 'reportRefused', {
      issues: decided.issues,
      params: { title: template.title },
      words: basis.policy.words,
    });
  }
  const after = decided.value.reduce(applyAnswerEvent, basis.answers);
  const done = await store.commit({
    streams: [{ stream: answerStream(place), expectedVersion: version, events: commitEvents(decided.value) }],
    documents: [projectAnswers(after)],
    idempotency: { key: scoped, request: hash, result: { place } },
  });
  if (!done.ok) throw refuseIssues(done.issues, 'reportRefused');
  return reportReplyOf(services, viewer, id, place, period);
}

/** The data elements of a place, with where each is held. */
export async function elementRows(services: Services, viewer: Viewer, place: string): Promise<ElementRow[]> {
  requireReportSight(services, viewer, place);
  const basis = await loadReportPlace(services, place);
  const titleOf = (element: string) => basis.elements.get(element)?.title ?? element;
  return [...basis.elements.values()].map(
    ({ id, title, type, unit, synonyms = [], keeps, from, value, basis: how, note }) => ({
      id,
      title,
      type,
      ...(unit === undefined ? {} : { unit }),
      synonyms: [...synonyms],
      keeps,
      ...(from
        ? { from: basis.policy.findRegister(from.register)?.title ?? from.register }
        : value === undefined
          ? {}
          : { from: partsOf(basis, id).map(titleOf).join(messages.listSeparator) }),
      ...(how === undefined ? {} : { basis: how }),
      own: !basis.policy.dictionary.elements.has(id),
      ...(note === undefined ? {} : { note }),
    }),
  );
}

/** The fields of a department's sheet, each with the elements it may be; a person confirms. */
export async function matchSheet(
  services: Services,
  viewer: Viewer,
  place: string,
  sheet: SheetFields,
): Promise<ReadTemplateReply> {
  requirePermission(services, viewer, 'report', place);
  const basis = await loadReportPlace(services, place);
  const elements = [...basis.elements.values()];
  const bodies = basis.policy.bodies.flatMap(({ id, title }) => {
    const role = basis.policy.roles.find((one) => one.actsFor === id && !one.organisation && one.level !== undefined);
    const level = role?.level as Level | undefined;
    return level && LEVELS.indexOf(level) >= place.split('/').length - 1 ? [{ id, title, level }] : [];
  });
  return {
    ...(sheet.title === undefined ? {} : { title: sheet.title }),
    fields: sheet.fields.map((title) => ({
      title,
      matches: matchField(title, elements).map((match) => ({
        ...match,
        title: basis.elements.get(match.element)?.title ?? match.element,
      })),
    })),
    bodies,
  };
}

/** Takes up a department's report. */
export async function adoptReport(
  services: Services,
  viewer: Viewer,
  request: AdoptRequest,
  key: string,
): Promise<{ id: string }> {
  const { place, ...command } = request;
  requirePermission(services, viewer, 'report', place);
  const hash = hashJson(request as unknown as JsonValue);
  const scoped = `${viewer.person.id}:${key}`;
  const earlier = await wasDone(services, scoped, hash);
  if (earlier) return earlier as { id: string };
  const basis = await loadReportPlace(services, place);
  const decided = decideAdoption(
    basis.policy,
    basis.elements,
    place,
    command,
    contextOf(services, viewer),
    actorAt(services, viewer, place),
  );
  if (!decided.ok) throw new Refusal(422, 'adoptionRefused', { issues: decided.issues });
  const report = applyReportEvent(undefined, decided.value);
  const result = { id: decided.value.report };
  const done = await services.store.commit({
    streams: [{ stream: reportStream(result.id), expectedVersion: 0, events: commitEvents([decided.value]) }],
    documents: report ? [projectReport(report)] : [],
    idempotency: { key: scoped, request: hash, result },
  });
  if (!done.ok) throw refuseIssues(done.issues, 'adoptionRefused');
  return result;
}

/** Ends a report that was taken up: nobody is asked for it any more. */
export async function endReport(
  services: Services,
  viewer: Viewer,
  id: string,
  reason: string,
  key: string,
): Promise<{ id: string }> {
  const hash = hashJson({ end: id, reason });
  const scoped = `${viewer.person.id}:${key}`;
  if (await wasDone(services, scoped, hash)) return { id };
  const report = (await loadAdopted(services.store)).find((one) => one.id === id);
  if (report === undefined) throw new Refusal(404, 'unknownReport', { params: { id } });
  requirePermission(services, viewer, 'report', report.place);
  const decided = decideReportEnd(report, reason, contextOf(services, viewer), actorAt(services, viewer, report.place));
  if (!decided.ok) throw new Refusal(422, 'adoptionRefused', { issues: decided.issues });
  const after = applyReportEvent(report, decided.value);
  const done = await services.store.commit({
    streams: [{ stream: reportStream(id), expectedVersion: report.version, events: commitEvents([decided.value]) }],
    documents: after ? [projectReport(after)] : [],
    idempotency: { key: scoped, request: hash, result: { id } },
  });
  if (!done.ok) throw refuseIssues(done.issues, 'adoptionRefused');
  return { id };
}

function contextOf(services: Services, viewer: Viewer) {
  return {
    now: civilTimeOf(services.clock()),
    actor: viewer.person,
    newId: () => randomBytes(9).toString('hex'),
  };
}

/** The role by which the person may take up reports at a place. */
function actorAt(services: Services, viewer: Viewer, place: string) {
  const policy = policyAt(services, place);
  const held = viewer.person.assignments.find(
    (one) => isWithin(place, one.place) && policy.findRole(one.role)?.may?.includes('report'),
  );
  const role = held?.role ?? '';
  return {
    person: viewer.person.id,
    role,
    body: policy.findRole(role)?.actsFor ?? '',
    ...(held ? { place: held.place } : {}),
  };
}

/** The result of an earlier request with this key; the same key for something else is refused. */
async function wasDone(services: Services, key: string, request: string): Promise<JsonValue | undefined> {
  const receipt = await services.store.readReceipt(key);
  if (receipt === undefined) return undefined;
  if (receipt.request !== request) throw new Refusal(409, 'keyReused');
  return receipt.result;
}
