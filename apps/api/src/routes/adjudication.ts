import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import { type Disagreement, disagreementQuery, disagreements, newAdjudication } from '@prefloop/contract';
import {
  adjudicateTask,
  type Db,
  type Disagreement as DisagreementRow,
  getNewestForm,
  listDisagreements,
  saidAnswers,
} from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { caller, projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });
const tags = ['rating'];

function present({ batchId, batchName, messages, texts, votes, ...row }: DisagreementRow): Disagreement {
  const [first = '', second = ''] = texts;
  return {
    ...row,
    batch: { id: batchId, name: batchName },
    prompt: { messages },
    responses: [{ text: first }, { text: second }],
    votes: votes.map(({ answers, editedResponse, editedFrom, ...vote }) => ({
      ...vote,
      ...saidAnswers({ answers, editedResponse, editedFrom }),
      ratedAt: new Date(vote.ratedAt).toISOString(),
    })),
  };
}

/** Deciding pairs on which people disagree. */
export const adjudicationRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects/:project/disagreements',
    {
      schema: {
        operationId: 'listDisagreements',
        tags,
        summary: 'Rated pairs on which people disagree, worst first, with every vote',
        params,
        querystring: disagreementQuery,
        response: { 200: disagreements },
      },
    },
    async (request) => {
      const { project } = projectOf(request);
      const { batch, scope, limit } = request.query;
      const rows = await listDisagreements(db, {
        projectId: project.id,
        batchId: batch ?? null,
        scope,
        limit,
      });
      return { items: rows.map(present), form: await getNewestForm(db, project.id) };
    },
  );

  typed.put(
    '/v1/projects/:project/tasks/:task/adjudications/:id',
    {
      schema: {
        operationId: 'adjudicateTask',
        tags,
        summary: 'Decide a pair, under a UUIDv7 made by the caller',
        description:
          'Stored as a rating of its own kind: the ratings it decides between stay as they are, and snapshots take the decision.',
        params: params.extend({ task: z.uuid(), id: z.uuidv7() }),
        body: newAdjudication,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { task, id } = request.params;
      const { userId, name } = caller(request);
      await adjudicateTask(db, actorOf(request), {
        projectId: projectOf(request).project.id,
        taskId: task,
        user: { id: userId, name },
        id,
        body: request.body,
      });
      return reply.status(204).send(null);
    },
  );
};
