import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDoors } from '../scripts/check-doors.mjs';

/** A small repository whose pack brings some names, and whose code is clean. */
const CLEAN: Record<string, string> = {
  'rules/xx/pack.json': '{ "id": "xx", "region": "xx/hilltown" }',
  'rules/xx/places.json': '{ "places": [{ "path": "xx/hilltown/river-bank", "title": "河岸" }] }',
  'rules/xx/roles.json': '{ "roles": [{ "id": "hillClerk" }, { "id": "resident" }] }',
  'rules/xx/params/limit.json': '{ "kind": "param", "id": "tenderLimit" }',
  'rules/xx/decisions/route.json': '{ "kind": "decision", "id": "hill.purchase/route" }',
  'rules/xx/messages/zh-CN.json':
    '{ "reasons": { "reviewFailed": "未通过", "notEvidenced": "无据" }, "warnings": {}, "assumptions": { "weights": "权重" } }',
  'packages/a/src/index.ts': "// A plain comment.\nexport const status = 'notEvidenced';\nexport const weights = 1;\n",
  'packages/a/src/messages/zh-CN.ts': "export const messages = { hello: '你好' };\n",
  'packages/a/src/index.test.ts': "const region = 'xx/hilltown'; // 测试\n",
};

let root: string;
const write = (files: Record<string, string>) => {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
};
const problemsWith = async (files: Record<string, string>) => {
  write(files);
  const { problems } = await checkDoors(root);
  return problems.map(({ code, file, found }) => [code, file, found]);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'doors-'));
  write(CLEAN);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('checkDoors', () => {
  it('passes a clean tree, and has seen it', async () => {
    const { problems, seen } = await checkDoors(root);
    expect(problems).toEqual([]);
    expect(seen.sources).toBe(1);
    expect(seen.names).toBeGreaterThanOrEqual(8);
    expect(seen.files).toBe(Object.keys(CLEAN).length);
  });

  it.each([
    ['a string', "export const a = '办件';\n"],
    ['a comment', '// 办件\nexport const a = 1;\n'],
    ['a joining mark', "export const a = ['x'].join('、');\n"],
  ])('refuses Chinese in %s', async (_, text) => {
    expect(await problemsWith({ 'packages/a/src/x.ts': text })).toMatchObject([
      ['wordsInCode', 'packages/a/src/x.ts', expect.any(String)],
    ]);
  });

  it('refuses Chinese in styles', async () => {
    expect(await problemsWith({ 'apps/b/src/b.css': ".a::after { content: '无'; }\n" })).toMatchObject([
      ['wordsInCode', 'apps/b/src/b.css', expect.any(String)],
    ]);
  });

  it.each([
    ['a decision', "ask('hill.purchase/route');", 'hill.purchase/route'],
    ['a system', "ask('hill.purchase');", 'hill.purchase'],
    ['another decision of a system', "ask('hill.purchase/other');", 'hill.purchase'],
    ['a param', "read('tenderLimit');", 'tenderLimit'],
    ['a region', "at('xx/hilltown');", 'xx/hilltown'],
    ['a place below', "at('xx/hilltown/river-bank/new');", 'xx/hilltown/river-bank'],
    ['a place in a template', 'at(`$' + '{root}/river-bank`);', 'river-bank'],
    ['a reason', "if (reason === 'reviewFailed') end();", 'reviewFailed'],
    ['a reason as a key', 'const ends = { reviewFailed: 1 };', 'reviewFailed'],
    ['a reason as a property', 'words.reviewFailed();', 'reviewFailed'],
    ['an assumption that is a plain word', "say('weights');", 'weights'],
    ['a role', "may('hillClerk');", 'hillClerk'],
  ])('refuses %s', async (_, text, found) => {
    expect(await problemsWith({ 'packages/a/src/x.ts': `${text}\n` })).toEqual([
      ['packNameInCode', 'packages/a/src/x.ts', found],
    ]);
  });

  it('refuses a place in JSX and a code in JSON', async () => {
    expect(
      await problemsWith({
        'apps/b/src/B.tsx': 'export const B = () => <p>hilltown</p>;\n',
        'apps/b/src/b.json': '{ "a": ["reviewFailed"] }\n',
      }),
    ).toEqual([
      ['packNameInCode', 'apps/b/src/B.tsx', 'hilltown'],
      ['packNameInCode', 'apps/b/src/b.json', 'reviewFailed'],
    ]);
  });

  it.each([
    ['eval', "eval('1');"],
    ['Function', "new Function('return 1');"],
    ['eval', "globalThis.eval('1');"],
    ['eval', "globalThis['eval']('1');"],
    ['Function', "globalThis.Function('return 1');"],
    ['constructor', "(() => 1).constructor('return 1');"],
    ['setTimeout', "setTimeout('run()', 1);"],
    ['node:vm', "import { runInThisContext } from 'node:vm';"],
  ])('refuses %s', async (found, text) => {
    expect(await problemsWith({ 'packages/a/src/x.ts': `${text}\n` })).toEqual([
      ['codeFromText', 'packages/a/src/x.ts', found],
    ]);
  });

  it.each([
    ['a path beside the repository', ['..', 'shared', 'design.md'].join('/')],
    ['a path of a machine', ['', 'work', 'main'].join('/')],
    ['a registry host', ['registry', 'example', 'org'].join('.')],
  ])('refuses %s in any file that is kept', async (_, text) => {
    expect(await problemsWith({ 'docs/page.md': `See ${text}.\n` })).toMatchObject([
      ['outsideMentioned', 'docs/page.md', expect.any(String)],
    ]);
  });

  it('does not pass when it saw nothing', async () => {
    rmSync(join(root, 'packages'), { recursive: true });
    rmSync(join(root, 'rules'), { recursive: true });
    expect((await checkDoors(root)).problems.map(({ code, found }) => [code, found])).toEqual([
      ['nothingSeen', 'sources'],
      ['nothingSeen', 'names'],
      ['nothingSeen', 'files'],
    ]);
  });
});
