import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Served at `/studio/`. Rooms of the repository are taken from their source; react and antd are chunks of their own. */
export default defineConfig({
  base: '/studio/',
  plugins: [react()],
  resolve: { conditions: ['@cebao/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'chrome87',
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 3 },
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
});
