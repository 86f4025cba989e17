import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const modelsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'models',
  validateSearch: z.object({ register: param(z.boolean()) }),
  component: lazyRouteComponent(() => import('../../features/models/models-page.tsx'), 'ModelsPage'),
});

export const modelVersionRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'models/$versionId',
  validateSearch: z.object({ promote: param(z.boolean()) }),
  component: lazyRouteComponent(() => import('../../features/models/version-page.tsx'), 'VersionPage'),
});
