import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { figuresQuery } from '../../features/batches/console/console-query.ts';
import { consoleSearch, scopeOf } from '../../features/batches/console/console-search.ts';
import { ratingSearch } from '../../features/batches/ratings/rating-search.ts';
import { projectRoute } from './project.tsx';

export const consoleRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'console',
  validateSearch: consoleSearch,
  loaderDeps: ({ search }) => scopeOf(search),
  // The figures are computed while the page's code still comes; the page shows what goes wrong.
  loader: ({ context, params, deps }) => {
    void context.queryClient.prefetchQuery(figuresQuery(params.project, deps));
  },
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
