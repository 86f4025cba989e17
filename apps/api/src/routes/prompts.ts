import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  type GoldAnswer,
  type ProjectRole,
  promptDetail,
  promptFacets,
  promptListQuery,
  promptPage,
} from '@prefloop/contract';
import {
  countPrompts,
  type Db,
  getPrompt,
  listPromptFacets,
  listPrompts,
  type PromptFilter,
} from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });

type Detail = NonNullable<Awaited<ReturnType<typeof getPrompt>>>;

function toFilter(query: z.infer<typeof promptListQuery>): PromptFilter {
  return {
    search: query.search,
    taskTypes: query.taskType,
    languages: query.language,
    tags: query.tag,
    sources: query.source,
    heldOut: query.heldOut,
    hasReference: query.hasReference,
  };
}

/** Who wrote a response: a model version of ours, or the name that imported data gives. */
function authorOf(response: Detail['responses'][number]): string | null {
  if (response.model !== null) return `${response.model} v${response.version}`;
  return typeof response.sampling.model === 'string' ? response.sampling.model : null;
}

function goldOf({ goldVerdict, goldStrength }: Detail['pairs'][number]): GoldAnswer | null {
  if (goldVerdict !== 'preference') return goldVerdict;
  return (goldStrength ?? 0) < 0 ? 'first' : 'second';
}

/** Golds are left out for everybody but leads: others who look here may rate. */
function presentTasks({ pairs, votes }: Detail, role: ProjectRole) {
  const told = pairs.filter((pair) => role === 'lead' || pair.goldVerdict === null);
  const ids = [...new Set(told.map((pair) => pair.taskId))];
  return ids.flatMap((id) => {
    const [first, ...rest] = pairs.filter((pair) => pair.taskId === id);
    if (!first) return [];
    return {
      id,
      batch: first.batch,
      batchId: first.batchId,
      kind: first.kind,
      gold: goldOf(first),
      status: first.status,
      done: first.done,
      overlap: first.overlap,
      responseIds: [first, ...rest].map((pair) => pair.responseId),
      ratings: votes
        .filter((vote) => vote.taskId === id)
        .map(({ taskId: _, updatedAt, ...vote }) => ({ ...vote, ratedAt: updatedAt.toISOString() })),
    };
  });
}

function present(detail: Detail, role: ProjectRole): z.infer<typeof promptDetail> {
  const { prompt } = detail;
  return {
    id: prompt.id,
    source: prompt.source,
    sourceId: prompt.sourceId,
    taskType: prompt.taskType,
    language: prompt.language,
    tags: prompt.tags,
    heldOut: prompt.heldOut,
    createdAt: prompt.createdAt.toISOString(),
    messages: prompt.messages,
    reference: prompt.reference,
    metadata: prompt.metadata,
    responses: detail.responses.map(({ sampling, model, version, createdAt, ...response }) => ({
      ...response,
      author: authorOf({ ...response, sampling, model, version, createdAt }),
      createdAt: createdAt.toISOString(),
    })),
    tasks: presentTasks(detail, role),
  };
}

/** What models are asked, and what came of it. Not for annotators: it names the models. */
export const promptRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['prompts'];

  typed.get(
    '/v1/projects/:project/prompts',
    {
      schema: {
        operationId: 'listPrompts',
        tags,
        summary: 'Prompts by filter, newest first',
        params,
        querystring: promptListQuery,
        response: { 200: promptPage },
      },
    },
    async (request) => {
      const { id } = projectOf(request).project;
      const { cursor, limit } = request.query;
      const filter = toFilter(request.query);
      const after = z.uuid().optional().safeParse(cursor);
      if (!after.success)
        throw new AppError('BAD_REQUEST', { message: 'The cursor is none that a page gave out.' });
      const rows = await listPrompts(db, id, filter, { after: after.data, limit: limit + 1 });
      const items = rows.slice(0, limit).map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
      const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : null;
      return { items, nextCursor, total: await countPrompts(db, id, filter) };
    },
  );

  typed.get(
    '/v1/projects/:project/prompts/facets',
    {
      schema: {
        operationId: 'listPromptFacets',
        tags,
        summary: 'The values that prompt filters can take',
        params,
        response: { 200: promptFacets },
      },
    },
    async (request) => listPromptFacets(db, projectOf(request).project.id),
  );

  typed.get(
    '/v1/projects/:project/prompts/:promptId',
    {
      schema: {
        operationId: 'getPrompt',
        tags,
        summary: 'A prompt with its responses, tasks and ratings',
        params: params.extend({ promptId: z.uuid() }),
        response: { 200: promptDetail },
      },
    },
    async (request) => {
      const { project, role } = projectOf(request);
      const detail = await getPrompt(db, project.id, request.params.promptId);
      if (!detail) throw new AppError('NOT_FOUND', { message: 'There is no such prompt in this project.' });
      return present(detail, role);
    },
  );
};
