import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { cebao, jsonLines, ROOT } from './testing/cebao.ts';

const ROUTE = 'ejinhoro.procurement.threshold/route';
const BANNER = 'nm/ordos/ejin-horo';
const ask = (facts: string, more: readonly string[] = []) => [
  'decide',
  '--region',
  BANNER,
  '--at',
  '2025-06-30',
  '--decision',
  ROUTE,
  '--facts',
  facts,
  ...more,
];

let scratch: string;
/** A copy of the packs, with one file rewritten. */
const rulesWith = (name: string, file: string, rewrite: (text: string) => string): string => {
  const folder = join(scratch, name);
  cpSync(join(ROOT, 'rules'), folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  writeFileSync(join(folder, file), rewrite(readFileSync(join(folder, file), 'utf8')));
  return folder;
};

beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  scratch = mkdtempSync(join(tmpdir(), 'cebao-cli-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('cebao validate', () => {
  it('says that the packs of the repository are sound, from any folder of it', async () => {
    expect(await cebao(['validate'], { cwd: join(ROOT, 'packages') })).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^规则包合格：\d+ 个规则包/),
      err: '',
    });
  });

  it('lists every problem with file, pointer, sentence and nearest name', async () => {
    const folder = rulesWith('unsound', 'nm-ordos-ejin-horo/decisions/threshold-route.json', (text) =>
      text.replace('"title": "购买项目服务方式"', '"titel": "购买项目服务方式"'),
    );
    writeFileSync(join(folder, 'nm', 'places.json'), '{ "places": [');
    const broken = await cebao(['validate', '--rules', folder]);
    expect(broken).toMatchObject({ code: 1, out: '' });
    expect(broken.err).toContain('nm/places.json#');
    expect(broken.err).toContain('malformedJson');

    writeFileSync(join(folder, 'nm', 'places.json'), '{ "places": [] }');
    const { code, out } = await cebao(['validate', '--rules', folder, '--json']);
    const { issues } = JSON.parse(out) as { issues: { code: string; path: string; message: string }[] };
    expect(code).toBe(1);
    expect(issues).toContainEqual(
      expect.objectContaining({
        code: 'unknownKey',
        path: expect.stringContaining('nm-ordos-ejin-horo/decisions/threshold-route.json#/titel'),
        message: expect.stringContaining('titel'),
      }),
    );
  });

  it('refuses a value that breaks an upper layer: what shows only when packs are laid over one another', async () => {
    const folder = join(scratch, 'layers');
    const layer = (id: string, manifest: object, value: number) => {
      mkdirSync(join(folder, id, 'params'), { recursive: true });
      writeFileSync(join(folder, id, 'pack.json'), JSON.stringify({ id, format: 1, title: id, ...manifest }));
      const param = {
        kind: 'param',
        id: 'limit',
        title: '限额',
        merge: 'floor',
        values: [{ value, basis: 'assumption' }],
      };
      writeFileSync(join(folder, id, 'params', 'limit.json'), JSON.stringify(param));
    };
    layer('up', { region: 'up' }, 5);
    layer('low', { region: 'up/low', extends: 'up' }, 5);
    expect((await cebao(['validate', '--rules', folder])).code).toBe(0);
    layer('low', { region: 'up/low', extends: 'up' }, 4);
    const { code, err } = await cebao(['validate', '--rules', folder]);
    expect(code).toBe(1);
    expect(err).toMatch(/low\/params\/limit\.json#\/values\/0\/value {2}.*“up”.*（mergeViolation）/);
  });

  it('says which folder is missing', async () => {
    expect(await cebao(['validate', '--rules', join(scratch, 'nowhere')])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('找不到规则目录'),
    });
  });
});

describe('cebao examples', () => {
  it('passes all examples of the packs', async () => {
    const { code, out } = await cebao(['examples', '--json']);
    const { total, passed, failed, results } = JSON.parse(out) as {
      total: number;
      passed: number;
      failed: number;
      results: unknown[];
    };
    expect({ code, failed, results: results.length }).toEqual({ code: 0, failed: 0, results: total });
    expect(passed).toBeGreaterThan(100);
  });

  it('prints what differs when a rule changed', async () => {
    const folder = rulesWith('changed', 'nm-ordos-ejin-horo/params/tenderThreshold.json', (text) =>
      text.replaceAll('200000', '150000'),
    );
    const { code, out } = await cebao(['examples', '--rules', folder]);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ .+\n {4}value：应为 \{.*\}，实际是 \{.*\}/);
    expect(out).toMatch(/未通过 [1-9]\d* 个/);
  });
});

