import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  defaultQualification,
  newQualification,
  type Qualification,
  qualification,
  qualificationAnswers,
  qualificationCandidates,
  qualificationPeople,
  qualificationWaiver,
} from '@prefloop/contract';
import {
  type Db,
  getQualification,
  grantQualificationAttempt,
  listQualificationAnswers,
  listQualificationCandidates,
  listQualificationItems,
  listQualificationPeople,
  setQualification,
  waiveQualification,
} from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { projectOf } from '../plugins/access.ts';
import { presentAnswer, presentItem, presentPerson } from '../quality/present-qualification.ts';

const params = z.object({ project: z.string() });
const personParams = params.extend({ user: z.uuid() });
const tags = ['qualification'];

/** What whoever rates has to pass first, and how people stand with it. For leads alone: it tells what is right. */
export const qualificationRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/qualification',
    {
      schema: {
        operationId: 'getQualification',
        tags,
        summary: 'What whoever rates in the project has to pass first; switched off where nobody set it',
        params,
        response: { 200: qualification },
      },
    },
    async (request) => describe(db, projectOf(request).project.id),
  );

  typed.put(
    '/v1/projects/:project/qualification',
    {
      schema: {
        operationId: 'setQualification',
        tags,
        summary: 'Set the qualification as a whole; who passed stays passed',
        description: 'Attempts that have begun keep their questions and their mark.',
        params,
        body: newQualification,
        response: { 200: qualification },
      },
    },
    async (request) => {
      const projectId = projectOf(request).project.id;
      await setQualification(db, actorOf(request), projectId, request.body);
      return describe(db, projectId);
    },
  );

  typed.get(
    '/v1/projects/:project/qualification/candidates',
    {
      schema: {
        operationId: 'listQualificationCandidates',
        tags,
        summary: 'Golds in use of the whole project, to choose from',
        params,
        response: { 200: qualificationCandidates },
      },
    },
    async (request) => {
      const rows = await listQualificationCandidates(db, projectOf(request).project.id);
      return { items: rows.map(presentItem) };
    },
  );

  typed.get(
    '/v1/projects/:project/qualification/people',
    {
      schema: {
        operationId: 'listQualificationPeople',
        tags,
        summary: 'Who passed, who did not, and who is in the middle of it',
        params,
        response: { 200: qualificationPeople },
      },
    },
    async (request) => {
      const rows = await listQualificationPeople(db, projectOf(request).project.id);
      return { items: rows.map(presentPerson) };
    },
  );

  typed.get(
    '/v1/projects/:project/qualification/people/:user/answers',
    {
      schema: {
        operationId: 'listQualificationAnswers',
        tags,
        summary: 'Each answer that a person gave, beside what is right',
        params: personParams,
        response: { 200: qualificationAnswers },
      },
    },
    async (request) => {
      const whose = { projectId: projectOf(request).project.id, userId: request.params.user };
      return { items: (await listQualificationAnswers(db, whose)).map(presentAnswer) };
    },
  );

  typed.post(
    '/v1/projects/:project/qualification/people/:user/attempts',
    {
      schema: {
        operationId: 'grantQualificationAttempt',
        tags,
        summary: 'One more attempt for somebody who has none left',
        params: personParams,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const whose = { projectId: projectOf(request).project.id, userId: request.params.user };
      await grantQualificationAttempt(db, actorOf(request), whose);
      return reply.status(204).send(null);
    },
  );

  typed.put(
    '/v1/projects/:project/qualification/people/:user/waiver',
    {
      schema: {
        operationId: 'waiveQualification',
        tags,
        summary: 'Let somebody off, or ask it of them again; who passed stays passed',
        params: personParams,
        body: qualificationWaiver,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const whose = { projectId: projectOf(request).project.id, userId: request.params.user };
      await waiveQualification(db, actorOf(request), whose, request.body.waived);
      return reply.status(204).send(null);
    },
  );
};

const unset = { enabled: false, ...defaultQualification, order: 'random' as const };

async function describe(db: Db, projectId: string): Promise<Qualification> {
  const rule = await getQualification(db, projectId);
  const items = await listQualificationItems(db, projectId);
  return { ...(rule ?? unset), items: items.map(presentItem) };
}
