import type { ProjectRole } from '@prefloop/contract';
import type { components } from '@prefloop/sdk';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, ok } from './api.ts';

export type Project = components['schemas']['Project'];

/** The projects the signed-in user may open. */
export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: () => ok(api.GET('/v1/projects', { params: { query: { limit: 200 } } })),
});

/** One project with the caller's role in it. Everything below a project has a key that starts with this one's. */
export const projectQuery = (slug: string) =>
  queryOptions({
    queryKey: ['project', slug],
    queryFn: () => ok(api.GET('/v1/projects/{project}', { params: { path: { project: slug } } })),
  });

/** The project of the page, on every page under /p/<project>. */
export function useProject(): Project {
  const { project } = useParams({ from: '/app/p/$project' });
  return useSuspenseQuery(projectQuery(project)).data;
}

/** Whether `role` is one of `roles`; written out so that a page reads as its sentence. */
export function mayUse(role: ProjectRole, roles: readonly ProjectRole[]): boolean {
  return roles.includes(role);
}
