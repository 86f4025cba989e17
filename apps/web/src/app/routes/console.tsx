import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleSearch } from '../../features/batches/console/console-search.ts';
import { ratingSearch } from '../../features/batches/ratings/rating-search.ts';
import { projectRoute } from './project.tsx';

export const consoleRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'console',
  validateSearch: consoleSearch,
  component: lazyRouteComponent(
    () => import('../../features/batches/console/console-page.tsx'),
    'ConsolePage',
  ),
});

export const ratingsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'ratings',
  validateSearch: ratingSearch,
  component: lazyRouteComponent(
    () => import('../../features/batches/ratings/ratings-page.tsx'),
    'RatingsPage',
  ),
});
