import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const batchesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'batches',
  component: lazyRouteComponent(() => import('../../features/batches/batches-page.tsx'), 'BatchesPage'),
});

export const newBatchRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'batches/new',
  validateSearch: z.object({
    /** Two model versions that should meet. */
    across: param(z.tuple([z.uuid(), z.uuid()])),
    /** The responses of one run. */
    runId: param(z.uuid()),
  }),
  component: lazyRouteComponent(() => import('../../features/batches/new-batch-page.tsx'), 'NewBatchPage'),
});

export const batchRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'batches/$batchId',
  component: lazyRouteComponent(() => import('../../features/batches/batch-page.tsx'), 'BatchPage'),
});
