import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const arenaRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'arena',
  validateSearch: z.object({
    /** The dialog that chooses two versions. */
    compare: param(z.boolean()),
  }),
  component: lazyRouteComponent(() => import('../../features/arena/arena-page.tsx'), 'ArenaPage'),
});

export const matchupRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'arena/$first/$second',
  validateSearch: z.object({
    /** Which of the ratings below are listed. */
    outcome: param(z.enum(['newer', 'older', 'tie', 'both_bad'])),
    /** Empty: prompts without a task type. */
    taskType: param(z.string()),
  }),
  component: lazyRouteComponent(() => import('../../features/arena/matchup-page.tsx'), 'MatchupPage'),
});
