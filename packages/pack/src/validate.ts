import type { Issue, JsonValue, Result } from '@cebao/engine';
import { nearestName, parseExpression } from '@cebao/engine';
import type { z } from 'zod';
import { checkCalendar } from './calendar/check-calendar.ts';
import { checkElements } from './check-elements.ts';
import { checkFigures, checkIndicator } from './check-figures.ts';
import { checkMatch } from './check-match.ts';
import { checkMeeting } from './check-meeting.ts';
import { checkPerPlace } from './check-per-place.ts';
import { checkRegister } from './check-register.ts';
import { checkSignature } from './check-signature.ts';
import { checkSize, isTooDeep, tooDeep } from './check-size.ts';
import { checkSurvey } from './check-survey.ts';
import { checkFormSchema } from './form-gate.ts';
import * as format from './format.ts';
import type { PackSource } from './load.ts';
import { migratePack } from './migrate.ts';
import type { Pack } from './pack.ts';
import { pointer } from './strict-json.ts';
import { checkTable } from './table/index.ts';
import { issuesOfZod } from './zod-issues.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };

/** Folder of a pack → schema of its files. Files at the root are named one by one. */
const ROOT_FILES = {
  'pack.json': format.packManifest,
  'sources.json': format.sourcesFile,
  'places.json': format.placesFile,
  'roles.json': format.rolesFile,
  'remove.json': format.removeFile,
  'homonyms.json': format.homonymsFile,
} as const;

const KIND_FOLDERS = {
  params: format.param,
  decisions: format.decision,
  forms: format.form,
  flows: format.flow,
  registers: format.register,
  lists: format.list,
  calendars: format.calendar,
  indicators: format.indicator,
  figures: format.figures,
  elements: format.elements,
  reports: format.report,
  matches: format.match,
  meetings: format.meeting,
  surveys: format.survey,
} as const;

/**
 * Validates packs: shape of every file, every expression, every reference between files and packs.
 * All issues at once; their `path` is `folder/file#/pointer`.
 *
 * @example
 * const packs = validatePacks(sources);
 * if (!packs.ok) for (const issue of packs.issues) console.log(issue.code, issue.path);
 */
export function validatePacks(sources: readonly PackSource[]): Result<Pack[]> {
  const issues: Issue[] = [];
  const packs = sources.flatMap((source) => {
    const current = migratePack(source);
    if (current.ok) return [readPack(current.value, issues)];
    issues.push(...current.issues);
    return [];
  });
  if (issues.length === 0) checkReferences(packs, issues);
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: packs };
}

function readPack(source: PackSource, issues: Issue[]): Pack {
  const pack: Mutable<Pack> & { files: Record<string, string> } = {
    folder: source.folder,
    manifest: { id: source.folder, format: 1, title: source.folder, region: 'x' },
    sources: [],
    places: [],
    roles: [],
    bodies: [],
    params: [],
    decisions: [],
    forms: [],
    flows: [],
    registers: [],
    lists: [],
    calendars: [],
    indicators: [],
    figures: [],
    elements: [],
    reports: [],
    matches: [],
    meetings: [],
    surveys: [],
    removals: [],
    homonyms: [],
    messages: {},
    examples: [],
    files: {},
  };
  for (const { path, json } of source.files) {
    const at = `${source.folder}/${path}#`;
    if (isTooDeep(json)) {
      issues.push(tooDeep(at));
      continue;
    }
    const parse = <S extends z.ZodType>(schema: S): z.output<S> | undefined => {
      const parsed = schema.safeParse(json);
      if (parsed.success) return parsed.data;
      issues.push(...issuesOfZod(parsed.error, json, at));
      return undefined;
    };
    const folder = path.includes('/') ? (path.split('/')[0] as string) : '';
    if (folder === '' && Object.hasOwn(ROOT_FILES, path)) {
      const parsed = parse(ROOT_FILES[path as keyof typeof ROOT_FILES] as z.ZodType<unknown>) as never;
      if (parsed !== undefined) takeRootFile(pack, path, parsed);
    } else if (Object.hasOwn(KIND_FOLDERS, folder)) {
      const parsed = parse(
        KIND_FOLDERS[folder as keyof typeof KIND_FOLDERS] as z.ZodType<{ kind: string; id: string }>,
      );
      if (parsed !== undefined) {
        const key = `${parsed.kind}:${parsed.id}`;
        if (pack.files[key])
          issues.push({ code: 'duplicateId', path: `${at}/id`, params: { id: parsed.id, other: pack.files[key] } });
        pack.files[key] = `${source.folder}/${path}`;
        (pack[folder as 'decisions'] as unknown[]).push(parsed);
        checkExpressions(folder, parsed, at, issues);
        if (folder === 'forms')
          issues.push(...checkFormSchema((parsed as unknown as format.Form).schema, `${at}/schema`));
      }
    } else if (folder === 'messages') {
      const parsed = parse(format.messagesFile);
      if (parsed !== undefined && path === 'messages/zh-CN.json') pack.messages = parsed;
    } else if (folder === 'examples') {
      const parsed = parse(format.examplesFile);
      if (parsed !== undefined) pack.examples.push(...parsed.examples);
    } else {
      issues.push({ code: 'unexpectedFile', path: `${source.folder}/${path}`, params: { name: path } });
    }
  }
  return pack as Pack;
}

