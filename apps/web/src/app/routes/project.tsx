import { ApiError } from '@prefloop/sdk';
import { createRoute, notFound } from '@tanstack/react-router';
import { lastProject } from '../../lib/device.ts';
import { projectQuery } from '../../lib/project.ts';
import { appRoute } from './app.tsx';

/** Parent of every page of a project: knows that it exists and that the user is in it before a page is shown. */
export const projectRoute = createRoute({
  getParentRoute: () => appRoute,
  path: 'p/$project',
  beforeLoad: async ({ context, params }) => {
    try {
      await context.queryClient.ensureQueryData(projectQuery(params.project));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) throw notFound();
      throw error;
    }
    lastProject.set(params.project);
  },
});
