import swagger, { type SwaggerTransform } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from '@fastify/type-provider-zod';
import { access } from '@prefloop/contract';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { z } from 'zod';

const refusal = {
  description: 'Why not, and what to do about it',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** Adds what holds for every operation: how it refuses, and that some need no login. */
const transform: SwaggerTransform = (document) => {
  const { schema, url } = jsonSchemaTransform(document as Parameters<typeof jsonSchemaTransform>[0]);
  if (!schema || schema.hide) return { schema, url };
  const open = schema.operationId !== undefined && access[schema.operationId]?.who === 'anyone';
  const response = { ...(schema.response ?? {}), default: refusal };
  return { schema: { ...schema, response, ...(open ? { security: [] } : {}) }, url };
};

/** OpenAPI 3.1 from the routes' zod schemas; the same schemas check what comes in and what goes out. */
export const openapiPlugin = fp(async (app: FastifyInstance) => {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Prefloop', version: '1', description: 'People compare, models learn, the loop turns.' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'prefloop.session_token' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
      security: [{ session: [] }, { key: [] }],
    },
    transform,
    transformObject: jsonSchemaTransformObject,
  });
});

/** The documents themselves, for people and for generators. */
export const openapiRoutes = async (app: FastifyInstance) => {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/openapi.json',
    {
      schema: {
        operationId: 'getOpenapi',
        tags: ['platform'],
        summary: 'This document',
        response: { 200: z.record(z.string(), z.unknown()) },
      },
    },
    async () => ({ ...app.swagger() }),
  );
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: false });
};
