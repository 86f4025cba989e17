import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { myQualification, qualificationAnswer, qualificationStep } from '@prefloop/contract';
import {
  answerQualification,
  type Db,
  ensureAnnotator,
  getNewestForm,
  type QualificationStanding,
  readQualificationStanding,
  stepQualification,
} from '@prefloop/db';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { caller, projectOf } from '../plugins/access.ts';
import { presentStanding } from '../quality/present-qualification.ts';

const params = z.object({ project: z.string() });
const tags = ['rating'];

/** The qualification of whoever asks: one question after the other, each told about once it was answered. */
export const myQualificationRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const present = async (request: FastifyRequest, standing: QualificationStanding) =>
    presentStanding(standing, await getNewestForm(db, projectOf(request).project.id));

  typed.get(
    '/v1/projects/:project/rate/qualification',
    {
      schema: {
        operationId: 'getMyQualification',
        tags,
        summary: 'How you stand with the qualification: the question, or what is right about the last one',
        params,
        response: { 200: myQualification },
      },
    },
    async (request) =>
      present(request, await readQualificationStanding(db, await ensureAnnotator(db, person(request)))),
  );

  typed.post(
    '/v1/projects/:project/rate/qualification/steps',
    {
      schema: {
        operationId: 'stepQualification',
        tags,
        summary: 'Go on from an explanation, or begin an attempt',
        description: 'A step from anywhere else than where you stand changes nothing.',
        params,
        body: qualificationStep,
        response: { 200: myQualification },
      },
    },
    async (request) => {
      const { from } = request.body;
      return present(request, await stepQualification(db, { ...person(request), from }));
    },
  );

  typed.post(
    '/v1/projects/:project/rate/qualification/answers',
    {
      schema: {
        operationId: 'answerQualification',
        tags,
        summary: 'Answer the question; the first answer stays',
        params,
        body: qualificationAnswer,
        response: { 200: myQualification },
      },
    },
    async (request) =>
      present(request, await answerQualification(db, { ...person(request), body: request.body })),
  );
};

function person(request: FastifyRequest) {
  const { userId, name } = caller(request);
  return { projectId: projectOf(request).project.id, userId, name };
}
