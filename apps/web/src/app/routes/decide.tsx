import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const decideRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'decide',
  validateSearch: z.object({
    batch: param(z.string()),
    /** Those that wait for a decision where it is left out. */
    scope: param(z.enum(['disputed', 'all'])),
  }),
  component: lazyRouteComponent(() => import('../../features/rating/decide/decide-page.tsx'), 'DecidePage'),
});
