import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const lineageRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'lineage',
  // A source may be named like a number, which the address then holds as one.
  validateSearch: z.object({
    kind: param(z.enum(['prompts', 'batch', 'snapshot', 'run', 'version'])),
    id: param(z.coerce.string().check(z.minLength(1), z.maxLength(300))),
  }),
  component: lazyRouteComponent(() => import('../../features/lineage/lineage-page.tsx'), 'LineagePage'),
});
