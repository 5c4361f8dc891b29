// npm run bench -- NAME [--json]. decide, batch, api: the time of one decision with its trace: in this process, on the
// command line's batch, through the API. casework: one matter against the lists of 13 927 places, commands
// of the kernel, folding a million events, projections made anew. engine [WORK …]: the engine against hand-written code
// and other engines. service [WORK …]: the store and the service beside the raw limits.
import './bootstrap/require-node.mjs';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchCasework } from './bench-casework.mjs';
import { benchEngine } from './bench-engine.mjs';
import { benchKernel } from './bench-kernel.mjs';
import { benchService } from './bench-service.mjs';
import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { ROOT } from './bootstrap/root.mjs';

const NO_CODE_FROM_TEXT = '--disallow-code-generation-from-strings';
const BENCHES = { decide: benchDecide, batch: benchBatch, api: benchApi, casework };
const [first, ...works] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));

const args = process.argv.slice(2);
const json = args.includes('--json');
const names = args.filter((arg) => !arg.startsWith('--'));
const unknown = first === 'engine' || first === 'service' ? [] : names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`unknown bench: ${unknown.join(', ')}. Known: ${Object.keys(BENCHES).join(', ')}, engine, service`);
  process.exit(2);
}
if (!(await ensureInstalled()) || !(await ensureBuilt('start'))) process.exit(1);
if (first === 'engine') process.exit(await benchEngine(works, json));
if (first === 'service') process.exit(await benchService(works, json));

const results = [];
for (const name of names.length === 0 ? Object.keys(BENCHES) : names) {
  const result = { name, node: process.versions.node, ...(await BENCHES[name]()) };
  results.push(result);
  if (!json)
    console.log(
      Object.entries(result)
        .map(([key, value]) => `${key} ${value}`)
        .join('  '),
    );
}
if (json) console.log(JSON.stringify(results, null, 2));

async function casework() {
  return { ...(await benchCasework()), ...(await benchKernel()) };
}

/** The questions of all examples of the packs, over and over: every decision takes its turn. */
async function questions() {
  const { createRulebook, validatePacks } = await import(built('packages/pack/dist/index.js'));
  const { loadRules } = await import(built('packages/pack/dist/files.js'));
  const rulebook = createRulebook(validatePacks(loadRules(join(ROOT, 'rules')).value).value);
  const list = rulebook.examples
    .map(({ region, at, decision, facts, packOverride }) => ({
      region,
      at,
      decision,
      facts,
      ...(packOverride ? { packOverride } : {}),
    }))
    .filter((question) => rulebook.decide(question).ok);
  return { rulebook, list };
}

async function benchDecide() {
  const { rulebook, list } = await questions();
  const times = [];
  for (let round = 0; round < 60; round += 1) {
    for (const question of list) {
      const start = performance.now();
      rulebook.decide(question);
      // The first rounds warm the programs up.
      if (round >= 10) times.push((performance.now() - start) * 1000);
    }
  }
  return { questions: times.length, ...spread(times, 'us') };
}

async function benchBatch() {
  const { list } = await questions();
  const rounds = Math.ceil(50_000 / list.length);
  const lines = Array.from({ length: rounds }, (_, round) =>
    list.map((question, index) => `${JSON.stringify({ id: `${round}-${index}`, ...question })}\n`).join(''),
  );
  const child = spawn(
    process.execPath,
    [NO_CODE_FROM_TEXT, join(ROOT, 'packages/cli/bin/cebao.js'), 'decide', '--batch', '--rules', join(ROOT, 'rules')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let answers = 0;
  let first;
  child.stdout.on('data', (part) => {
    first ??= performance.now();
    for (const byte of part) if (byte === 10) answers += 1;
  });
  const start = performance.now();
  for (const part of lines)
    if (!child.stdin.write(part)) await new Promise((drained) => child.stdin.once('drain', drained));
  child.stdin.end();
  await new Promise((closed) => child.once('close', closed));
  const seconds = (performance.now() - start) / 1000;
  return {
    questions: answers,
    seconds: rounded(seconds),
    perSecond: Math.round(answers / seconds),
    perSecondAfterStart: Math.round(answers / (seconds - (first - start) / 1000)),
  };
}

async function benchApi() {
  const { list } = await questions();
  const asked = list.filter(({ packOverride }) => packOverride === undefined);
  const data = mkdtempSync(join(tmpdir(), 'cebao-bench-'));
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(process.execPath, [NO_CODE_FROM_TEXT, join(ROOT, 'apps/service/dist/main.js')], {
    env: { ...process.env, PORT: String(port), CEBAO_DATA: data, CEBAO_DEMO: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part) => {
    said += part;
  });
  const ended = new Promise((closed) => child.once('close', closed));
  try {
    const base = `http://127.0.0.1:${port}/api/v1`;
    await ready(`${base}/health`, child);
    // Signed in: questions of an anonymous address are limited.
    const link = /[?#&/]link[=/]([\w.-]+)/.exec(said)?.[1];
    const signedIn = await fetch(`${base}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link }),
    });
    if (!signedIn.ok) throw new Error(`signing in was refused: ${await signedIn.text()}`);
    const headers = {
      'content-type': 'application/json',
      cookie: signedIn.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    };
    const ask = async ({ region, at, decision, facts }) => {
      const start = performance.now();
      const answer = await fetch(`${base}/decide`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ region, at, decision, facts }),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${decision}: ${answer.status}`);
      return performance.now() - start;
    };
    for (const question of asked) await ask(question);
    const times = [];
    for (let round = 0; round < 10; round += 1) for (const question of asked) times.push(await ask(question));
    const start = performance.now();
    let next = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (next < 4000) await ask(asked[next++ % asked.length]);
      }),
    );
    return {
      questions: times.length,
      ...spread(times, 'ms'),
      perSecondEightAtOnce: Math.round(4000 / ((performance.now() - start) / 1000)),
    };
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
}

async function ready(address, child) {
  for (let wait = 0; wait < 600 && child.exitCode === null; wait += 1) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return new Promise((soon) => setTimeout(soon, 500));
    await new Promise((soon) => setTimeout(soon, 100));
  }
  throw new Error('the service did not start');
}

function spread(times, unit) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]);
  return { [`median_${unit}`]: at(0.5), [`p95_${unit}`]: at(0.95), [`p99_${unit}`]: at(0.99) };
}

function rounded(value) {
  return Math.round(value * 100) / 100;
}

function built(path) {
  return pathToFileURL(join(ROOT, path)).href;
}
