import { ApiError } from '@prefloop/sdk';
import { createRoute, redirect } from '@tanstack/react-router';
import { speak } from '../../lib/i18n/speak.ts';
import { meQuery } from '../../lib/session.ts';
import { Shell } from '../shell.tsx';
import { rootRoute } from './root.tsx';

/** Everything behind the sign-in, inside the shell. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    try {
      const { language } = await context.queryClient.ensureQueryData(meQuery);
      // Before the first page, or it would stand there in another language for a moment.
      if (language !== null) await speak(language).catch(() => undefined);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'AUTH_REQUIRED') {
        throw redirect({ to: '/login', search: location.href === '/' ? {} : { next: location.href } });
      }
      throw error;
    }
  },
  component: Shell,
});
