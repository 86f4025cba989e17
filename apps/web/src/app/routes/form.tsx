import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const formRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'form',
  validateSearch: z.object({
    /** An older version; the newest where it is left out. */
    version: param(z.number()),
    edit: param(z.boolean()),
  }),
  component: lazyRouteComponent(() => import('../../features/rating/form/form-page.tsx'), 'FormPage'),
});
