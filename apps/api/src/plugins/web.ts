import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { imageFrame, imageFrameHeaders } from './image-frame.ts';

/** First segments of the paths that are the API's own: nothing of the web app is served there. */
const apiPaths = new Set(['v1', 'docs', 'openapi.json', 'metrics', 'healthz', 'readyz']);

/**
 * Serves the built web app. Files under assets/ carry a hash of their content in their names and are kept for ever;
 * every other path that a browser opens as a page gets index.html, always asked for again, so that the app's own
 * addresses can be reloaded.
 */
export const webPlugin = async (app: FastifyInstance, { root }: { root: string }) => {
  const frameHeaders = await imageFrameHeaders(root);
  await app.register(fastifyStatic, { root: resolve(root), serve: false, cacheControl: false });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const { '*': path } = request.params as { '*': string };
    if (apiPaths.has(path.split('/')[0] ?? '')) return reply.callNotFound();
    if (path.startsWith('assets/')) {
      void reply.header('cache-control', 'public, max-age=31536000, immutable');
      return reply.sendFile(path);
    }
    void reply.header('cache-control', 'no-cache');
    if (path === imageFrame) void reply.headers(frameHeaders);
    if (/\.[a-z0-9]+$/i.test(path)) return reply.sendFile(path);
    const page = request.headers.accept?.includes('text/html') ?? false;
    return page ? reply.sendFile('index.html') : reply.callNotFound();
  });
};
