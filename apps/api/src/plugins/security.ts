import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** Headers, limits and load shedding that hold for every answer. */
export const securityPlugin = fp(
  async (app: FastifyInstance, options: { https: boolean; requestsPerMinute: number; maxLagMs: number }) => {
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          // Mantine and KaTeX set style attributes; scripts stay strict.
          styleSrc: ["'self'", "'unsafe-inline'"],
          connectSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          // For image-frame.ts alone: no page of anybody else, and no other page of ours lets itself be framed.
          frameSrc: ["'self'"],
          fontSrc: ["'self'", 'data:'],
          workerSrc: ["'self'"],
          manifestSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: options.https ? { maxAge: 31_536_000 } : false,
      xFrameOptions: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
    });
    await app.register(rateLimit, {
      global: true,
      // After the access hook, so that the limit follows the person and not a shared address.
      hook: 'preHandler',
      max: options.requestsPerMinute,
      timeWindow: '1 minute',
      keyGenerator: (request) => request.principal?.userId ?? request.ip,
    });
    await app.register(underPressure, {
      // An interval without a single measurement counts as endless lag: it has to be longer than the lag allowed.
      maxEventLoopDelay: options.maxLagMs,
      sampleInterval: Math.max(1_000, 2 * options.maxLagMs),
      message: 'The server is overloaded. Try again in a few seconds.',
      retryAfter: 5,
    });
    await app.register(compress, { global: true, threshold: 2_048, encodings: ['br', 'gzip'] });
  },
);
