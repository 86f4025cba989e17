import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { meQuery } from '../../lib/session.ts';
import { rootRoute } from './root.tsx';

/** An address of this site and no other: `//host` and `/\host` would leave it. */
const ownPath = z.string().check(z.regex(/^\/(?![/\\])/));

export const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: z.object({ next: param(ownPath) }),
  beforeLoad: ({ context }) => {
    if (context.queryClient.getQueryData(meQuery.queryKey)) throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('../../features/session/login-page.tsx'), 'LoginPage'),
});
