import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const peopleRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'people',
  validateSearch: z.object({
    tab: param(z.enum(['members', 'invitations'])),
    /** Opens the dialog that makes an invitation. */
    invite: param(z.boolean()),
  }),
  component: lazyRouteComponent(() => import('../../features/people/people-page.tsx'), 'PeoplePage'),
});
