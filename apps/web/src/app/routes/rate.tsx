import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { param } from '../../lib/search-params.ts';
import { projectRoute } from './project.tsx';

export const rateRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'rate',
  staticData: { translated: true },
  validateSearch: z.object({
    /** A pair of one's own history, to be rated again. */
    again: param(z.string()),
  }),
  component: lazyRouteComponent(() => import('../../features/rating/rating-page.tsx'), 'RatingPage'),
});

export const rateHistoryRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'rate/history',
  staticData: { translated: true },
  validateSearch: z.object({
    /** The rating that is looked at. */
    rating: param(z.string()),
  }),
  component: lazyRouteComponent(
    () => import('../../features/rating/history/history-page.tsx'),
    'HistoryPage',
  ),
});