describe('cebao decide', () => {
  it('answers with reason, level and sources', async () => {
    const { code, out, err } = await cebao(ask('{"projectAmount":200000}'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^规则判定（参考）：采购方式：自行采购/);
    expect(out).toMatch(/^理由：单个项目金额为 20 万元，在公开招投标分界（20 万元）以下（含本数）$/m);
    expect(out).toContain('依据层级：旗县（市、区）');
    expect(out).toContain('资料来源：公开报道，非政策文件');
    expect(out).toContain('政策依据：待补');
    expect(out).toMatch(/^规则版本：[0-9a-f]{64}$/m);
  });

  it('turns at one cent over the boundary', async () => {
    expect((await cebao(ask('{"projectAmount":200000.01}'))).out).toContain('公开招投标');
    expect(JSON.parse((await cebao(ask('{"projectAmount":200000.01}', ['--json']))).out)).toMatchObject({
      status: 'decided',
      value: { route: 'publicTender' },
      explanation: { heading: '规则判定（参考）' },
    });
  });

  it('reads facts from standard input and from a file', async () => {
    const file = join(scratch, 'facts.json');
    writeFileSync(file, '{"projectAmount":1}');
    const { out } = await cebao(ask('{"projectAmount":1}'));
    const withFile = ask('').slice(0, -2);
    expect((await cebao([...withFile, '--facts-file', file])).out).toBe(out);
    expect((await cebao([...withFile, '--facts-file', '-'], { input: '{"projectAmount":1}' })).out).toBe(out);
  });

  it('does not take another place for its own', async () => {
    const args = [
      'decide',
      '--region',
      'nm/ordos/dalad',
      '--at',
      '2025-06-30',
      '--decision',
      ROUTE,
      '--facts',
      '{"projectAmount":1}',
    ];
    expect((await cebao(args)).out).toMatch(/本系统未收录该地依据，不代表该地没有规定/);
  });

  it.each([
    ['an unknown fact', ask('{"projectAmont":1}'), 'unknownFact', '/facts/projectAmont', 'projectAmount'],
    ['broken facts', ask('{"projectAmount":'), 'malformedJson', '/facts/projectAmount', '引号'],
    ['facts that are a list', ask('[1]'), 'wrongType', '/facts', '列表'],
    [
      'an unknown region',
      ['decide', '--region', 'zz', '--at', '2025-06-30', '--decision', ROUTE],
      'unknownRegion',
      '/region',
      'zz',
    ],
    [
      'an unknown decision',
      ['decide', '--region', BANNER, '--at', '2025-06-30', '--decision', `${ROUTE}s`],
      'unknownDecision',
      '/decision',
      ROUTE,
    ],
    [
      'a day that is none',
      ['decide', '--region', BANNER, '--at', '2025-02-30', '--decision', ROUTE],
      'malformedDate',
      '/at',
      '2025-02-30',
    ],
    [
      'a file that is not there',
      [...ask('').slice(0, -2), '--facts-file', 'nowhere.json'],
      'fileUnreadable',
      'nowhere.json',
      'ENOENT',
    ],
  ])('refuses %s', async (_, args, code, path, words) => {
    const people = await cebao(args);
    expect(people).toMatchObject({ code: 1, out: '' });
    expect(people.err).toContain(`${path}  `);
    expect(people.err).toContain(words);
    expect(people.err).toContain(`（${code}）`);
    const machine = await cebao([...args, '--json']);
    expect(machine).toMatchObject({ code: 1, err: '' });
    expect(JSON.parse(machine.out)).toMatchObject({
      issues: [{ code, path, message: expect.stringMatching(/[\u4e00-\u9fff]/) }],
    });
  });
});

describe('cebao explain', () => {
  const why = (facts: string, more: readonly string[] = []) =>
    cebao(['explain', '--region', BANNER, '--at', '2025-06-30', '--decision', ROUTE, '--facts', facts, ...more]);

  it('tells resident, staff and auditor, and what would change the answer', async () => {
    const { code, out, err } = await why('{"projectAmount":250000}');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^给居民：\n {2}.*超过公开招投标分界（20 万元）.*请向所在社区咨询。$/m);
    expect(out).toMatch(/^给工作人员（台账）：\n {2}.*依据层级：旗县（市、区），.*按2025年6月30日的规则判定。$/m);
    expect(out).toMatch(/^ +单个项目金额超过公开招投标分界（20 万元） → 是$/m);
    expect(out).toMatch(/^怎样会不同：\n {2}单个项目金额不超过 200 000 元（20 万元）时：采购方式：自行采购/m);
  });

  it('tells one reader, and programs', async () => {
    const { out } = await why('{"projectAmount":250000}', ['--for', 'resident']);
    expect(out).not.toContain('给工作人员');
    const told = JSON.parse((await why('{"projectAmount":250000}', ['--for', 'auditor', '--json'])).out);
    expect(Object.keys(told)).toEqual(['status', 'auditor', 'change', 'revision']);
    expect(told.change[0]).toMatchObject({
      facts: { projectAmount: 200000 },
      leadsTo: { status: 'decided', value: { route: 'selfProcurement' } },
    });
  });

  it('knows no other readers', async () => {
    const { code, err } = await why('{}', ['--for', 'mayor']);
    expect({ code, err }).toEqual({ code: 2, err: '选项“--for”的值“mayor”不对\n' });
  });
});

