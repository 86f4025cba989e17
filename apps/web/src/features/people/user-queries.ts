import { api, ok } from '../../lib/api.ts';
import { pageOf, usePages } from '../../lib/use-pages.ts';

export const usersKey = ['users'];
export const deploymentInvitationsKey = ['deployment-invitations'];

/** Accounts with `search` in their name or address. */
export function useUsers(search: string | undefined) {
  return usePages([...usersKey, { search }], (cursor) =>
    ok(api.GET('/v1/users', { params: { query: { ...pageOf(cursor), ...(search ? { search } : {}) } } })),
  );
}

export function useDeploymentInvitations() {
  return usePages(deploymentInvitationsKey, (cursor) =>
    ok(api.GET('/v1/invitations', { params: { query: pageOf(cursor) } })),
  );
}

export function useAuditLog() {
  return usePages(['audit-log'], (cursor) =>
    ok(api.GET('/v1/audit-log', { params: { query: pageOf(cursor) } })),
  );
}
