import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { projectsQuery } from '../../lib/project.ts';
import { param } from '../../lib/search-params.ts';
import { appRoute } from './app.tsx';

export const projectsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/projects',
  staticData: { translated: true },
  validateSearch: z.object({
    /** Opens the form for a new project. */
    new: param(z.boolean()),
  }),
  loader: ({ context }) => context.queryClient.prefetchQuery(projectsQuery),
  component: lazyRouteComponent(() => import('../../features/projects/projects-page.tsx'), 'ProjectsPage'),
});
