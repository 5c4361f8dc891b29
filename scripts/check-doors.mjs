// The locked doors between code and policy, and between this repository and everything outside it.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Codes of the runtime's own convention: packs give them words, and the code may say them. */
const OWN_CODES = new Set([
  'noRuleAtLayer',
  // a way in which bodies sign, and a word of the format
  'quorum',
  // a kind of the format
  'figures',
  'notEvidenced',
  'noRuleAtLevel',
  'contentNotStated',
  'malformedFact',
  'notInClosedList',
  'notListed',
  'floorLowered',
  'evidencedFrom',
]);

/** Keys of the pack format that a pack happens to use as a code too: allowed as a key, not as a string. */
const FORMAT_KEYS = new Set(['wrongActor']);

const SCRIPT = new Set(['.ts', '.tsx', '.mts', '.js', '.mjs', '.jsx']);
const TEXT = new Set([...SCRIPT, '.json', '.css', '.html', '.md', '.svg', '.txt']);
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.turbo', '.cebao', 'coverage']);

/** Han, its punctuation and full-width forms, Mongolian: whatever a person reads belongs to messages or packs. */
const WORDS_FOR_PEOPLE = /[\p{Script=Han}\p{Script=Mongolian}\u3000-\u303f\uff00-\uffef]/u;

/** Written in pieces, so that this file does not hold what it refuses. */
const OUTSIDE = [
  { what: ['..', 'shared'].join('/'), pattern: new RegExp(['\\.\\.', 'shared\\b'].join('/')) },
  { what: ['', 'work', ''].join('/'), pattern: new RegExp(['(?<![\\w.-])', 'work', ''].join('/')) },
  {
    what: 'a registry host',
    pattern: new RegExp(`\\b${['registry', '[a-z0-9-]+', '(?:org|com|cn|net|io|dev)\\b'].join('\\.')}`, 'i'),
  },
  {
    what: 'a registry host',
    pattern: new RegExp(`\\b(?:${['npm', 'mirror'].join('')}|${['taobao', 'org'].join('\\.')})\\b`, 'i'),
  },
];

/**
 * Looks through a repository and lists every place where a door stands open:
 *
 * - `wordsInCode` Chinese or Mongolian text under packages or apps, outside `messages/` and tests
 * - `packNameInCode` a string that is an id, a region, a place or a code of the packs
 * - `codeFromText` code made from text: eval, new Function
 * - `outsideMentioned` a tracked file that names a path or host outside the repository
 * - `nothingSeen` too little was read for the answer to mean anything
 *
 * @param {string} root the repository
 * @returns {Promise<{ problems: { code: string, file: string, line: number, found: string }[], seen: { sources: number, names: number, files: number } }>}
 */
export async function checkDoors(root) {
  const names = readPackNames(join(root, 'rules'));
  const sources = ['packages', 'apps'].flatMap((tree) => sourceFiles(root, tree));
  const tracked = trackedFiles(root);
  const problems = [];
  for (const file of sources) {
    const text = readFileSync(join(root, file), 'utf8');
    problems.push(...wordsIn(file, text));
    if (SCRIPT.has(extname(file))) problems.push(...(await literalsIn(file, text, names)));
    else if (extname(file) === '.json') problems.push(...namesIn(file, text, names));
  }
  for (const file of tracked) {
    if (
      extname(file) !== '' &&
      !TEXT.has(extname(file)) &&
      !['.yml', '.yaml', '.cjs', '.npmrc'].includes(extname(file))
    )
      continue;
    problems.push(...outsideIn(file, readFileSync(join(root, file), 'utf8')));
  }
  const seen = { sources: sources.length, names: names.all.size, files: tracked.length };
  for (const [what, count] of Object.entries(seen))
    if (count === 0) problems.push({ code: 'nothingSeen', file: root, line: 0, found: what });
  return { problems, seen };
}

/** Every name the packs bring: ids, regions, places, codes. `generic` ones are plain words and count only as a whole string. */
function readPackNames(rules) {
  const whole = new Set();
  const inside = new Set();
  const add = (name) => {
    if (typeof name !== 'string' || name === '' || OWN_CODES.has(name)) return;
    (/[A-Z./-]/.test(name) ? inside : whole).add(name);
  };
  for (const file of existsSync(rules) ? filesBelow(rules, '') : []) {
    if (!file.endsWith('.json') || file.endsWith('package.json')) continue;
    const folder = file.split('/')[1];
    const json = JSON.parse(readFileSync(join(rules, file), 'utf8'));
    if (['decisions', 'flows', 'params', 'forms', 'registers'].includes(folder)) {
      add(json.id);
      if (json.id?.includes('/')) add(json.id.split('/')[0]);
    } else if (folder === 'messages') {
      // A fault is often named by the plain word for what is missing: nobody's own.
      for (const kind of ['reasons', 'warnings', 'assumptions'])
        for (const code of Object.keys(json[kind] ?? {})) if (kind !== 'reasons' || !/^[a-z]+$/.test(code)) add(code);
    } else if (folder === 'pack.json') addRegion(json.region, add);
    else if (folder === 'places.json') for (const { path } of json.places ?? []) addRegion(path, add);
    else if (folder === 'roles.json')
      for (const { id } of [...(json.roles ?? []), ...(json.bodies ?? [])]) if (/[A-Z]/.test(id)) add(id);
  }
  return { whole, inside, all: new Set([...whole, ...inside]) };
}

/** A region's path, and each of its segments that is more than an abbreviation. */
function addRegion(path, add) {
  if (typeof path !== 'string') return;
  if (path.includes('/')) add(path);
  for (const segment of path.split('/')) if (segment.length > 3) add(segment);
}

