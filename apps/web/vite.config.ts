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
    build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 700 },
  };
});
