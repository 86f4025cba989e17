import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const guidelinesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'guidelines',
  staticData: { translated: true },
  validateSearch: z.object({
    /** An older version; the newest where it is left out. */
    version: param(z.number()),
    edit: param(z.boolean()),
    /** The text where it is left out. */
    view: param(z.enum(['changes', 'readers'])),
  }),
  component: lazyRouteComponent(
    () => import('../../features/guidelines/guidelines-page.tsx'),
    'GuidelinesPage',
  ),
});
