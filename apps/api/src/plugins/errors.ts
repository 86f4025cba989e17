import { hasZodFastifySchemaValidationErrors } from '@fastify/type-provider-zod';
import { AppError, type ErrorCode, errorCodes, type Problem } from '@prefloop/contract';
import { isUnreachable } from '@prefloop/db';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

/** Statuses that Fastify and its plugins answer on their own, told in our codes. */
const codeByStatus: Record<number, ErrorCode> = {
  400: 'BAD_REQUEST',
  401: 'AUTH_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_FILE',
  429: 'RATE_LIMITED',
  503: 'OVERLOADED',
};

function problemOf(
  code: ErrorCode,
  detail: string,
  request: FastifyRequest,
  issues: AppError['issues'] = [],
): Problem {
  return {
    type: `urn:prefloop:error:${code.toLowerCase()}`,
    title: code.toLowerCase().replaceAll('_', ' '),
    status: errorCodes[code],
    code,
    detail,
    requestId: request.id,
    ...(issues.length > 0 ? { issues } : {}),
  };
}

function toProblem(error: FastifyError | AppError, request: FastifyRequest): Problem {
  if (error instanceof AppError) {
    const hidden = error.status >= 500 && error.code !== 'OVERLOADED' && error.code !== 'UNAVAILABLE';
    const detail = hidden
      ? 'Something failed on the server. Its log has the cause under this request id.'
      : error.message;
    return problemOf(error.code, detail, request, error.issues);
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map((fault) => ({
      path: `${error.validationContext ?? 'body'}${fault.instancePath}`,
      message: fault.message ?? 'is not valid',
    }));
    const told = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
    return problemOf('VALIDATION_FAILED', told, request, issues);
  }
  if (isUnreachable(error)) {
    const detail = 'The database is busy or away. Try again in a moment.';
    return problemOf('OVERLOADED', detail, request);
  }
  const code = codeByStatus[error.statusCode ?? 500];
  if (code) return problemOf(code, error.message, request);
  return problemOf(
    'INTERNAL',
    'Something failed on the server. Its log has the cause under this request id.',
    request,
  );
}

/** The one place where a failure becomes an answer: an RFC 9457 problem document. */
export const errorsPlugin = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', async (request, reply) => {
    // Answers are about one person. What may be kept, such as a file of the web app, says so itself.
    void reply.header('x-request-id', request.id).header('cache-control', 'no-store');
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error, request);
    if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
    if (problem.code === 'OVERLOADED') void reply.header('retry-after', '2');
    // A serializer bound to the route's success schema would refuse this body.
    void reply
      .status(problem.status)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/problem+json')
      .serializer((body: unknown) => JSON.stringify(body))
      .send(problem);
  });
  app.setNotFoundHandler((request, reply) => {
    void reply
      .status(404)
      .header('cache-control', 'no-store')
      .header('content-type', 'application/problem+json')
      .send(
        JSON.stringify(
          problemOf(
            'NOT_FOUND',
            `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
            request,
          ),
        ),
      );
  });
});