describe('cebao decide --batch', () => {
  const question = (id: unknown, more: Record<string, unknown> = {}) =>
    JSON.stringify({
      id,
      region: BANNER,
      at: '2025-06-30',
      decision: ROUTE,
      facts: { projectAmount: 200000 },
      ...more,
    });
  const batch = async (lines: readonly string[]) => {
    const { code, out, err } = await cebao(['decide', '--batch'], { input: `${lines.join('\n')}\n` });
    return { code, err, answers: jsonLines(out) as Record<string, unknown>[] };
  };

  it('answers flat and in order', async () => {
    const { code, answers, err } = await batch([
      question('a1'),
      question('a2', { facts: { projectAmount: 200000.01 } }),
      question('a3', { facts: {} }),
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(answers).toMatchObject([
      {
        id: 'a1',
        status: 'decided',
        value: { route: 'selfProcurement' },
        assumptions: [],
        warnings: [],
        layer: 'banner-county',
      },
      { id: 'a2', status: 'decided', value: { route: 'publicTender' } },
      { id: 'a3', status: 'missingFacts', missing: ['projectAmount'] },
    ]);
    expect(Object.keys(answers[0] ?? {})).toEqual([
      'id',
      'status',
      'value',
      'assumptions',
      'warnings',
      'layer',
      'sources',
      'revision',
    ]);
  });

  it('gives the same answer as a single question', async () => {
    const { answers } = await batch([question('a')]);
    const single = JSON.parse((await cebao(ask('{"projectAmount":200000}', ['--json']))).out) as Record<
      string,
      unknown
    >;
    const { id: _, ...flat } = answers[0] ?? {};
    expect(single).toMatchObject(flat);
  });

  it('reads a pack override for one question only', async () => {
    const { answers } = await batch([
      question(1, { packOverride: { [BANNER]: { tenderThreshold: 150000 } } }),
      question(2),
    ]);
    expect(answers.map(({ value }) => value)).toMatchObject([{ route: 'publicTender' }, { route: 'selfProcurement' }]);
  });

  it('puts issues in the place of a bad line and goes on', async () => {
    const lines = [
      question('first'),
      '{broken',
      '[]',
      JSON.stringify({ region: BANNER }),
      question('r', { region: 'zz' }),
      question('d', { decision: 'no/such' }),
      question('f', { facts: { projectAmont: 1 } }),
      question('t', { facts: 'x', at: 5 }),
      question('k', { fact: {} }),
      question('o', { packOverride: { [BANNER]: { tenderThreshhold: 1 } } }),
      `{"id":"twice","at":"a","at":"b"}`,
      question({ a: 1 }),
      '',
      question('last'),
    ];
    const { code, answers } = await batch(lines);
    const codes = answers.map(({ id, issues }) => [
      id,
      (issues as { code: string; path: string }[] | undefined)?.map((issue) => `${issue.code} ${issue.path}`),
    ]);
    expect(code).toBe(0);
    expect(codes).toEqual([
      ['first', undefined],
      [null, ['malformedJson ']],
      [null, ['wrongType ']],
      [null, ['missingKey /id', 'missingKey /at', 'missingKey /decision', 'missingKey /facts']],
      ['r', ['unknownRegion /region']],
      ['d', ['unknownDecision /decision']],
      ['f', ['unknownFact /facts/projectAmont']],
      ['t', ['wrongType /at', 'wrongType /facts']],
      ['k', ['unknownKey /fact']],
      ['o', ['unknownParam /packOverride/nm~1ordos~1ejin-horo/tenderThreshhold']],
      ['twice', ['duplicateKey /at']],
      [null, ['wrongType /id']],
      ['last', undefined],
    ]);
    for (const { issues } of answers)
      for (const issue of (issues ?? []) as { message: string }[]) expect(issue.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('takes bytes that are no text, lines ended as on Windows, and a last line without an end', async () => {
    const input = Buffer.concat([
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(`${question('w')}\r\n${question('end')}`),
    ]);
    const { code, out } = await cebao(['decide', '--batch'], { input });
    expect(code).toBe(0);
    expect(jsonLines(out)).toMatchObject([
      { id: null, issues: [{ code: 'notUtf8' }] },
      { id: 'w', status: 'decided' },
      { id: 'end', status: 'decided' },
    ]);
  });

  it('answers ten thousand questions, none lost, none out of order', async () => {
    const { answers } = await batch(
      Array.from({ length: 10_000 }, (_, index) => question(index, { facts: { projectAmount: 195_000 + index } })),
    );
    expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(answers.filter(({ value }) => (value as { route: string }).route === 'publicTender')).toHaveLength(4999);
  });

  it('fails only when the packs or the input cannot be read', async () => {
    expect(
      await cebao(['decide', '--batch', '--rules', join(scratch, 'nowhere')], { input: question('a') }),
    ).toMatchObject({ code: 1, out: '', err: expect.stringContaining('找不到规则目录') });
    expect(await cebao(['decide', '--batch'], { input: '' })).toMatchObject({ code: 0, out: '' });
  });
});

describe('wrong use', () => {
  it.each([
    ['an unknown command', ['deicde'], ['没有命令“deicde”', '是否想写“decide”']],
    [
      'an unknown option',
      ['decide', '--regon', 'x'],
      ['没有选项“--regon”', '是否想写“--region”', 'cebao decide --help'],
    ],
    ['an option without its value', ['decide', '--at'], ['选项“--at”后面要写一个值']],
    ['something too much', ['validate', 'x'], ['命令“validate”后面有多余的内容']],
    ['two ways at once', ['decide', '--batch', '--region', 'x'], ['“--batch”不能与“--region”同时使用']],
    ['nothing said', ['decide'], ['缺少选项“--region”', '缺少选项“--at”', '缺少选项“--decision”']],
    ['a port that is none', ['serve', '--port', '70000'], ['“--port”的值“70000”不对']],
  ])('is answered in Chinese: %s', async (_, args, words) => {
    const { code, out, err } = await cebao(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const word of words) expect(err).toContain(word);
    expect(err).not.toMatch(/error|unknown|missing/);
  });

  it('shows help in Chinese', async () => {
    const { code, out } = await cebao(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('用法：');
    for (const command of ['validate', 'examples', 'decide', 'explain', 'link', 'serve'])
      expect(out).toContain(`  ${command} `);
    expect(out).not.toMatch(/Usage|Options|Commands/);
  });

  it('says that there is no service to ask for a link', async () => {
    expect(await cebao(['link', '--data', join(scratch, 'nothing')])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/[\u4e00-\u9fff]/),
    });
  });
});
