import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { projectRoute } from './project.tsx';

export const qualificationRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: 'qualification',
  component: lazyRouteComponent(
    () => import('../../features/qualification/qualification-page.tsx'),
    'QualificationPage',
  ),
});
