import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { z } from 'zod';

/** Counts and times of requests by route, never by address: paths hold names. One registry for each application. */
export const metricsPlugin = fp(async (app: FastifyInstance) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.15, 0.3, 1, 3, 10],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const operation = request.routeOptions.schema?.operationId ?? 'other';
    seconds.observe({ operation, status: reply.statusCode }, reply.elapsedTime / 1000);
  });

  app.withTypeProvider<ZodTypeProvider>().get(
    '/metrics',
    {
      schema: {
        operationId: 'getMetrics',
        tags: ['platform'],
        summary: 'Figures of this process in the Prometheus text format',
        response: { 200: z.string() },
      },
    },
    async (_request, reply) => {
      // A serializer for JSON would put the text into quotes.
      void reply.header('content-type', registry.contentType).serializer((body: unknown) => String(body));
      return registry.metrics();
    },
  );
});
