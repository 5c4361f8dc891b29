import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Issue, type JsonValue, nearestName, type Result } from '@cebao/engine';
import {
  createRulebook,
  fill,
  isCivilDate,
  type Pack,
  type PackSource,
  parseJsonText,
  type Rulebook,
  validatePacks,
  valueWords,
} from '@cebao/pack';
import { findInstalledPack, loadRules } from '@cebao/pack/files';
import { findUpward } from '../find-upward.ts';
import { kindOf } from '../kind-of.ts';
import { type LayerFile, layerFiles, type NewLayer } from '../layer-files.ts';
import { messages } from '../messages/zh-CN.ts';
import { complain, say, sayJson } from '../say.ts';
import { reportIssues } from '../worded-issue.ts';

export interface NewOptions {
  readonly region?: string;
  readonly extends?: string;
  readonly title?: string;
  readonly id?: string;
  readonly param?: string;
  readonly value?: string;
  readonly from?: string;
  readonly rules?: string;
  readonly json?: boolean;
}

/**
 * `cebao new`: a layer that validates, below a pack that is in the rules folder or installed. With `--param` it holds
 * one changed number and nothing else. Nothing is written unless the whole would be valid.
 */
export function newLayer(options: NewOptions): number {
  const wrong = wrongUse(options);
  if (wrong.length > 0) {
    for (const line of wrong) complain(line);
    return 2;
  }
  const { region = '', title = '', json = false } = options;
  const id = options.id ?? region.replaceAll('/', '-');
  const rules = options.rules ?? findUpward('rules');
  const loaded = loadRules(rules, { needing: options.extends === undefined ? [] : [options.extends] });
  if (!loaded.ok) return reportIssues(loaded.issues, json);
  const packs = validatePacks(loaded.value);
  if (!packs.ok) return reportIssues(packs.issues, json);

  const parent = parentFor(packs.value, options);
  if (!parent.ok) return reportIssues(parent.issues, json);
  const change = changeFor(createRulebook(packs.value), parent.value, options);
  if (!change.ok) return reportIssues(change.issues, json);
  const folder = join(rules, id);
  const taken = existsSync(folder) || packs.value.some((pack) => pack.manifest.id === id);
  if (taken) return reportIssues([{ code: 'layerExists', path: folder, params: { id } }], json);

  const files = layerFiles({
    id,
    title,
    region,
    parent: { ...parent.value.manifest, version: versionOf(rules, parent.value) },
    schemas: schemasSeenFrom(rules),
    ...(change.value ? { change: change.value } : {}),
  });
  const issues = issuesOf(loaded.value, id, region, files);
  if (issues.length > 0) return reportIssues(issues, json);
  const failed = write(folder, files);
  if (failed) return reportIssues([failed], json);
  report(folder, files, json);
  return 0;
}

function wrongUse(options: NewOptions): string[] {
  const { usage } = messages;
  const wrong: string[] = [];
  const demand = (name: 'region' | 'title' | 'param' | 'value' | 'from', hint: string) => {
    if (options[name] === undefined) wrong.push(fill(usage.missingOption, { name: `--${name}`, hint }));
  };
  demand('region', usage.hintRegion);
  demand('title', usage.hintTitle);
  if (options.param !== undefined || options.value !== undefined || options.from !== undefined) {
    demand('param', usage.hintParam);
    demand('value', usage.hintValue);
    demand('from', usage.hintFrom);
  }
  const invalid = (name: string, value: string) => wrong.push(fill(usage.invalidValue, { name, value }));
  if (options.from !== undefined && !isCivilDate(options.from)) invalid('--from', options.from);
  const id = options.id ?? '';
  if (options.id !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(id)) invalid('--id', id);
  return wrong;
}

/** The pack that is named, or else the nearest one above the region. */
function parentFor(packs: readonly Pack[], { extends: id, region = '' }: NewOptions): Result<Pack> {
  const above = packs
    .filter(({ manifest }) => (id === undefined ? region.startsWith(`${manifest.region}/`) : manifest.id === id))
    .sort((a, b) => b.manifest.region.length - a.manifest.region.length)[0];
  if (above) return { ok: true, value: above };
  const known = packs.map(({ manifest }) => (id === undefined ? manifest.region : manifest.id));
  const suggestion = nearestName(id ?? region, known);
  return {
    ok: false,
    issues: [
      id === undefined
        ? { code: 'unknownRegion', path: '/region', params: { region, suggestion } }
        : { code: 'unknownParent', path: '--extends', params: { id, suggestion } },
    ],
  };
}

