import { afterAll, describe, expect, test } from 'vitest';
import { startTestService } from '../tests/service.ts';

const service = await startTestService({ hosts: ['localhost', '127.0.0.1'] });
const cookie = await service.cookieOf('worker-a');
afterAll(() => service.close());

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; requestBody?: { content: Record<string, unknown> } }>>;
}
const document = (await (await service.app.request('/api/v1/openapi.json')).json()) as Document;
const writes = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([method]) => method !== 'get')
    .map(([method, operation]) => ({ path: path.replace(/\{\w+\}/g, 'x'), method: method.toUpperCase(), operation })),
);

describe('every write', () => {
  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost:9999' },
    { origin: 'http://localhost', 'sec-fetch-site': 'cross-site' },
  ])('from elsewhere is refused: %o', async (headers) => {
    expect(writes.length).toBeGreaterThan(10);
    for (const { path, method } of writes) {
      const response = await service.app.request(path, {
        method,
        headers: {
          cookie,
          'content-type': 'application/json',
          'idempotency-key': 'k'.repeat(16),
          ...headers,
        } as Record<string, string>,
        ...(method === 'DELETE' ? {} : { body: '{}' }),
      });
      expect(response.status, path).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'crossSite' });
    }
  });

  test('of the wrong content type is refused', async () => {
    for (const { path, method, operation } of writes) {
      if (operation.requestBody === undefined) continue;
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
        const response = await service.app.request(`${path}${path.endsWith('/attachments') ? '?name=a.txt' : ''}`, {
          method,
          headers: { cookie, 'content-type': type, origin: 'http://localhost' },
          body: '{}',
        });
        // A case that is not there is not found before its body is read.
        expect([415, 404], `${path} ${type}`).toContain(response.status);
      }
    }
  });

  test('from this very site is heard', async () => {
    const response = await service.app.request('/api/v1/sessions/current', {
      method: 'DELETE',
      headers: {
        cookie: await service.cookieOf('worker-b'),
        origin: 'http://localhost',
        'sec-fetch-site': 'same-origin',
      },
    });
    expect(response.status).toBe(204);
  });
});

describe('every answer', () => {
  test.each(['/api/v1/health', '/api/v1/nowhere', '/nowhere', '/api/v1/tasks'])(
    'of %s carries the security headers',
    async (path) => {
      const { headers } = await service.app.request(path);
      const csp = headers.get('content-security-policy') ?? '';
      for (const directive of [
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ])
        expect(csp).toContain(directive);
      expect(csp).not.toContain('unsafe-eval');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('under a host name that is not ours is a refusal', async () => {
    const response = await service.app.request('http://rebound.example/api/v1/health');
    expect(response.status).toBe(421);
    expect(await response.json()).toMatchObject({ code: 'unknownHost' });
  });

  test('to an unknown address is a problem, to a known one by the wrong method too', async () => {
    for (const [path, method, status, code] of [
      ['/api/v1/nowhere', 'GET', 404, 'notFound'],
      ['/api/v2/health', 'GET', 404, 'notFound'],
      ['/api/v1/health', 'POST', 405, 'methodNotAllowed'],
      ['/api/v1/cases/x/commands', 'GET', 405, 'methodNotAllowed'],
      ['/api//v1/health', 'GET', 404, 'notFound'],
      ['/API/v1/health', 'GET', 404, 'notFound'],
    ] as const) {
      const response = await service.app.request(path, { method });
      expect(response.status, path).toBe(status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ code, status });
    }
  });
});

describe('the OpenAPI document', () => {
  test('is 3.1, names every route once, and describes problems', () => {
    expect(document.openapi).toBe('3.1.0');
    const ids = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/decide',
        '/api/v1/cases/{id}/commands',
        '/api/v1/registers/{id}.xlsx',
        '/api/v1/openapi.json',
      ]),
    );
    const decide = JSON.stringify(document.paths['/api/v1/decide']);
    expect(decide).toContain('"additionalProperties":false');
    expect(decide).toContain('application/problem+json');
  });

  test('has no reference that leads nowhere', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of new Set(refs)) {
      const found = ref
        .split('/')
        .slice(1)
        .reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], document);
      expect(found, ref).toBeDefined();
    }
  });

  test('names every parameter: an unknown one is refused on every route', async () => {
    let asked = 0;
    for (const [path, operations] of Object.entries(document.paths))
      for (const method of Object.keys(operations)) {
        const at = path.replace(/\{\w+\}/g, 'x');
        const response = await service.app.request(`${at}?surprise=1`, {
          method: method.toUpperCase(),
          headers: { cookie, 'content-type': 'application/octet-stream', 'idempotency-key': 'k'.repeat(16) },
        });
        expect(response.status, `${method} ${path}`).toBe(422);
        const problem = (await response.json()) as { issues: { path: string }[] };
        expect(
          problem.issues.map((one) => one.path),
          path,
        ).toContain('/surprise');
        asked += 1;
      }
    expect(asked).toBeGreaterThan(70);
  });

  test('has strict bodies: an unknown key is refused everywhere', async () => {
    for (const { path, method, operation } of writes) {
      if (operation.requestBody?.content['application/json'] === undefined) continue;
      const response = await service.app.request(path, {
        method,
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': 'k'.repeat(16) },
        body: JSON.stringify({ surprise: 1 }),
      });
      expect(response.status, path).toBe(422);
      const problem = (await response.json()) as { issues: { path: string; code: string }[] };
      expect(
        problem.issues.map(({ path: at }) => at),
        path,
      ).toContain('/surprise');
    }
  });
});