function sourceFiles(root, tree) {
  const rooms = existsSync(join(root, tree)) ? readdirSync(join(root, tree)) : [];
  return rooms
    .filter((room) => existsSync(join(root, tree, room, 'src')))
    .flatMap((room) => filesBelow(join(root, tree, room, 'src'), '').map((file) => `${tree}/${room}/src/${file}`))
    .filter((file) => TEXT.has(extname(file)) && !isTestOrMessage(file));
}

function isTestOrMessage(file) {
  return (
    /(?:\.test(?:ing)?\.tsx?|\/suite\.ts)$/.test(file) ||
    file.split('/').some((part) => ['messages', 'tests', 'testing'].includes(part))
  );
}

function filesBelow(root, path) {
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const inner = path === '' ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(root, inner);
    return entry.isFile() ? [inner] : [];
  });
}

/** What git keeps and would keep; without git, every file that is not made or fetched. */
function trackedFiles(root) {
  try {
    const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return listed.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  } catch {
    return filesBelow(root, '');
  }
}

function wordsIn(file, text) {
  return text
    .split('\n')
    .flatMap((line, index) =>
      WORDS_FOR_PEOPLE.test(line)
        ? [{ code: 'wordsInCode', file, line: index + 1, found: line.trim().slice(0, 80) }]
        : [],
    );
}

function outsideIn(file, text) {
  return text.split('\n').flatMap((line, index) => {
    const hit = OUTSIDE.find(({ pattern }) => pattern.test(line));
    return hit ? [{ code: 'outsideMentioned', file, line: index + 1, found: hit.what }] : [];
  });
}

/** Strings, templates, JSX text and keys of a script; and calls that make code from text. */
async function literalsIn(file, text, names) {
  const { parse } = await import('@swc/core');
  const module = await parse(text, { syntax: 'typescript', tsx: file.endsWith('x'), target: 'es2022' });
  const problems = [];
  const refuse = (code, found) => problems.push({ code, file, line: lineOf(text, found), found });
  const visit = (node, parent) => {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const item of node) visit(item, parent);
      return;
    }
    if (node.type === 'StringLiteral' && parent?.type !== 'ImportDeclaration') refuseNames(node.value, names, refuse);
    else if (node.type === 'TemplateElement') refuseNames(node.cooked ?? '', names, refuse);
    else if (node.type === 'JSXText') refuseNames(node.value, names, refuse);
    else if (node.type === 'KeyValueProperty') refuseKey(node.key, names, refuse);
    else if (node.type === 'MemberExpression') refuseKey(node.property, names, refuse);
    else if (node.type === 'CallExpression' || node.type === 'NewExpression') {
      const maker = codeMakerIn(node);
      if (maker !== undefined) refuse('codeFromText', maker);
    } else if (node.type === 'ImportDeclaration' && /^(?:node:)?vm$/.test(node.source.value))
      refuse('codeFromText', node.source.value);
    for (const value of Object.values(node)) visit(value, node);
  };
  visit(module.body, undefined);
  return problems;
}

/** What a call makes code with: `eval`, `Function` under any of its names, a text for a timer. */
function codeMakerIn({ callee, arguments: given }) {
  const name =
    callee.type === 'Identifier'
      ? callee.value
      : callee.type === 'MemberExpression'
        ? (callee.property.value ?? callee.property.expression?.value)
        : undefined;
  if (['eval', 'Function', 'AsyncFunction', 'GeneratorFunction'].includes(name)) return name;
  // `f.constructor('…')`: the function that makes functions.
  if (name === 'constructor' && callee.type === 'MemberExpression') return name;
  const isText = ['StringLiteral', 'TemplateLiteral'].includes(given?.[0]?.expression?.type);
  return ['setTimeout', 'setInterval'].includes(name) && isText ? name : undefined;
}

function namesIn(file, text, names) {
  const problems = [];
  const refuse = (code, found) => problems.push({ code, file, line: lineOf(text, found), found });
  const visit = (value) => {
    if (typeof value === 'string') refuseNames(value, names, refuse);
    else if (value !== null && typeof value === 'object') for (const part of Object.entries(value).flat()) visit(part);
  };
  visit(JSON.parse(text));
  return problems;
}

/** The whole string, or any run of its letters, digits, dots, slashes and dashes. */
function refuseNames(text, names, refuse) {
  if (names.whole.has(text)) return refuse('packNameInCode', text);
  const runs = text.match(/[\w./-]+/g) ?? [];
  const parts = new Set(runs.flatMap((run) => [...prefixes(run), ...run.split('/'), ...run.split(/[/.]/)]));
  for (const part of parts) if (names.inside.has(part)) return refuse('packNameInCode', part);
}

/** A name used as a key. Plain words are nobody's own. */
function refuseKey(key, names, refuse) {
  if (key.type === 'Identifier' && names.inside.has(key.value) && !FORMAT_KEYS.has(key.value))
    refuse('packNameInCode', key.value);
}

/** `a/b/c` → itself, `a/b`, `a`: a longer path or id does not hide a known one at its head. */
function prefixes(run) {
  const parts = run.split('/');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

/** The line where a name stands first: near enough to find it. */
function lineOf(text, found) {
  const at = text.indexOf(found);
  return at === -1 ? 0 : text.slice(0, at).split('\n').length;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { problems, seen } = await checkDoors(process.cwd());
  for (const { code, file, line, found } of problems) console.log(`${file}:${line}  ${code}  ${found}`);
  console.log(
    `${seen.sources} sources, ${seen.names} names of packs, ${seen.files} files: ${problems.length} problems`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
