import type { Issue, JsonValue, Result } from '@cebao/engine';
import { nearestName } from '@cebao/engine';
import type {
  Calendar,
  Decision,
  Elements,
  Flow,
  Form,
  Indicator,
  List,
  Match,
  Meeting,
  MergeMode,
  Param,
  Register,
  Report,
  Role,
  RolesFile,
  Source,
  Survey,
} from './format.ts';
import type { Layer, Layered, LayeredPack } from './layered-pack.ts';
import { LEVELS, levelOf } from './level.ts';
import { listViolations } from './lists.ts';
import { guardOverride } from './merge.ts';
import type { Pack } from './pack.ts';
import { chainOf } from './validate.ts';

/** `{ region path: { param id: value } }`: one extra layer above that region's own, for one question. */
export type PackOverride = Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;

/**
 * Lays the packs on the path of a region over one another, upper first. Any well-formed path below a known root
 * is answered by its nearest layers, with or without a pack of its own.
 *
 * @example
 * const layered = layerRegion(packs, 'nm/ordos/dalad'); // the layers nm and nm/ordos
 */
export function layerRegion(packs: readonly Pack[], region: string, override: PackOverride = {}): Result<LayeredPack> {
  const problem = regionIssue(packs, region);
  if (problem) return { ok: false, issues: [problem] };
  const chain = packsOnPath(packs, region);
  const layers: Layer[] = chain.map(({ manifest }) => ({
    id: manifest.id,
    title: manifest.title,
    region: manifest.region,
    level: levelOf(manifest.region),
    ...(manifest.objection ? { objection: manifest.objection } : {}),
  }));
  const issues: Issue[] = [];
  const params: Record<string, Layered<Param>[]> = {};
  const lists: Record<string, Layered<List>[]> = {};
  const result = {
    sources: {} as Record<string, Layered<Source>>,
    decisions: {} as Record<string, Layered<Decision>>,
    forms: {} as Record<string, Layered<Form>>,
    flows: {} as Record<string, Layered<Flow>>,
    registers: {} as Record<string, Layered<Register>>,
    calendars: {} as Record<string, Layered<Calendar>>,
    indicators: {} as Record<string, Layered<Indicator>>,
    elements: {} as Record<string, Layered<Elements>>,
    reports: {} as Record<string, Layered<Report>>,
    matches: {} as Record<string, Layered<Match>>,
    meetings: {} as Record<string, Layered<Meeting>>,
    surveys: {} as Record<string, Layered<Survey>>,
    roles: {} as Record<string, Layered<Role>>,
    bodies: {} as LayeredPack['bodies'] as Record<string, Layered<NonNullable<RolesFile['bodies']>[number]>>,
    messages: { reasons: {}, warnings: {}, assumptions: {}, labels: {} } as {
      [kind in 'reasons' | 'warnings' | 'assumptions' | 'labels']: Record<string, string>;
    },
  };
  for (const [layer, pack] of chain.entries()) {
    for (const removal of pack.removals) {
      if (removal.kind === 'param') delete params[removal.id];
      else if (removal.kind === 'list') delete lists[removal.id];
      else if (removal.kind === 'elements') delete result.elements[removal.id];
      else if (removal.kind === 'match') delete result.matches[removal.id];
      else delete result[`${removal.kind}s`][removal.id];
    }
    for (const kind of [
      'sources',
      'decisions',
      'forms',
      'flows',
      'registers',
      'calendars',
      'indicators',
      'elements',
      'reports',
      'matches',
      'meetings',
      'surveys',
      'roles',
      'bodies',
    ] as const) {
      for (const item of pack[kind]) (result[kind] as Record<string, Layered<unknown>>)[item.id] = { layer, item };
    }
    for (const param of pack.params) {
      const stated = (params[param.id] ??= []);
      const issue = mergeViolation(stated, param, pack, layers);
      if (issue) issues.push(issue);
      stated.push({ layer, item: param });
    }
    for (const list of pack.lists) {
      const stated = (lists[list.id] ??= []);
      const file = pack.files[`list:${list.id}`] ?? pack.folder;
      issues.push(...listViolations(stated, list, layers, { id: pack.manifest.id, file }));
      stated.push({ layer, item: list });
    }
    for (const kind of ['reasons', 'warnings', 'assumptions', 'labels'] as const)
      Object.assign(result.messages[kind], pack.messages[kind]);
  }
  if (issues.length > 0) return { ok: false, issues };
  const layered: LayeredPack = { format: 1, layers, ...result, params, lists, guarded: {} };
  return Object.keys(override).length === 0 ? { ok: true, value: layered } : applyOverride(layered, region, override);
}

