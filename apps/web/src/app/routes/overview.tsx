import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { projectRoute } from './project.tsx';

export const overviewRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/',
  staticData: { translated: true },
  component: lazyRouteComponent(() => import('../overview/overview-page.tsx'), 'OverviewPage'),
});
