import { ApiError } from '@prefloop/sdk';
import { createRoute, redirect } from '@tanstack/react-router';
import { meQuery } from '../../lib/session.ts';
import { Shell } from '../shell.tsx';
import { rootRoute } from './root.tsx';

/** Everything behind the sign-in, inside the shell. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'AUTH_REQUIRED') {
        throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
      }
      throw error;
    }
  },
  component: Shell,
});
