import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Rooms of the repository are taken from their source; react, antd and the form engine are chunks of their own. */
export default defineConfig({
  base: '/',
  plugins: [react()],
  resolve: { conditions: ['@cebao/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'chrome87',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Small helpers of the compiler, so that no chunk is fetched for their sake.
            { name: 'react', test: /(@oxc-project|@babel)[+\\/]runtime/, priority: 4 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 3 },
            { name: 'forms', test: /node_modules[\\/](@rjsf|markdown-to-jsx|lodash)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
});
