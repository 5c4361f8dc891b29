import { defineConfig } from 'vitest/config';

/** All suites run from source: the `@cebao/source` condition opens every room's src. */
export default defineConfig({
  resolve: { conditions: ['@cebao/source', 'import', 'module', 'default'] },
  ssr: { resolve: { conditions: ['@cebao/source', 'import', 'module', 'node', 'default'], externalConditions: ['@cebao/source', 'import', 'node', 'default'] } },
  test: {
    include: ['packages/**/*.test.{ts,tsx}', 'apps/**/*.test.{ts,tsx}', 'rules/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
