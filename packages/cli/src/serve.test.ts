import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../../scripts/bootstrap/build.mjs';
import { BIN, cebao, ROOT } from './testing/cebao.ts';

let data: string;
beforeAll(async () => {
  if (!(await ensureBuilt('cli'))) throw new Error('the command line could not be built');
  data = mkdtempSync(join(tmpdir(), 'cebao-serve-'));
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

it('serves, gives links while it runs and after, and each signs in once', async () => {
  const child = spawn(
    process.execPath,
    ['--disallow-code-generation-from-strings', BIN, 'serve', '--port', '0', '--data', data, '--apps', data],
    {
      cwd: ROOT,
    },
  );
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part.toString('utf8');
  });
  const ended = once(child, 'close');
  let address = '';
  try {
    for (let wait = 0; wait < 300 && !said.includes('#link=') && child.exitCode === null; wait += 1)
      await new Promise((soon) => setTimeout(soon, 100));
    address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';
    expect(await (await fetch(`${address}/api/v1/health`)).json()).toMatchObject({ status: 'ok', demo: false });

    const made = await cebao(['link', '--data', data]);
    expect(made).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`${address}/#link=`) });
    const link = /#link=(\S+)/.exec(made.out)?.[1];
    const signIn = () =>
      fetch(`${address}/api/v1/sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ link }),
      });
    const copy = join(data, 'copies', '1.db');
    mkdirSync(join(data, 'copies'));
    expect(await cebao(['backup', '--data', data, '--to', copy])).toMatchObject({ code: 0, err: '' });
    expect(await cebao(['restore', '--data', data, '--from', copy])).toMatchObject({ code: 1, out: '' });
    const elsewhere = join(data, 'elsewhere');
    const restored = await cebao(['restore', '--data', elsewhere, '--from', copy, '--json']);
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(restored.out)).toMatchObject({ file: join(elsewhere, 'cebao.db'), demo: false });
    expect((await cebao(['link', '--data', elsewhere])).code).toBe(0);
    expect((await cebao(['backup', '--data', data])).code).toBe(2);
    const checkpoints = join(data, 'checkpoints');
    const marked = await cebao(['audit', 'checkpoint', '--data', data, '--to', checkpoints]);
    expect(marked).toMatchObject({ code: 0, err: '' });
    expect(marked.out).toMatch(/指纹 ([0-9A-F]{4}-){4}[0-9A-F]{4}/);
    const verify = ['audit', 'verify', '--data', data, '--checkpoints'];
    expect(await cebao([...verify, checkpoints])).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('核对无误'),
    });
    expect((await signIn()).ok).toBe(true);
    expect((await signIn()).status).toBe(401);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
  expect(child.exitCode).toBe(0);
  const after = await cebao(['link', '--data', data, '--json']);
  expect(after.code).toBe(0);
  expect(JSON.parse(after.out)).toMatchObject({
    address: expect.stringContaining('#link='),
    expires: expect.any(String),
  });
});

it('finds what was altered behind the service, says where, and takes no checkpoint that was forged', async () => {
  const checkpoints = join(data, 'checkpoints');
  const file = join(data, 'cebao.db');
  const whole = readFileSync(file);
  const altered = Buffer.from(whole);
  altered[altered.indexOf('"id":"administrator"') + 7] = 0x41;
  writeFileSync(file, altered);
  const verify = ['audit', 'verify', '--data', data, '--checkpoints', checkpoints];
  const found = await cebao(verify);
  expect(found).toMatchObject({ code: 1, out: '' });
  expect(found.err).toContain('/documents/people/administrator');
  expect(found.err).toContain('下一步');
  const json = await cebao([...verify, '--json']);
  expect(json).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(json.out)).toMatchObject({
    ok: false,
    findings: [{ code: 'documentAltered', path: '/documents/people/administrator' }],
  });
  writeFileSync(file, whole);
  expect((await cebao(verify)).code).toBe(0);

  const [name = ''] = readdirSync(checkpoints).filter((one) => one.endsWith('.json'));
  const checkpoint = readFileSync(join(checkpoints, name), 'utf8');
  writeFileSync(join(checkpoints, name), checkpoint.replace(/\\"commits\\":\d+/, '\\"commits\\":1'));
  const forged = await cebao(verify);
  expect(forged.code).toBe(1);
  expect(forged.err).toContain('checkpointForged');
  const none = join(data, 'nothing-here');
  expect(await cebao(['audit', 'verify', '--data', data, '--checkpoints', none])).toMatchObject({
    code: 1,
    err: expect.stringContaining('公钥'),
  });
  expect((await cebao(['audit', 'verify', '--data', data])).code).toBe(2);
  expect((await cebao(['audit', 'checkpoint', '--data', data])).code).toBe(2);
});
