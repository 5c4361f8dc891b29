import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JsonValue } from '@cebao/engine';
import { createRulebook, lintPacks, type Pack, runExamples, validatePacks } from '@cebao/pack';
import { analyseDecision } from '@cebao/pack/analyse';
import { loadRules } from '@cebao/pack/files';
import { describe, expect, it } from 'vitest';

/** Faults planted in the packs of this repository, each with the check that must find it; the files say who planted them. */
interface Fault {
  readonly id: string;
  readonly file: string;
  readonly what: string;
  /** `lint boundaryWording`, `validate …`, `analyse …`, `examples`; null: nothing finds it. */
  readonly finds: string | null;
  readonly edit: readonly Operation[];
}

type Operation =
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'move'; readonly from: string; readonly path: string };

const AT = '2025-06-30';

const folderOf = (file: string) => file.split('/')[1] as string;

const loaded = (folder: string) => {
  const sources = loadRules(fileURLToPath(new URL(folder, import.meta.url)));
  if (!sources.ok) throw new Error(JSON.stringify(sources.issues));
  return sources.value;
};
const valid = (sources: Parameters<typeof validatePacks>[0]) => {
  const packs = validatePacks(sources);
  if (!packs.ok) throw new Error(JSON.stringify(packs.issues));
  return packs.value;
};
const read = (name: string): readonly Fault[] =>
  JSON.parse(readFileSync(new URL(`./held-out/${name}`, import.meta.url), 'utf8')).faults;

const sources = loaded('.');
const packs = valid(sources);
const burden = createRulebook(valid(loaded('./lint')));
const once = <T>(make: (folder: string) => T) => {
  const known = new Map<string, T>();
  return (folder: string): T => {
    if (!known.has(folder)) known.set(folder, make(folder));
    return known.get(folder) as T;
  };
};

/** The pack of a folder with all that it is laid over and all that is laid over it. */
const familyOf = once((folder) => {
  const above = (pack: Pack): Pack[] => {
    const parent = packs.find(({ manifest }) => manifest.id === pack.manifest.extends);
    return [pack, ...(parent ? above(parent) : [])];
  };
  const own = packs.find((pack) => pack.folder === folder) as Pack;
  const folders = new Set(
    packs.filter((pack) => above(pack).includes(own) || above(own).includes(pack)).map((one) => one.folder),
  );
  return sources.filter((source) => folders.has(source.folder));
});

/** What each check says, as texts that can be compared with what it says of the packs as they are. */
const CHECKS = {
  lint: (family: readonly Pack[]) =>
    lintPacks(family, { burden, at: AT }).findings.map(({ code, path, params }) =>
      [code === 'burden' ? params.id : code, path, params.name ?? ''].join(' '),
    ),
  /** One decision where the file is one, else all of the pack. */
  analyse: (family: readonly Pack[], file: string) => {
    const rulebook = createRulebook(family);
    const pack = family.find((one) => one.folder === folderOf(file));
    const policy = rulebook.policy(pack?.manifest.region ?? '');
    if (!policy.ok || !pack) return [];
    const own = pack.decisions.filter(({ id }) => `rules/${pack.files[`decision:${id}`]}` === file);
    return (own.length > 0 ? own : pack.decisions).flatMap(({ id }) =>
      (analyseDecision(policy.value, id, AT, {})?.findings ?? []).map(
        (finding) => `${finding.kind} ${id} ${JSON.stringify(finding)}`,
      ),
    );
  },
  examples: (family: readonly Pack[]) =>
    runExamples(createRulebook(family))
      .filter(({ issues, differences }) => issues.length + differences.length > 0)
      .map(({ example }) => `examples ${example.id}`),
} as const;
const before = {
  lint: once((folder) => new Set(CHECKS.lint(valid(familyOf(folder))))),
  analyse: once((file) => new Set(CHECKS.analyse(valid(familyOf(folderOf(file))), file))),
  examples: once((folder) => new Set(CHECKS.examples(valid(familyOf(folder))))),
};

/** What finds a fault: of each check that is asked, the codes that it tells anew. */
function found(fault: Fault, asked: readonly (keyof typeof CHECKS)[]): string[] {
  const folder = folderOf(fault.file);
  const path = fault.file.split('/').slice(2).join('/');
  let isThere = false;
  const bent = familyOf(folder).map((source) => ({
    ...source,
    files: source.files.map((file) => {
      if (source.folder !== folder || file.path !== path) return file;
      isThere = true;
      return { ...file, json: patched(file.json, fault.edit) };
    }),
  }));
  if (!isThere) throw new Error(`${fault.file} is not there any more`);
  const family = validatePacks(bent);
  if (!family.ok) return family.issues.map(({ code }) => `validate ${code}`);
  return asked.flatMap((check) =>
    CHECKS[check](family.value, fault.file)
      .filter((told) => !before[check](check === 'analyse' ? fault.file : folder).has(told))
      .map((told) => (check === 'examples' ? check : `${check} ${told.split(' ')[0]}`)),
  );
}

/** RFC 6902, as far as these patches use it. */
function patched(json: JsonValue, edit: readonly Operation[]): JsonValue {
  const copy = structuredClone(json);
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of a pack, bent at will
  const holder = (path: string): [any, string] => {
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() as string;
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const inner = keys.reduce((one: any, key) => one[key], copy);
    if (inner === undefined) throw new Error(`${path} is not there any more`);
    return [inner, last];
  };
  const remove = (path: string) => {
    const [inner, key] = holder(path);
    const value = inner[key];
    if (value === undefined) throw new Error(`${path} is not there any more`);
    if (Array.isArray(inner)) inner.splice(Number(key), 1);
    else delete inner[key];
    return value;
  };
  const add = (path: string, value: JsonValue) => {
    const [inner, key] = holder(path);
    if (!Array.isArray(inner)) inner[key] = value;
    else inner.splice(key === '-' ? inner.length : Number(key), 0, value);
  };
  for (const operation of edit)
    if (operation.op === 'remove') remove(operation.path);
    else if (operation.op === 'add') add(operation.path, operation.value);
    else if (operation.op === 'move') add(operation.path, remove(operation.from));
    else {
      const [inner, key] = holder(operation.path);
      if (inner[key] === undefined) throw new Error(`${operation.path} is not there any more`);
      inner[key] = operation.value;
    }
  return copy;
}

for (const [group, file] of Object.entries({
  'faults planted by somebody else': 'faults.json',
  'the second group': 'control.json',
}))
  describe(group, () => {
    const faults = read(file);
    it.each(
      faults.filter(({ finds }) => finds !== null).map((fault) => [fault.id, fault.finds, fault.what, fault] as const),
    )('%s is found by %s: %s', (_id, finds, _what, fault) => {
      const check = String(finds).split(' ')[0] as string;
      expect(found(fault, check in CHECKS ? [check as keyof typeof CHECKS] : [])).toContain(finds);
    });
    const missed = faults.filter(({ finds }) => finds === null);
    if (missed.length > 0)
      it.each(missed.map((fault) => [fault.id, fault.what, fault] as const))(
        '%s is known to be missed: %s',
        (_id, _what, fault) => {
          expect(found(fault, ['lint', 'analyse', 'examples'])).toEqual([]);
        },
      );
  });
