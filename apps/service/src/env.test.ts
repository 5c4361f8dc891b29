import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from './env.ts';

describe('the environment', () => {
  test('has defaults that fit the repository', () => {
    const read = readEnvironment({});
    expect(read).toMatchObject({ ok: true, value: { port: 8787, host: '127.0.0.1', demo: false } });
    if (read.ok) expect(existsSync(read.value.rulesDir)).toBe(true);
  });

  test('is read', () => {
    expect(
      readEnvironment({
        PORT: '9000',
        CEBAO_DATA: '/srv/cebao',
        CEBAO_RULES: '/srv/rules',
        CEBAO_DEMO: '1',
        CEBAO_HOSTS: 'a.example, b.example',
        CEBAO_CELL: 'ejin',
        CEBAO_METRICS_PORT: '9100',
        CEBAO_LOG_LEVEL: 'warn',
      }),
    ).toMatchObject({
      ok: true,
      value: {
        port: 9000,
        dataDir: '/srv/cebao',
        rulesDir: '/srv/rules',
        demo: true,
        hosts: ['a.example', 'b.example'],
        cell: 'ejin',
        metricsPort: 9100,
        logLevel: 'warn',
      },
    });
  });

  test.each(['', 'x', '-1', '65536', '80 80'])('refuses the port %j in one sentence', (PORT) => {
    expect(readEnvironment({ PORT })).toMatchObject({ ok: false, message: expect.stringContaining('PORT') });
  });

  test('refuses another port for metrics, and a level that is none', () => {
    expect(readEnvironment({ CEBAO_METRICS_PORT: 'x' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('CEBAO_METRICS_PORT'),
    });
    expect(readEnvironment({ CEBAO_LOG_LEVEL: 'loud' })).toMatchObject({
      ok: false,
      message: expect.stringContaining('loud'),
    });
  });
});