/** What `--param` changes: a param that holds above, with a value of the same kind. */
function changeFor(rulebook: Rulebook, parent: Pack, options: NewOptions): Result<NewLayer['change']> {
  const { param, value: text = '', from = '' } = options;
  if (param === undefined) return { ok: true, value: undefined };
  const policy = rulebook.policy(parent.manifest.region);
  if (!policy.ok) return policy;
  const stated = Object.hasOwn(policy.value.layered.params, param)
    ? policy.value.layered.params[param]?.at(-1)
    : undefined;
  if (!stated) {
    const suggestion = nearestName(param, Object.keys(policy.value.layered.params));
    return { ok: false, issues: [{ code: 'unknownParam', path: '--param', params: { id: param, suggestion } }] };
  }
  const { title, unit, enum: choices } = stated.item;
  const parsed = parseJsonText(text);
  const value = parsed.ok ? parsed.value : text;
  const before = (policy.value.findParam(param, from)?.value ?? stated.item.values.at(-1)?.value ?? null) as JsonValue;
  if (kindOf(before) !== kindOf(value)) {
    const params = { expected: kindOf(before), found: kindOf(value) };
    return { ok: false, issues: [{ code: 'wrongType', path: '--value', params }] };
  }
  if (choices && !choices.includes(value)) {
    const params = { expected: choices.map(String), found: String(value) };
    return { ok: false, issues: [{ code: 'notAllowedValue', path: '--value', params }] };
  }
  const say = (one: JsonValue) => valueWords(one, unit === undefined ? undefined : { unit }, policy.value.words);
  return { ok: true, value: { param, title, value, from, words: { before: say(before), after: say(value) } } };
}

/** What would be wrong with the rules if the layer stood among them. */
function issuesOf(
  sources: readonly PackSource[],
  folder: string,
  region: string,
  files: readonly LayerFile[],
): readonly Issue[] {
  const json = files
    .filter(({ path }) => path.endsWith('.json') && path !== 'package.json')
    .map(({ path, text }) => ({ path, json: JSON.parse(text) as JsonValue }));
  const packs = validatePacks([...sources, { folder, files: json }]);
  if (!packs.ok) return packs.issues;
  const policy = createRulebook(packs.value).policy(region);
  return policy.ok ? [] : policy.issues;
}

/** The version of the parent that stands here, to pin it. */
function versionOf(rules: string, parent: Pack): string | undefined {
  for (const folder of [join(rules, parent.folder), findInstalledPack(rules, parent.manifest.id)]) {
    const file = folder === undefined ? undefined : join(folder, 'package.json');
    if (file === undefined || !existsSync(file)) continue;
    const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version?: string };
    if (version !== undefined) return version;
  }
  return undefined;
}

/** Where an editor finds the schemas, seen from the layer's folder: in this repository, or as npm installed them. */
function schemasSeenFrom(rules: string): string {
  const above = dirname(resolve(rules));
  return existsSync(join(above, 'packages', 'pack', 'schemas'))
    ? '../../packages/pack/schemas'
    : '../../node_modules/@cebao/pack/schemas';
}

function write(folder: string, files: readonly LayerFile[]): Issue | undefined {
  try {
    for (const { path, text } of files) {
      const full = join(folder, path);
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text, { flag: 'wx' });
    }
    return undefined;
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    return { code: 'fileUnwritable', path: folder, params: { file: folder, reason } };
  }
}

function report(folder: string, files: readonly LayerFile[], json: boolean): void {
  const lines = (text: string) => text.split('\n').length - 1;
  if (json) {
    sayJson({ issues: [], folder, files: files.map(({ path, text }) => ({ path, lines: lines(text) })) });
    return;
  }
  const words = messages.newLayer;
  for (const { path, text } of files) say(fill(words.file, { path: join(folder, path), lines: lines(text) }));
  const total = files.reduce((sum, { text }) => sum + lines(text), 0);
  say(fill(words.done, { files: files.length, lines: total }));
}
