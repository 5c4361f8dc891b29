// Task lists, case pages and searches of people who think between what they ask, on a store with very many cases.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load, serverProcess } from './load.mjs';
import { rounded, temporary } from './parts.mjs';

const RECORDS = Number(process.env.CEBAO_BENCH_RECORDS ?? 1_000_000);
const USERS = Number(process.env.CEBAO_BENCH_USERS ?? 300);
const SECONDS = Number(process.env.CEBAO_BENCH_SECONDS ?? 20);

export async function measure() {
  const path = join(process.env.CEBAO_BENCH_KEPT ?? temporary(), 'office.db');
  const office = fileURLToPath(new URL('office.mjs', import.meta.url));
  // Filled by one process and served by another: its memory is that of a service that was started.
  const filler = await serverProcess(office, [path, String(RECORDS)]);
  const { seconds } = filler;
  await filler.stop();
  const server = await serverProcess(office, [path, String(RECORDS)]);
  try {
    const users = [];
    for (let i = 0; i < USERS; i += 1) {
      const { cookie } = server.users[i % server.users.length];
      const got = await fetch(`${server.address}/api/v1/cases?limit=30`, { headers: { cookie } });
      const { rows } = await got.json();
      const word = encodeURIComponent(rows[i % Math.max(1, rows.length)]?.title.slice(0, 2) ?? '\u9879\u76ee');
      users.push({
        cookie,
        paths: [
          { what: 'tasks', path: '/api/v1/tasks' },
          { what: 'list', path: '/api/v1/cases?limit=30' },
          { what: 'search', path: `/api/v1/cases?limit=30&q=${word}` },
          ...(await casePages(server, cookie)),
        ],
      });
    }
    const options = { address: server.address, users, pause: 3000 };
    await load({ ...options, seconds: 4 });
    await server.usage();
    const result = await load({ ...options, seconds: SECONDS });
    const { microseconds, rss } = await server.usage();
    if (result.wrong > 0) throw new Error(`${result.wrong} wrong answers of ${result.answers}`);
    const row = (what, name) => ({
      name: `${name}, p95`,
      ratio: rounded(result[what].p95),
      unit: 'ms',
      target: { most: 60 },
      measured: { records: RECORDS, users: USERS, answers: result[what].answers, p50_ms: rounded(result[what].p50) },
    });
    return [
      row('tasks', 'task list'),
      row('list', 'first page of cases'),
      row('search', 'search of two characters'),
      ...(result.page === undefined ? [] : [row('page', 'case page')]),
      {
        name: 'memory of the service after that',
        ratio: Math.round(rss / 2 ** 20),
        unit: 'MB',
        target: { most: 400 },
        measured: {
          records: RECORDS,
          secondsToFill: Math.round(seconds),
          processor_us_per_answer: Math.round(microseconds / result.answers),
        },
      },
    ];
  } finally {
    await server.stop();
  }
}

/** Pages of cases that have their events: those of the demo, which the others are copies of. */
async function casePages(server, cookie) {
  const got = await fetch(`${server.address}/api/v1/cases?limit=30&state=open`, { headers: { cookie } });
  const { rows } = await got.json();
  const id = rows.map((row) => row.id).find((one) => !one.includes('-b0'));
  return id === undefined ? [] : [{ what: 'page', path: `/api/v1/cases/${id}` }];
}