function takeRootFile(pack: Mutable<Pack>, path: string, parsed: never): void {
  switch (path) {
    case 'pack.json':
      pack.manifest = parsed;
      break;
    case 'sources.json':
      pack.sources = (parsed as format.SourcesFile).sources;
      break;
    case 'places.json':
      pack.places = (parsed as { places: format.Place[] }).places;
      break;
    case 'roles.json':
      pack.roles = (parsed as format.RolesFile).roles;
      pack.bodies = (parsed as format.RolesFile).bodies ?? [];
      break;
    case 'homonyms.json':
      pack.homonyms = (parsed as { homonyms: format.Homonym[] }).homonyms;
      break;
    default:
      pack.removals = (parsed as { remove: format.Removal[] }).remove;
  }
}

/** Where expressions stand in each kind: `*` is any key or position. */
export const EXPRESSION_PLACES: Record<string, string[]> = {
  decisions: [
    'let/*',
    'rules/*/when',
    'rules/*/then/value',
    'check/faults/*/when',
    'check/missing',
    'assumptions/*/when',
    'warnings/*/when',
  ],
  flows: [
    'preconditions/*/when',
    'let/*',
    'steps/*/blocks/*/when',
    'steps/*/checks/*/when',
    'steps/*/outcomes/*/when',
    'steps/*/assumptions/*/when',
    'steps/*/warnings/*/when',
    'steps/*/flows/*/when',
    'steps/*/decisions/*/facts/*',
    'steps/*/signatures/count',
    'steps/*/lists/*/*',
    'opens/title',
    'opens/facts/*',
    'opens/parties/*',
    'opens/lookups/*/match/*',
    'opens/summary/*/value',
    'prints/*/rows/*/value',
  ],
  registers: [
    'columns/*/value',
    'asks/*/facts/*',
    'account/bookings/*/amount',
    'account/bookings/*/purpose',
    'account/bookings/*/party',
  ],
  matches: [
    'need/title',
    'need/open',
    'need/amount',
    'need/on',
    'resource/title',
    'resource/capacity',
    'equal/*/need',
    'equal/*/resource',
    'conditions/*/when',
    'confirm/becomes/data/*',
    'confirm/decisions/*/facts/*',
  ],
  lists: ['perPlace/decisions/*/facts/*'],
  indicators: ['over/where', 'over/of'],
  elements: ['elements/*/from/where', 'elements/*/value'],
  surveys: ['sides/*/satisfied'],
  meetings: ['chair/where', 'asks/*/facts/*', 'judges/*/facts/*'],
};

function checkExpressions(folder: string, item: object, at: string, issues: Issue[]): void {
  for (const place of EXPRESSION_PLACES[folder] ?? []) {
    for (const [path, value] of valuesAt(item as JsonValue, place.split('/'), [])) {
      const parsed = parseExpression(value);
      if (!parsed.ok)
        issues.push(...parsed.issues.map((issue) => ({ ...issue, path: `${at}${pointer(path)}${issue.path}` })));
    }
  }
}

/** Every expression of an item, with its path; the inputs and rows of a table are not among them. */
function placed(folder: string, item: object): [(string | number)[], JsonValue][] {
  return (EXPRESSION_PLACES[folder] ?? []).flatMap((place) => valuesAt(item as JsonValue, place.split('/'), []));
}

