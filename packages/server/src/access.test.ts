import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NO_ROWS, type Proof, proveAccess } from '../tests/access-proof.ts';
import { makeWorld, type World } from '../tests/access-world.ts';

/* No user of a place reads a row of another: random trees, posts and deputies, every route. More worlds with
   `WORLDS=50 SEED=7 npx vitest run packages/server/src/access.test.ts`. */

const SEED = Number(process.env['SEED'] ?? 20261125);
const WORLDS = Number(process.env['WORLDS'] ?? 2);

async function listen(world: World): Promise<{ server: ServerType; address: string }> {
  return new Promise((done) => {
    const server = serve({ fetch: world.service.app.fetch, hostname: '127.0.0.1', port: 0 }, (info: AddressInfo) =>
      done({ server, address: `http://127.0.0.1:${info.port}` }),
    );
  });
}

const shortest = (proof: Proof) => proof.leaks.slice(0, 5);

test(
  'no user of a place ever reads a row of another, on any route',
  async () => {
    let requests = 0;
    let checks = 0;
    let rows = 0;
    const read = new Set<string>();
    const kinds = new Set<string>();
    for (let n = 0; n < WORLDS; n++) {
      const world = await makeWorld(SEED + n);
      const { server, address } = await listen(world);
      try {
        // The first world is asked for everything, each further one for a part of it, or for all when many are asked for.
        const share = n === 0 || WORLDS > 2 ? 1 : 0.25;
        const proof = await proveAccess(world, { seed: SEED + n, socket: address, share });
        expect(shortest(proof), `seed ${SEED + n}`).toEqual([]);
        expect(proof.withheld.slice(0, 5), `seed ${SEED + n}`).toEqual([]);
        requests += proof.requests;
        checks += proof.checks;
        rows += world.rows.length;
        for (const what of proof.read) read.add(what);
        for (const { what } of world.rows) if (!what.startsWith('id of')) kinds.add(what);
        if (n > 0) continue;
        const document = (await (await world.service.app.request('/api/v1/openapi.json')).json()) as {
          paths: Record<string, Record<string, unknown>>;
        };
        const all = Object.entries(document.paths).flatMap(([path, methods]) =>
          Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
        );
        expect([...proof.routes, ...NO_ROWS].sort(), 'every route is asked').toEqual(all.sort());
      } finally {
        server.close();
        await world.service.close();
      }
    }
    console.log(
      `access: seed ${SEED}, ${WORLDS} worlds, ${rows} rows, ${requests} requests, ${checks} checks (answer × place that is not the reader's)`,
    );
    // Otherwise nothing would be proved: every kind of row was read by somebody who may.
    expect([...kinds].filter((what) => !read.has(what))).toEqual([]);
    expect(checks).toBeGreaterThan(100_000);
  },
  WORLDS * 300_000,
);

describe('a build in which a guard was left out is caught', () => {
  afterEach(() => {
    vi.doUnmock('@cebao/casework');
    vi.doUnmock('@cebao/pack');
    vi.doUnmock('./permissions.ts');
    vi.doUnmock('./report-basis.ts');
    vi.resetModules();
  });

  const yes = () => true;
  test.each([
    ['who may see a case', '@cebao/casework', { maySee: yes }, /cases$|attachments/],
    ['who sees a restricted case whole', '@cebao/casework', { seesWhole: yes }, /prints/],
    ['who reads a book', '@cebao/casework', { mayRead: yes }, /registers|accounts/],
    ['who reads of meetings', '@cebao/casework', { mayReadMeetings: yes }, /meetings/],
    ['whether a place lies below another', '@cebao/pack', { isWithin: yes }, /lists|reports/],
    [
      'whether a place lies below another, by its first letters only',
      '@cebao/pack',
      { isWithin: (path: string, above: string) => path.startsWith(above) },
      /lists|reports|registers/,
    ],
    [
      'what a permission is needed for',
      './permissions.ts',
      { requirePermission: () => undefined },
      /drafts|report-templates/,
    ],
    ['whose reports one reads', './report-basis.ts', { requireReportSight: () => undefined }, /reports/],
  ] as const)(
    '%s',
    async (_what, module, broken, routes) => {
      vi.resetModules();
      vi.doMock(module, async (original) => ({ ...(await original<object>()), ...broken }));
      const { startTestService } = await import('../tests/service.ts');
      const found: Proof[] = [];
      for (const seed of [1, 2, 3, 4, 5]) {
        const world = await makeWorld(SEED + seed, startTestService);
        found.push(await proveAccess(world, { seed, routes }));
        await world.service.close();
        if (found.at(-1)?.leaks.length) break;
      }
      expect(found.at(-1)?.leaks.length).toBeGreaterThan(0);
    },
    300_000,
  );
});
