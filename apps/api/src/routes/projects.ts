import type { ZodTypeProvider } from '@fastify/type-provider-zod';
import {
  AppError,
  newProject,
  type ProjectRole,
  page,
  pageQuery,
  project,
  projectSlug,
  projectUpdate,
  slugOf,
} from '@prefloop/contract';
import { createProject, type Db, listProjects, type Project, recordAudit, updateProject } from '@prefloop/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../accounts/actor.ts';
import { toPage } from '../page.ts';
import { caller, projectOf } from '../plugins/access.ts';

const params = z.object({ project: z.string() });

function present(row: Project, role: ProjectRole): z.infer<typeof project> {
  return {
    slug: row.slug,
    name: row.name,
    description: row.description,
    demo: row.demo,
    createdAt: row.createdAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
    dailyQuota: row.dailyQuota,
    sensitiveTags: row.sensitiveTags,
    role,
  };
}

type NewProject = z.infer<typeof newProject>;

/** A slug that was asked for is taken or refused; one made from the name gets a number where it is taken. */
async function create(db: Db, wanted: NewProject, createdBy: string): Promise<Project> {
  const { name, description = '' } = wanted;
  const base = wanted.slug ?? slugOf(name);
  const slugs = wanted.slug
    ? [base]
    : Array.from({ length: 50 }, (_, i) => (i === 0 ? base : `${base}-${i + 1}`));
  for (const slug of slugs) {
    const made = await createProject(db, { slug, name, description, createdBy });
    if (made) return made;
  }
  throw new AppError('NAME_TAKEN', {
    message: `There is a project at "${base}" already. Choose another short name.`,
    issues: [{ path: 'body/slug', message: 'is taken' }],
  });
}

/** Projects. Admins make them and reach all of them as a lead; others see those they are members of. */
export const projectRoutes = async (app: FastifyInstance, { db }: { db: Db }) => {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/v1/projects',
    {
      schema: {
        operationId: 'listProjects',
        tags: ['projects'],
        summary: 'Projects that the caller may open',
        querystring: pageQuery.extend({ cursor: projectSlug.optional() }),
        response: { 200: page(project) },
      },
    },
    async (request) => {
      const { userId, admin } = caller(request);
      const { limit, cursor } = request.query;
      const after = cursor === undefined ? {} : { after: cursor };
      const rows = await listProjects(db, userId, { all: admin, limit: limit + 1, ...after });
      return toPage(
        rows,
        limit,
        (row) => row.slug,
        (row) => present(row, admin ? 'lead' : (row.role ?? 'viewer')),
      );
    },
  );

  typed.post(
    '/v1/projects',
    {
      schema: {
        operationId: 'createProject',
        tags: ['projects'],
        summary: 'Make a project; who makes it leads it',
        body: newProject,
        response: { 201: project },
      },
    },
    async (request, reply) => {
      const made = await create(db, request.body, caller(request).userId);
      const event = { action: 'project.created', projectId: made.id, subject: made.slug };
      await recordAudit(db, actorOf(request), event);
      return reply.status(201).send(present(made, 'lead'));
    },
  );

  typed.get(
    '/v1/projects/:project',
    {
      schema: {
        operationId: 'getProject',
        tags: ['projects'],
        summary: 'A project and what the caller is in it',
        params,
        response: { 200: project },
      },
    },
    async (request) => {
      const { project: row, role } = projectOf(request);
      return present(row, role);
    },
  );

  typed.patch(
    '/v1/projects/:project',
    {
      schema: {
        operationId: 'updateProject',
        tags: ['projects'],
        summary: 'Rename, describe, archive or reopen a project',
        params,
        body: projectUpdate,
        response: { 200: project },
      },
    },
    async (request) => {
      const { project: row, role } = projectOf(request);
      const { name, description, archived, dailyQuota, sensitiveTags } = request.body;
      const changed = await updateProject(db, actorOf(request), row.id, {
        ...(name === undefined ? {} : { name }),
        ...(description === undefined ? {} : { description }),
        ...(archived === undefined ? {} : { archived }),
        ...(dailyQuota === undefined ? {} : { dailyQuota }),
        ...(sensitiveTags === undefined ? {} : { sensitiveTags }),
      });
      return present(changed, role);
    },
  );
};
