import { api, ok } from '../../lib/api.ts';
import { pageOf, usePages } from '../../lib/use-pages.ts';

export const membersKey = (project: string) => ['project', project, 'members'];
export const invitationsKey = (project: string) => ['project', project, 'invitations'];

export function useMembers(project: string) {
  return usePages(membersKey(project), (cursor) =>
    ok(api.GET('/v1/projects/{project}/members', { params: { path: { project }, query: pageOf(cursor) } })),
  );
}

export function useInvitations(project: string) {
  return usePages(invitationsKey(project), (cursor) =>
    ok(
      api.GET('/v1/projects/{project}/invitations', { params: { path: { project }, query: pageOf(cursor) } }),
    ),
  );
}
