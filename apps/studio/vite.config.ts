import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Built to be served by the service at `/studio/`; in development `/api` goes to a running service. */
export default defineConfig({
  base: '/studio/',
  plugins: [react()],
  resolve: { conditions: ['@cebao/source', 'module', 'browser', 'development|production'] },
  build: { target: 'chrome87', chunkSizeWarningLimit: 1200 },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
});
