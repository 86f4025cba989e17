import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

/** `vite dev` serves the source and hands everything that belongs to the API on to PREFLOOP_API_URL. */
export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, '.', 'PREFLOOP_');
  const target = env.PREFLOOP_API_URL ?? 'http://127.0.0.1:4310';
  const api = ['/v1', '/openapi.json', '/docs', '/healthz', '/readyz'];
  return {
    plugins: [react()],
    server: {
      host: '127.0.0.1',
      // The Host header stays the browser's own: the API compares it with Origin.
      proxy: Object.fromEntries(api.map((path) => [path, { target, changeOrigin: false }])),
    },
    build: {
      target: 'es2022',
      sourcemap: false,
      chunkSizeWarningLimit: 800,
      rolldownOptions: {
        output: {
          // Named after all the pages that share it, a file would have a name longer than itself.
          chunkFileNames: ({ name }) => `assets/${name.startsWith('shared') ? 'shared' : '[name]'}-[hash].js`,
          assetFileNames: ({ names }) =>
            `assets/${names.some((name) => name.startsWith('shared')) ? 'shared' : '[name]'}-[hash][extname]`,
          // Split by itself a page comes in ninety files, most of them below a kilobyte: each costs a request and a turn.
          codeSplitting: {
            groups: [
              // What the first page needs, every other has already.
              { name: 'first', tags: ['$initial'], priority: 1 },
              // What many pages need; then what few of them share.
              { name: 'common', minShareCount: 8 },
              { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 },
            ],
          },
        },
      },
    },
  };
});
