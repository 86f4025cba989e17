import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const snapshotsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'snapshots',
  component: lazyRouteComponent(() => import('../../features/snapshots/snapshots-page.tsx'), 'SnapshotsPage'),
});

export const newSnapshotRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'snapshots/new',
  validateSearch: z.object({
    kind: z.catch(z._default(z.enum(['preference', 'unpaired', 'sft']), 'preference'), 'preference'),
    /** Of one batch alone, and of one of its arms. */
    batch: param(z.uuid()),
    arm: param(z.enum(['active', 'random'])),
  }),
  component: lazyRouteComponent(
    () => import('../../features/snapshots/new-snapshot-page.tsx'),
    'NewSnapshotPage',
  ),
});

export const snapshotRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'snapshots/$snapshotId',
  validateSearch: z.object({ split: z.catch(z._default(z.enum(['train', 'eval']), 'train'), 'train') }),
  component: lazyRouteComponent(() => import('../../features/snapshots/snapshot-page.tsx'), 'SnapshotPage'),
});
