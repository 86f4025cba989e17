import { createRoute, redirect } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { lastProject } from '../../lib/device.ts';
import { projectsQuery } from '../../lib/project.ts';
import { param } from '../../lib/search-params.ts';
import { landingOf } from '../nav.ts';
import { appRoute } from './app.tsx';

/** `/` leads to where the user's work is: the project opened last, else the first, else the list of projects. */
export const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  validateSearch: z.object({
    /** Slug of the project to begin with. */
    project: param(z.string()),
  }),
  beforeLoad: async ({ context, search }) => {
    const { items } = await context.queryClient.ensureQueryData(projectsQuery);
    const project = items.find(({ slug }) => slug === (search.project ?? lastProject.get())) ?? items[0];
    if (!project) throw redirect({ to: '/projects', replace: true });
    throw redirect({ to: landingOf(project.role), params: { project: project.slug }, replace: true });
  },
});