/** The packs whose region is the asked path or above it, upper first, following `extends`. */
function packsOnPath(packs: readonly Pack[], region: string): Pack[] {
  const byId = new Map(packs.map((pack) => [pack.manifest.id, pack]));
  const nearest = packs
    .filter(({ manifest }) => region === manifest.region || region.startsWith(`${manifest.region}/`))
    .sort((a, b) => b.manifest.region.length - a.manifest.region.length)[0];
  return nearest ? [...(chainOf(nearest, byId) ?? [])].reverse() : [];
}

const PATH = /^[a-z0-9-]+(\/([a-z0-9-]+|_))*$/;

function regionIssue(packs: readonly Pack[], region: string): Issue | undefined {
  const roots = packs.map(({ manifest }) => manifest.region).filter((path) => !path.includes('/'));
  const root = region.split('/')[0] as string;
  if (PATH.test(region) && roots.includes(root) && region.split('/').length <= LEVELS.length) return undefined;
  const known = packs.flatMap((pack) => [pack.manifest.region, ...pack.places.map((place) => place.path)]);
  return { code: 'unknownRegion', path: '/region', params: { region, suggestion: nearestName(region, known) } };
}

function mergeViolation(
  stated: readonly Layered<Param>[],
  param: Param,
  pack: Pack,
  layers: readonly Layer[],
): Issue | undefined {
  const upper = stated.at(-1);
  if (!upper) return undefined;
  const mode: MergeMode = stated[0]?.item.merge ?? 'override';
  for (const [index, { value }] of param.values.entries()) {
    for (const above of upper.item.values) {
      if (guardOverride(mode, above.value, value).held) {
        return {
          code: 'mergeViolation',
          path: `${pack.files[`param:${param.id}`]}#/values/${index}/value`,
          params: {
            id: param.id,
            mode,
            upper: layers[upper.layer]?.id ?? '',
            upperValue: above.value as JsonValue,
            upperSource: above.sources?.[0]?.quote ?? '',
            lower: pack.manifest.id,
            lowerValue: value as JsonValue,
            lowerSource: param.values[index]?.sources?.[0]?.quote ?? '',
          },
        };
      }
    }
  }
  return undefined;
}

function applyOverride(layered: LayeredPack, region: string, override: PackOverride): Result<LayeredPack> {
  const issues: Issue[] = [];
  let { layers } = layered;
  const params: Record<string, readonly Layered<Param>[]> = { ...layered.params };
  const guarded: Record<string, { upper: string; lower: string }> = {};
  for (const path of Object.keys(override).sort((a, b) => a.length - b.length)) {
    if (!PATH.test(path))
      issues.push({
        code: 'unknownRegion',
        path: `/packOverride/${path.replaceAll('/', '~1')}`,
        params: { region: path, suggestion: null },
      });
    if (path !== region && !region.startsWith(`${path}/`)) continue;
    const layer = layers.length;
    const id = `${path}#override`;
    layers = [...layers, { id, title: id, region: path, level: levelOf(path) }];
    for (const [name, value] of Object.entries(override[path] ?? {})) {
      const at = `/packOverride/${path.replaceAll('/', '~1')}/${name}`;
      const stated = params[name];
      const upper = stated?.at(-1);
      if (!stated || !upper) {
        issues.push({
          code: 'unknownParam',
          path: at,
          params: { id: name, suggestion: nearestName(name, Object.keys(params)) },
        });
        continue;
      }
      const mode = stated[0]?.item.merge ?? 'override';
      const current = upper.item.values.at(-1)?.value as JsonValue;
      if (kindOf(current) !== kindOf(value)) {
        issues.push({ code: 'wrongType', path: at, params: { expected: kindOf(current), found: kindOf(value) } });
        continue;
      }
      if (upper.item.enum && !upper.item.enum.includes(value)) {
        issues.push({
          code: 'notAllowedValue',
          path: at,
          params: { expected: upper.item.enum.map(String), found: value },
        });
        continue;
      }
      const guard = guardOverride(mode, current, value);
      if (guard.held) guarded[name] = { upper: layers[upper.layer]?.id ?? '', lower: id };
      else
        params[name] = [
          ...stated,
          { layer, item: { ...upper.item, values: [{ value: guard.value, basis: 'assumption' }] } },
        ];
    }
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: { ...layered, layers, params, guarded } };
}

function kindOf(value: JsonValue): string {
  return Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
}
