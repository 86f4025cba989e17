import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { meQuery } from '../../lib/session.ts';
import { appRoute } from './app.tsx';

export const usersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/users',
  validateSearch: z.object({
    tab: param(z.enum(['accounts', 'invitations', 'log'])),
    /** Part of a name or address. */
    search: param(z.string()),
    /** Opens the dialog that makes an invitation. */
    invite: param(z.boolean()),
  }),
  beforeLoad: ({ context }) => {
    if (context.queryClient.getQueryData(meQuery.queryKey)?.role !== 'admin') throw notFound();
  },
  component: lazyRouteComponent(() => import('../../features/people/users-page.tsx'), 'UsersPage'),
});