/** Every value at a place such as `rules`, any position, `when`: each with its path. */
export function valuesAt(
  value: JsonValue | undefined,
  place: readonly string[],
  path: (string | number)[],
): [(string | number)[], JsonValue][] {
  if (value === undefined) return [];
  const [head, ...rest] = place;
  if (head === undefined) return [[path, value]];
  if (value === null || typeof value !== 'object') return [];
  if (head !== '*')
    return Object.hasOwn(value, head)
      ? valuesAt((value as Record<string, JsonValue>)[head], rest, [...path, head])
      : [];
  return Object.entries(value).flatMap(([key, child]) =>
    valuesAt(child, rest, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function checkReferences(packs: readonly Pack[], issues: Issue[]): void {
  const byId = new Map(packs.map((pack) => [pack.manifest.id, pack]));
  for (const pack of packs) {
    const parent = pack.manifest.extends;
    if (parent !== undefined && !byId.has(parent)) {
      issues.push({
        code: 'unknownParent',
        path: `${pack.folder}/pack.json#/extends`,
        params: { id: parent, suggestion: nearestName(parent, [...byId.keys()]) },
      });
      continue;
    }
    const parentRegion = parent === undefined ? undefined : byId.get(parent)?.manifest.region;
    if (parentRegion !== undefined && !pack.manifest.region.startsWith(`${parentRegion}/`)) {
      issues.push({
        code: 'parentNotAbove',
        path: `${pack.folder}/pack.json#/region`,
        params: { region: pack.manifest.region, parent: parentRegion },
      });
    }
    const chain = chainOf(pack, byId);
    if (chain === undefined) {
      issues.push({
        code: 'circularParents',
        path: `${pack.folder}/pack.json#/extends`,
        params: { id: pack.manifest.id },
      });
      continue;
    }
    takeOverParams(pack, chain.slice(1), issues);
    checkPackReferences(pack, chain, issues);
  }
  const seen = new Map<string, string>();
  for (const pack of packs) {
    const other = seen.get(pack.manifest.region);
    if (other)
      issues.push({
        code: 'regionTwice',
        path: `${pack.folder}/pack.json#/region`,
        params: { region: pack.manifest.region, other },
      });
    seen.set(pack.manifest.region, pack.folder);
  }
}

const TAKEN_OVER = ['title', 'unit', 'merge', 'enum'] as const;

/** Gives a pack's params what they leave to the nearest layer above that says it. */
function takeOverParams(pack: Pack, above: readonly Pack[], issues: Issue[]): void {
  const params = pack.params as format.Param[];
  for (const [index, stated] of params.entries()) {
    const upper = above.flatMap((layer) => layer.params.filter((param) => param.id === stated.id));
    const taken = TAKEN_OVER.flatMap((key) => {
      const value = stated[key] ?? upper.find((param) => param[key] !== undefined)?.[key];
      return value === undefined ? [] : [[key, value] as const];
    });
    params[index] = { ...stated, ...Object.fromEntries(taken) };
    for (const key of ['title', 'merge'] as const)
      if (params[index]?.[key] === undefined)
        issues.push({
          code: 'missingKey',
          path: `${pack.files[`param:${stated.id}`]}#/${key}`,
          params: { name: key, expected: key === 'title' ? 'string' : [...format.mergeMode.options] },
        });
  }
}

/** A pack and its parents, the pack first; undefined when `extends` goes round in circles. */
export function chainOf(pack: Pack, byId: ReadonlyMap<string, Pack>): Pack[] | undefined {
  const chain: Pack[] = [];
  for (let current: Pack | undefined = pack; current; current = byId.get(current.manifest.extends ?? '')) {
    if (chain.includes(current)) return undefined;
    chain.push(current);
  }
  return chain;
}

function checkPackReferences(pack: Pack, chain: readonly Pack[], issues: Issue[]): void {
  const names = {
    source: new Set(chain.flatMap((layer) => layer.sources.map((source) => source.id))),
    param: new Set(chain.flatMap((layer) => layer.params.map((item) => item.id))),
    decision: new Set(chain.flatMap((layer) => layer.decisions.map((item) => item.id))),
    form: new Set(chain.flatMap((layer) => layer.forms.map((item) => item.id))),
    flow: new Set(chain.flatMap((layer) => layer.flows.map((item) => item.id))),
    register: new Set(chain.flatMap((layer) => layer.registers.map((item) => item.id))),
    list: new Set(chain.flatMap((layer) => layer.lists.map((item) => item.id))),
    meeting: new Set(chain.flatMap((layer) => layer.meetings.map((item) => item.id))),
    survey: new Set(chain.flatMap((layer) => layer.surveys.map((item) => item.id))),
    match: new Set(chain.flatMap((layer) => layer.matches.map((item) => item.id))),
    figure: new Set(chain.flatMap((layer) => layer.figures.flatMap((file) => file.figures.map((one) => one.id)))),
    report: new Set(chain.flatMap((layer) => layer.reports.map((item) => item.id))),
    element: new Set(chain.flatMap((layer) => layer.elements.flatMap((item) => item.elements.map((one) => one.id)))),
    body: new Set(
      chain.flatMap((layer) => [...layer.bodies.map((body) => body.id), ...layer.roles.map((role) => role.actsFor)]),
    ),
  };
  const demand = (kind: keyof typeof names, name: string | undefined, at: string) => {
    if (name === undefined || names[kind].has(name)) return;
    issues.push({
      code: 'unknownReference',
      path: at,
      params: { kind, id: name, suggestion: nearestName(name, [...names[kind]]) },
    });
  };
  const formOf = (id: string) => chain.flatMap((layer) => layer.forms).find((item) => item.id === id);
  const flowOf = (id: string) => chain.flatMap((layer) => layer.flows).find((item) => item.id === id);
  const listOf = (id: string) => chain.flatMap((layer) => layer.lists).find((item) => item.id === id);
  const registerOf = (id: string) => chain.flatMap((layer) => layer.registers).find((item) => item.id === id);
  const demandParams = (value: JsonValue | undefined, at: string) => {
    const parsed = parseExpression(value);
    if (parsed.ok) for (const param of parsed.value.reads.params) demand('param', param, at);
  };
  const everywhere = (folder: string, item: object, at: string) => {
    for (const place of EXPRESSION_PLACES[folder] ?? []) {
      for (const [path, value] of valuesAt(item as JsonValue, place.split('/'), []))
        demandParams(value, `${at}${pointer(path)}`);
    }
    for (const place of [
      'sources/*/source',
      'rules/*/then/sources/*/source',
      'values/*/sources/*/source',
      'steps/*/sources/*/source',
      'entries/*/sources/*/source',
    ]) {
      for (const [path, value] of valuesAt(item as JsonValue, place.split('/'), []))
        demand('source', String(value), `${at}${pointer(path)}`);
    }
  };
  const at = (kind: string, id: string) => `${pack.files[`${kind}:${id}`] ?? pack.folder}#`;
  for (const [index, { id, kind, policy }] of pack.sources.entries())
    if (kind === 'policy' && policy === null)
      issues.push({
        code: 'policyNotNamed',
        path: `${pack.folder}/sources.json#/sources/${index}/policy`,
        params: { id },
      });
  for (const param of pack.params) everywhere('params', param, at('param', param.id));
  for (const form of pack.forms) everywhere('forms', form, at('form', form.id));
  for (const decision of pack.decisions) {
    const where = at('decision', decision.id);
    everywhere('decisions', decision, where);
    checkSize(decision, placed('decisions', decision), where, issues);
    if (decision.table) checkTable(decision, decision.table, where, demand, issues);
    if (decision.asks === 'step' && decision.flow === undefined)
      issues.push({ code: 'stepNeedsFlow', path: `${where}/flow`, params: { id: decision.id } });
    demand('flow', decision.flow, `${where}/flow`);
    for (const [path, value] of valuesAt(decision as unknown as JsonValue, ['rules', '*', 'then', 'layerOf'], []))
      demand('param', String(value), `${where}${pointer(path)}`);
    for (const [index, rule] of (decision.rules ?? []).entries()) {
      const kinds = (['value', 'undefined', 'invalid', 'missing'] as const).filter(
        (key) => rule.then[key] !== undefined,
      );
      if (kinds.length !== 1)
        issues.push({ code: 'oneOutcome', path: `${where}/rules/${index}/then`, params: { found: kinds } });
    }
  }
  for (const flow of pack.flows) {
    const where = at('flow', flow.id);
    everywhere('flows', flow, where);
    checkSize(flow, placed('flows', flow), where, issues);
    const steps = new Set(flow.steps.map((step) => step.id));
    for (const body of flow.visibility ?? []) demand('body', body, `${where}/visibility`);
    for (const [name, { list }] of Object.entries(flow.opens?.lists ?? {}))
      demand('list', list, `${where}/opens/lists/${name}/list`);
    for (const [name, { register }] of Object.entries(flow.opens?.accounts ?? {}))
      demand('register', register, `${where}/opens/accounts/${name}/register`);
    for (const [index, step] of flow.steps.entries()) {
      const stepAt = `${where}/steps/${index}`;
      demand('form', step.form, `${stepAt}/form`);
      for (const [i, effect] of (step.lists ?? []).entries()) demand('list', effect.list, `${stepAt}/lists/${i}/list`);
      for (const [i, decision] of (step.decisions ?? []).entries())
        demand('decision', decision.decision, `${stepAt}/decisions/${i}/decision`);
      for (const [i, outcome] of (step.outcomes ?? []).entries())
        if (outcome.again !== undefined && !outcome.again.includes('/') && !steps.has(outcome.again))
          issues.push({
            code: 'unknownReference',
            path: `${stepAt}/outcomes/${i}/again`,
            params: { kind: 'step', id: outcome.again, suggestion: nearestName(outcome.again, [...steps]) },
          });
      demand('body', step.due?.escalate?.to, `${stepAt}/due/escalate/to`);
      for (const [i, sub] of (step.flows ?? []).entries()) demand('flow', sub.flow, `${stepAt}/flows/${i}/flow`);
      for (const body of [...(step.actors ?? []), ...(step.handledBy ?? [])]) demand('body', body, `${stepAt}/actors`);
      checkSignature(step, stepAt, { demand, listOf, steps }, issues);
      for (const body of step.visibility ?? []) demand('body', body, `${stepAt}/visibility`);
      for (const before of [...(step.after ?? []), ...Object.keys(step.afterReasons ?? {})]) {
        if (!steps.has(before))
          issues.push({
            code: 'unknownReference',
            path: `${stepAt}/after`,
            params: { kind: 'step', id: before, suggestion: nearestName(before, [...steps]) },
          });
      }
    }
  }
  for (const register of pack.registers) {
    const where = at('register', register.id);
    everywhere('registers', register, where);
    checkRegister(register, where, { demand, formOf, flowOf }, issues);
  }
  for (const survey of pack.surveys) {
    const where = at('survey', survey.id);
    everywhere('surveys', survey, where);
    checkSurvey(survey, where, demand, issues);
  }
  for (const match of pack.matches) {
    const where = at('match', match.id);
    everywhere('matches', match, where);
    checkMatch(match, where, { demand, formOf, registerOf }, issues);
  }
  for (const meeting of pack.meetings) {
    const where = at('meeting', meeting.id);
    everywhere('meetings', meeting, where);
    checkMeeting(meeting, where, { demand, formOf, registerOf }, issues);
  }
  const columnsOf = (register: string) => registerOf(register)?.columns.map(({ id }) => id) ?? [];
  const demandColumn = (register: string, column: string | undefined, place: string) => {
    demand('register', register, `${place}/register`);
    const columns = columnsOf(register);
    if (column !== undefined && columns.length > 0 && !columns.includes(column))
      issues.push({
        code: 'unknownReference',
        path: `${place}/column`,
        params: { kind: 'column', id: column, suggestion: nearestName(column, columns) },
      });
  };
  for (const calendar of pack.calendars) checkCalendar(calendar, at('calendar', calendar.id), issues);
  for (const list of pack.lists) everywhere('lists', list, at('list', list.id));
  for (const list of pack.lists) {
    const where = at('list', list.id);
    everywhere('lists', list, where);
    checkPerPlace(list, where, demand, issues);
  }
  for (const indicator of pack.indicators) {
    const where = at('indicator', indicator.id);
    everywhere('indicators', indicator, where);
    checkIndicator(indicator, where, { demand, registerOf }, issues);
  }
  for (const file of pack.figures) checkFigures(file, at('figures', file.id), { demand }, issues);
  checkElements(pack, chain, { everywhere, demand, demandColumn, at }, issues);
}
