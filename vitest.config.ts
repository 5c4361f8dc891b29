import { defineConfig } from 'vitest/config';

/** All suites run from source: the `@cebao/source` condition opens every room's src. */
export default defineConfig({
  // `import` must not stand here: it would be handed to Node, which then gives `require` the wrong files of antd's icons.
  resolve: { conditions: ['@cebao/source', 'module', 'default'] },
  ssr: {
    resolve: {
      conditions: ['@cebao/source', 'module', 'node', 'default'],
      externalConditions: ['@cebao/source', 'node', 'default'],
    },
  },
  test: {
    include: ['packages/**/*.test.{ts,tsx}', 'apps/**/*.test.{ts,tsx}', 'rules/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
